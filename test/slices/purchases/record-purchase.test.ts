import { describe, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

async function onKern(purchases: { day: string; totalCents: number; receiptNo?: string }[] = []) {
  let id = 0 as CustomerId
  const opened = await openWindow({
    async before(house: House) {
      await house.call('settings.update', { welcomeDone: true })
      id = (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })).id
      for (const purchase of purchases) await house.call('purchases.record', { customerId: id, ...purchase, day: purchase.day as IsoDate })
    },
  })
  await opened.go(`/customers/${id}`)
  document.body.focus()
  return { ...opened, id }
}

describe('copying a purchase from the till', () => {
  test('E opens it, the points and the next phase stand there before it is booked', async () => {
    const { press, fill, find, id, house } = await onKern([{ day: '2026-02-01', totalCents: 1990 }])
    await press('e')
    expect(document.activeElement).toBe(find('.sheet input'))
    await fill('Betrag laut Kasse', '23,50')
    expect(find('.effect').textContent).toMatch(/\+23 Punkte.*danach 42.*Nachkauf.*Wiederkauf.*2\. Kauftag/s)
    find('.sheet form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(find('.toast').textContent).toContain('Sabine Kern: 23,50\u00a0€ nachgetragen, +23 Punkte.')
    expect(await house.call('customers.summary', { customerId: id })).toMatchObject({ phase: 'repurchase', points: 42, totalCents: 4340 })
    expect(find('.strip').textContent).toContain('Wiederkauf')
  })
  test('a second purchase on the same day moves nothing, and the preview says so', async () => {
    const { press, fill, find } = await onKern([{ day: '2026-03-12', totalCents: 1000 }])
    await press('e')
    await fill('Betrag laut Kasse', '5')
    expect(find('.effect').textContent).toContain('zählt zum selben Kauftag')
  })
  test('a receipt that is already there is asked about in place, and can be copied all the same', async () => {
    const { press, fill, click, find, house, id } = await onKern([{ day: '2026-03-12', totalCents: 1000, receiptNo: '4711' }])
    await press('e')
    await fill('Betrag laut Kasse', '10')
    await fill('Belegnummer', '4711')
    await press('Ctrl+Enter')
    expect(find('.sheet .ask').textContent).toContain('Beleg 4711 vom 12.03.2026 steht schon da.')
    await click('button', 'Trotzdem nachtragen')
    expect((await house.call('purchases.listFor', { customerId: id })).total).toBe(2)
  })
  test('an amount that is missing and a day to come are named at their fields', async () => {
    const { press, fill, find, has, house, id } = await onKern()
    await press('e')
    await press('Ctrl+Enter')
    expect(find('.sheet .problem').textContent).toContain('Der Betrag fehlt noch.')
    await fill('Betrag laut Kasse', '10')
    await fill('Tag', '1.4.2026')
    await press('Ctrl+Enter')
    expect(find('.sheet .problem').closest('.field')?.textContent).toContain('Tag')
    expect(has('.sheet')).toBe(true)
    expect((await house.call('purchases.listFor', { customerId: id })).total).toBe(0)
  })
  test('a purchase copied by mistake is taken out again with its points', async () => {
    const { click, house, id, find } = await onKern([{ day: '2026-03-01', totalCents: 5000 }])
    await click('[role="tab"]', 'Einkäufe')
    await click('button[aria-label="Einkauf vom 01.03.2026 herausnehmen"]')
    expect(find('.toast').textContent).toContain('Einkauf vom 01.03.2026 über 50,00\u00a0€ herausgenommen.')
    expect(await house.call('customers.summary', { customerId: id })).toMatchObject({ phase: 'first-contact', points: 0 })
  })
  test('items are found, typed and scanned by keyboard alone, and the receipt comes to their sum', async () => {
    const { press, fill, click, find, text, house, id } = await onKern()
    await house.call('articles.save', { number: '4006381', name: 'Frontleuchte', priceCents: 2990 })
    await press('e')
    await click('button', 'Artikel eintragen')
    expect(document.activeElement).toBe(find('.lines [role="group"] input'))
    const type = async (value: string) => {
      const field = document.activeElement as HTMLInputElement
      field.value = value
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await Promise.resolve() // a scanner's keys are events of their own
      await press('Enter')
    }
    await type('4006381')
    expect(find('.lines .chosen').textContent).toContain('Frontleuchte')
    for (const value of ['2', '29,90', '']) await type(value)
    for (const value of ['Montage', '1', '15', '5']) await type(value)
    await fill('Nachlass auf alles', '6,98')
    await fill('Grund des Nachlasses', 'Stammkunde')
    expect(find('.sum').textContent).toBe('62,82\u00a0€')
    expect(find('.effect').textContent).toContain('+62 Punkte')
    await press('Ctrl+Enter')
    expect(text()).toContain('Sabine Kern: 62,82\u00a0€ nachgetragen, +62 Punkte.')
    const [purchase] = (await house.call('purchases.listFor', { customerId: id })).rows
    expect(purchase).toMatchObject({ totalCents: 6282, listCents: 7480, discountReason: 'Stammkunde', goods: 'Frontleuchte, Montage' })
  })
  test('an amount far above the usual is asked about', async () => {
    const usual = Array.from({ length: 30 }, (_, index) => ({
      day: `2026-02-${String((index % 28) + 1).padStart(2, '0')}`,
      totalCents: 2000 + index,
    }))
    const { press, fill, click, find, house, id } = await onKern(usual)
    await press('e')
    await fill('Betrag laut Kasse', '30000')
    await press('Ctrl+Enter')
    expect(find('.sheet .ask').textContent).toContain('30.000,00')
    await click('button', 'Trotzdem nachtragen')
    expect((await house.call('purchases.listFor', { customerId: id })).total).toBe(31)
  })
})
