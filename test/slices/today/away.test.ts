import { expect, test } from 'vitest'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

test('Heute begins with what came up while nobody was there, and forgets it once it is read', async () => {
  const { find, click, has, press } = await openWindow({
    today: '2026-03-12',
    path: '/today',
    async before(house: House) {
      await house.call('settings.update', { welcomeDone: true })
      await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern', birthday: { day: 10, month: 3, year: 1980 } })
      // Nobody has been here since Saturday.
      house.db.prepare("update operation set at = '2026-03-07T10:00:00.000Z'").run()
    },
  })
  expect(find('.away').textContent).toMatch(
    /Während Sie weg waren.*Seit 07\.03\.2026, 3 Öffnungstage.*Ein Kunde hatte Geburtstag.*Sabine Kern \(Geburtstag\)/s,
  )
  await click('.away button', 'Gelesen')
  expect(has('.away')).toBe(false)
  await press('Ctrl+Z')
  expect(has('.away')).toBe(true)
})

test('anniversaries stand beside the birthdays', async () => {
  const { click, text, find } = await openWindow({
    path: '/birthdays',
    async before(house: House) {
      const { id } = await house.call('customers.create', { kind: 'person', firstName: 'Jan', lastName: 'Brandt' })
      for (const day of ['2025-03-20', '2025-12-01']) await house.call('purchases.record', { customerId: id, day: day as never, totalCents: 1000 })
    },
  })
  await click('label', 'Jubiläen')
  expect(find('li').textContent).toMatch(/Jan Brandt.*1 Jahr, zuerst am 20\.03\.2025/s)
  expect(text()).not.toContain('In dieser Zeit hat niemand Jubiläum')
})
