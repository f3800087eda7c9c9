import { describe, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { openWindow } from '../open-window.ts'

async function onKern(totalCents: number) {
  let id = 0 as CustomerId
  const opened = await openWindow({
    async before(house) {
      await house.call('settings.update', { welcomeDone: true })
      id = (await house.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
      await house.call('purchases.record', { customerId: id, day: '2026-03-01' as IsoDate, totalCents })
    },
  })
  await opened.go(`/customers/${id}`)
  return { ...opened, id }
}

describe('points on the customer page', () => {
  test('are changed by hand with a reason', async () => {
    const { click, fill, find, settle, house, id } = await onKern(5000)
    await click('.rail button', 'Ändern')
    expect(find('.standing').textContent).toContain('50')
    await fill('Punkte', '25')
    expect(find('.adjust').textContent).toContain('Danach 75 Punkte')
    await click('.adjust button', 'Buchen')
    expect(find('.adjust').textContent).toContain('Ein Grund gehört dazu')
    await fill('Grund', 'Entschuldigung für die Wartezeit')
    find('.adjust').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await settle()
    expect(find('.toast').textContent).toContain('Kern: 25 Punkte gutgeschrieben.')
    expect((await house.call('loyalty.account', { customerId: id })).balance).toBe(75)
    expect(find('.plain-table').textContent).toContain('Entschuldigung für die Wartezeit')
  })
  test('more than there are cannot be taken; the form says why and keeps what was typed', async () => {
    const { click, fill, find, settle, house, id } = await onKern(1000)
    await click('[role="tab"]', 'Punkte')
    await click('button', 'Punkte ändern')
    const take = find<HTMLInputElement>('.adjust input[value="take"]')
    take.checked = true
    take.dispatchEvent(new Event('change', { bubbles: true }))
    await fill('Punkte', '11')
    await fill('Grund', 'Versehen')
    find('.adjust').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await settle()
    expect(find('.adjust [role="alert"]').textContent).not.toBe('')
    expect((await house.call('loyalty.account', { customerId: id })).balance).toBe(10)
  })
})
