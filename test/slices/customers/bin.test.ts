import { describe, expect, test } from 'vitest'
import type { IsoDate } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

async function twoInTheBin(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  const kern = await house.call('customers.create', { kind: 'person', lastName: 'Kern' })
  const brandt = await house.call('customers.create', { kind: 'person', lastName: 'Brandt' })
  await house.call('purchases.record', { customerId: kern.id, day: '2026-03-10' as IsoDate, totalCents: 1290 })
  await house.call('cards.issue', { customerId: kern.id })
  await house.call('customers.remove', { customerIds: [kern.id, brandt.id] })
}
const row = (name: string) => [...document.querySelectorAll('.grid-line')].find((line) => line.textContent.includes(name))?.textContent

describe('the bin', () => {
  test('says what comes back along and when it is emptied', async () => {
    const { find } = await openWindow({ before: twoInTheBin, path: '/customers/bin' })
    expect(row('Kern')).toContain('1 Einkauf, 12 Punkte, 1 Karte')
    expect(row('Brandt')).toContain('ohne Einkäufe und Punkte')
    expect(row('Brandt')).toContain('10.06.2026')
    expect(find('.page').textContent).toContain('Nach 90 Tagen wird endgültig gelöscht.')
  })
  test('erases one after asking once, and Esc keeps him', async () => {
    const { click, press, find, has, house, settle } = await openWindow({ before: twoInTheBin, path: '/customers/bin' })
    await click('button[aria-label="Endgültig löschen: Brandt"]')
    expect(find('[role="alertdialog"]').textContent).toContain('Brandt endgültig löschen? Das lässt sich nicht zurücknehmen.')
    await press('Escape')
    expect(has('[role="alertdialog"]')).toBe(false)
    await click('button[aria-label="Endgültig löschen: Brandt"]')
    await click('[role="alertdialog"] button', 'Ja, endgültig löschen')
    await settle()
    expect((await house.call('customers.bin', {})).rows.map(({ displayName }) => displayName)).toEqual(['Kern'])
    expect(has('.toast button', 'Rückgängig')).toBe(false)
  })
  test('empties everything at once', async () => {
    const { click, find, settle } = await openWindow({ before: twoInTheBin, path: '/customers/bin' })
    await click('button', 'Papierkorb leeren')
    await click('[role="alertdialog"] button', 'Ja, endgültig löschen')
    await settle()
    expect(find('.empty').textContent).toContain('Der Papierkorb ist leer.')
  })
})
