import { describe, expect, test } from 'vitest'
import type { Cents, IsoDate } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

async function busyDay(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  house.clock.set('2026-03-11')
  await house.call('customers.create', { kind: 'person', lastName: 'Gestern' })
  house.clock.set('2026-03-12')
  const { id } = await house.call('customers.create', { kind: 'person', lastName: 'Kern' })
  await house.call('customers.update', { customerId: id, source: 'Markt' })
  await house.call('purchases.record', { customerId: id, day: '2026-03-10' as IsoDate, totalCents: 1290 })
  await house.call('settings.update', { pointsPerEuro: 2 })
}
const lines = () => [...document.querySelectorAll('.what')].map((line) => line.textContent.trim())

describe('Letzte Änderungen', () => {
  test('shows what was changed today, by area and by customer', async () => {
    const { click, find, settle } = await openWindow({ before: busyDay, path: '/operations' })
    const rest = async () => {
      await new Promise((resolve) => setTimeout(resolve, 200))
      await settle()
    }
    expect(lines()).toContain('Gestern angelegt')
    await click('.segment input[value="today"]')
    await rest()
    expect(lines()).not.toContain('Gestern angelegt')
    const topic = find<HTMLSelectElement>('.filter select')
    topic.value = 'customers'
    topic.dispatchEvent(new Event('change', { bubbles: true }))
    await rest()
    expect(lines()).toEqual(['Kern geändert', 'Kern angelegt'])
    const text = find<HTMLInputElement>('.filter .input:not(select)')
    text.value = 'gestern'
    text.dispatchEvent(new Event('input', { bubbles: true }))
    await rest()
    expect(find('.empty').textContent).toContain('Dazu gibt es keine Änderung.')
    await click('.empty button', 'Alle zeigen')
    await rest()
    expect(lines()).toHaveLength(6)
  })
  test('unfolds a change to its fields, a setting too', async () => {
    const { click, find } = await openWindow({ before: busyDay, path: '/operations' })
    await click('.unfold[aria-label*="Kern geändert"]')
    expect(find('.changes').textContent).toContain('Herkunft')
    expect(find('.changes').textContent).toContain('„Markt“')
    await click('.unfold[aria-label*="Einstellungen geändert"]')
    expect(find('.changes').textContent).toContain('Punkte je Euro')
  })
  test('unfolds what belongs to no customer by its name, from what it was at that time', async () => {
    const { click, find } = await openWindow({
      async before(house) {
        await house.call('settings.update', { welcomeDone: true, marginBp: 4550 })
        const { groupId } = await house.call('articles.saveGroup', { name: 'Kaffee' })
        const { articleId } = await house.call('articles.save', { name: 'Espresso', priceCents: 1290 as Cents, groupId })
        await house.call('articles.save', { articleId, priceCents: 1350 as Cents, isPriceBound: true })
        const { staffId } = await house.call('staff.save', { name: 'Anna' })
        await house.call('staff.leave', { staffId })
      },
      path: '/operations',
    })
    const unfold = async (index: number) => {
      document.querySelectorAll<HTMLElement>('.unfold')[index]!.click()
      await click('h1')
      return find('.changes').textContent.replace(/\s+/g, ' ')
    }
    expect(await unfold(0)).toMatch(/Mitarbeiter „Anna“ geändert ?Ausgeschieden am ?12\.03\.2026/)
    expect(await unfold(1)).toContain('Mitarbeiter „Anna“ hinzugefügt')
    expect(await unfold(2)).toMatch(/Artikel „Espresso“ geändert.*Preis ?12,90 € wurde 13,50 €.*Bringt Punkte ?ja wurde nein/)
    expect(await unfold(3)).toMatch(/Artikel „Espresso“ hinzugefügt.*Warengruppe ?„Kaffee“.*Preis ?12,90 €.*Bringt Punkte ?ja/)
    expect(await unfold(4)).toContain('Warengruppe „Kaffee“ hinzugefügt')
    expect(await unfold(5)).toContain('Übliche Marge')
  })
})
