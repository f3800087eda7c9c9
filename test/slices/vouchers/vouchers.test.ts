import { describe, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { openWindow } from '../open-window.ts'

async function onKern(path = '/vouchers') {
  let id = 0 as CustomerId
  const opened = await openWindow({
    async before(house) {
      await house.call('settings.update', { welcomeDone: true })
      id = (await house.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
      await house.call('purchases.record', { customerId: id, day: '2026-03-12' as IsoDate, totalCents: 5000 })
    },
    path,
  })
  return { ...opened, id }
}
const submit = (form: HTMLElement) => form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))

describe('vouchers', () => {
  test('are sold, stand in the register, pay a purchase, and undo brings the money back', async () => {
    const { click, fill, find, house, settle, id } = await onKern()
    expect(find('.page').textContent).toContain('Noch keine Gutscheine.')
    await click('button', 'Gutschein ausstellen')
    await settle()
    await fill('Wert', '80')
    submit(find('dialog form'))
    await settle()
    const [voucher] = (await house.call('vouchers.list', {})).rows
    expect(voucher).toMatchObject({ kind: 'value', valueCents: 8000, expiresOn: '2029-12-31' })
    expect(find('.rail').textContent).toContain('80,00')
    const { rows } = await house.call('purchases.listFor', { customerId: id })
    await house.call('vouchers.redeem', { code: voucher!.code, purchaseId: rows[0]!.id })
    await settle()
    expect(find('.rail').textContent).toContain('30,00')
  })
  test('of a customer are used on the newest purchase, which says before what that does', async () => {
    const { click, find, go, house, settle, id } = await onKern()
    await house.call('vouchers.issue', { kind: 'percent', rateBp: 1000, ownerId: id })
    await go(`/customers/${id}`)
    await click('.rail button', '10 %')
    await settle()
    expect(find('.use').textContent).toContain('Mindert den Einkauf um 5,00')
    await click('.use button', 'Einlösen')
    await settle()
    expect((await house.call('purchases.listFor', { customerId: id })).rows[0]).toMatchObject({ totalCents: 4500 })
    await click('.toast button', 'Rückgängig')
    await settle()
    expect((await house.call('vouchers.listFor', { customerId: id }))[0]).toMatchObject({ state: 'open' })
  })
  test('are made invalid with a reason only', async () => {
    const { click, fill, find, house, settle } = await onKern()
    await house.call('vouchers.issue', { kind: 'amount', valueCents: 500 })
    await settle()
    await click('.plain-table button')
    await settle()
    await click('dialog button', 'Ungültig machen')
    await click('dialog button', 'Ungültig machen')
    await settle()
    expect(find('dialog').textContent).toContain('Der Grund fehlt noch')
    await fill('Warum?', 'Doppelt')
    await click('dialog button', 'Ungültig machen')
    await settle()
    expect((await house.call('vouchers.list', {})).rows[0]).toMatchObject({ state: 'cancelled', cancelReason: 'Doppelt' })
  })
})
