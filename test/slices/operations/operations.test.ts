import { describe, expect, test } from 'vitest'
import type { IsoDate } from '#contract'
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
})
