import { describe, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

const lines = [
  { text: 'Frontleuchte', quantity: 2, unitCents: 3000 },
  { text: 'Montage', quantity: 1, unitCents: 1500 },
]
async function onReceipt() {
  let id = 0 as CustomerId
  const opened = await openWindow({
    async before(house: House) {
      id = (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })).id
      await house.call('purchases.record', { customerId: id, day: '2026-03-01' as IsoDate, lines, receiptNo: '4711' })
    },
  })
  await opened.go(`/customers/${id}`)
  await opened.click('[role="tab"]', 'Einkäufe')
  await opened.click('button[aria-label="Einkauf vom 01.03.2026 ansehen"]')
  return { ...opened, id }
}

describe('a receipt', () => {
  test('shows its lines; single goods go back, and what that does stands there before', async () => {
    const { click, fill, find, press, has, house, id } = await onReceipt()
    expect(find('.sheet').textContent).toMatch(/75,00.*4711.*Frontleuchte.*Montage/s)
    await click('.sheet button', 'Rückgabe')
    await click('.sheet label', 'Einzelne Artikel')
    await fill('Menge von Frontleuchte, die zurückkommt', '1')
    await fill('Grund', 'passt nicht')
    expect(find('.sheet .effect').textContent).toContain('30,00\u00a0€ zurück. 30 Punkte weniger, Stand danach 45.')
    await press('Ctrl+Enter')
    expect(find('.toast').textContent).toContain('Rückgabe von 30,00\u00a0€ zum Einkauf vom 01.03.2026 gebucht.')
    expect(find('.sheet').textContent).toContain('1 zurückgegeben')
    expect(find('.sheet .returns').textContent).toContain('passt nicht')
    expect(await house.call('customers.summary', { customerId: id })).toMatchObject({ totalCents: 4500, points: 45 })
    await click('.sheet .returns button')
    expect(has('.sheet .returns')).toBe(false)
    expect(await house.call('customers.summary', { customerId: id })).toMatchObject({ totalCents: 7500, points: 75 })
  })
  test('all that is left goes back, and the phase falls', async () => {
    const { click, find, press, has, house, id } = await onReceipt()
    await click('.sheet button', 'Rückgabe')
    expect(find('.sheet .effect').textContent).toMatch(/75,00.*zurück.*Nachkauf.*Kontakt/s)
    await press('Ctrl+Enter')
    expect(await house.call('customers.summary', { customerId: id })).toMatchObject({ totalCents: 0, points: 0, phase: 'first-contact' })
    expect(has('.sheet button', 'Rückgabe')).toBe(false)
  })
  test('more than is left is refused where it was typed', async () => {
    const { click, fill, find, press, house, id } = await onReceipt()
    await click('.sheet button', 'Rückgabe')
    await click('.sheet label', 'Ein Betrag')
    await fill('Erstatteter Betrag', '80')
    expect(find('.sheet').textContent).toContain('Von diesem Einkauf sind noch 75,00\u00a0€ übrig')
    await press('Ctrl+Enter')
    expect((await house.call('purchases.listFor', { customerId: id })).sumCents).toBe(7500)
  })
  test('is taken out with its returns', async () => {
    const { click, find, has, house, id } = await onReceipt()
    await click('.sheet button', 'Herausnehmen')
    expect(find('.toast').textContent).toContain('Einkauf vom 01.03.2026 über 75,00\u00a0€ herausgenommen.')
    expect(has('.sheet')).toBe(false)
    expect((await house.call('purchases.listFor', { customerId: id })).total).toBe(0)
  })
})
