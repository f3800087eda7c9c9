import { describe, expect, test } from 'vitest'
import type { IsoDate } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

async function threePhases(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  const days: Record<string, string[]> = { Lea: [], Aylin: ['2026-03-11'], Holger: ['2025-12-01'], Sabine: ['2026-01-02', '2026-02-02'] }
  for (const [firstName, bought] of Object.entries(days)) {
    const { id } = await house.call('customers.create', { kind: 'person', firstName })
    for (const day of bought) await house.call('purchases.record', { customerId: id, day: day as IsoDate, totalCents: 2000 })
  }
}
const columns = () =>
  [...document.querySelectorAll('section.column')].map((column) =>
    [...column.querySelectorAll('article b')].map((name) => name.textContent).toSorted(),
  )

describe('the phase board', () => {
  test('shows everybody in the column of their phase, with counts and reasons', async () => {
    const { find, text } = await openWindow({ before: threePhases, path: '/phases' })
    expect(columns()).toEqual([['Lea'], ['Aylin', 'Holger'], ['Sabine']])
    expect(find('.head').textContent).toContain('4 Kunden')
    expect(text()).toContain('1 Kauftag gestern, Fenster läuft bis 10.05.')
    expect(text()).toContain('Zweitkauf ausgeblieben: Fenster endete am 30.01.')
  })
  test('says why a card stands where it stands, and what would move it', async () => {
    const { find, settle } = await openWindow({ before: threePhases, path: '/phases' })
    find('article', 'Aylin').querySelector<HTMLElement>('.why')!.click()
    await settle()
    expect(find('.reason').textContent).toMatch(
      /Aylin steht hier, weil es genau einen Kauftag gibt: 11\. März 2026\..*60 Tage, bis 10\.05\.2026.*Weiter zu Wiederkauf.*mit dem 2\. Kauftag/s,
    )
  })
  test('a card moves to the next phase by a purchase', async () => {
    const { house, find, press, settle } = await openWindow({ before: threePhases, path: '/phases' })
    const { id } = (await house.call('customers.search', { text: 'aylin' })).rows[0]!
    find('article', 'Aylin').focus()
    await press('e')
    expect(find('.sheet .who').textContent).toBe('Aylin')
    await house.call('purchases.record', { customerId: id, day: '2026-03-12' as IsoDate, totalCents: 100 })
    await settle()
    expect(columns()[2]).toEqual(['Aylin', 'Sabine'])
  })
  test('arrows walk through a column and over to the next', async () => {
    const { find, press } = await openWindow({ before: threePhases, path: '/phases' })
    find('article', 'Lea').focus()
    await press('ArrowRight')
    const first = document.activeElement?.getAttribute('aria-label')
    await press('ArrowDown')
    const second = document.activeElement?.getAttribute('aria-label')
    expect([first, second].toSorted()).toEqual(['Aylin', 'Holger'])
    await press('ArrowRight')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Sabine')
  })
  test('the filter leaves only those who did not come back', async () => {
    const { find, settle } = await openWindow({ before: threePhases, path: '/phases' })
    const select = find<HTMLSelectElement>('select')
    select.value = 'second-purchase-missed'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await settle()
    expect(columns()).toEqual([[], ['Holger'], []])
  })
})
