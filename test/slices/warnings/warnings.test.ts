import { expect, test } from 'vitest'
import type { IsoDate } from '#contract'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

async function shop(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  const kern = (await house.call('customers.create', { kind: 'person', salutation: 'ms', firstName: 'Sabine', lastName: 'Kern' })).id
  for (const day of ['2026-03-01', '2026-03-31', '2026-04-28', '2026-05-31'])
    await house.call('purchases.record', { customerId: kern, day: day as IsoDate, totalCents: 2000 })
  const brandt = (await house.call('customers.create', { kind: 'person', firstName: 'Jörg', lastName: 'Brandt' })).id
  await house.call('purchases.record', { customerId: brandt, day: '2026-03-10' as IsoDate, totalCents: 900 })
  await house.call('demand.save', { customerId: brandt, text: 'Kettenöl', intervalDays: 60, lastOn: '2026-05-10' as IsoDate })
}
const open = (path: string) => openWindow({ today: '2026-07-16', before: shop, path })

test('warnings name level, reason and rhythm; one key notes what was done, and it can be taken back', async () => {
  const { find, text, press, settle } = await open('/warnings')
  const rows = [...document.querySelectorAll('.warnings li')].map((row) => row.textContent)
  expect(rows[0]).toContain('auffällig')
  expect(rows[0]).toContain('Jörg Brandt war erst einmal da. Einen zweiten Einkauf erwarten wir in 60 Tagen, jetzt sind es 128.')
  expect(rows[1]).toContain('lässt nach')
  expect(rows[1]).toContain('Sabine Kern kommt sonst alle 30 Tage, jetzt sind es 46.')
  expect(rows[1]).toContain('46 statt 30 Tage')
  find('.warnings li.current').focus()
  await press('ArrowDown')
  await press('a')
  expect(find('.warnings li', 'Kern').textContent).toContain('Angerufen am 16.07.2026')
  await press('Ctrl+Z')
  await settle()
  expect(text()).not.toContain('Angerufen am')
})

test('Warum? shows the figures and what would change them', async () => {
  const { find, click } = await open('/warnings')
  await click('.warnings li .why', 'Warum?')
  const box = find('[role="dialog"]', 'Was ändert das?').textContent
  expect(box).toContain('Letzter Einkauf10.03.2026')
  expect(box).toContain('Kauftage1')
})

test('a muted customer leaves the list until its day', async () => {
  const { find, fill, press, click, text } = await open('/warnings')
  find('.warnings li.current').focus()
  await press('s')
  await fill('Bis wann?', '31.8.')
  await fill('Grund', 'im Urlaub')
  await click('dialog button', 'Stummschalten')
  expect(document.querySelectorAll('.warnings li')).toHaveLength(1)
  expect(text()).toContain('Stumm bis 31.08.2026: Jörg Brandt')
})

test('the neglected, the needs and the hit rate have tabs of their own', async () => {
  const { find, click, text, press } = await open('/warnings')
  await click('[role="tab"]', 'Vernachlässigt')
  expect(find('li.row', 'Sabine Kern').textContent).toContain('Klasse A, alle 30 Tage')
  await click('[role="tab"]', 'Bedarf')
  expect(find('li', 'Kettenöl').textContent).toContain('fällig, ab 09.07.2026')
  find('li.current').focus()
  await press('Space')
  expect(text()).toContain('Im Moment braucht niemand etwas.')
  await click('[role="tab"]', 'Trefferquote')
  expect(text()).toContain('Noch keine Aktion notiert.')
})

test('a customer shows the warning, what is needed, and how to be cared for', async () => {
  const { find, click, fill, house, go } = await open('/customers')
  const { id } = (await house.call('customers.search', { text: 'kern' })).rows[0]!
  await go(`/customers/${id}`)
  expect(find('section[aria-label="Warnstufe"]').textContent).toContain('46 statt 30 Tage')
  await click('section[aria-label="Bedarf von Sabine Kern"] button', 'Neuer Bedarf')
  await fill('Was wird wieder gebraucht?', 'Kaffee')
  await click('section[aria-label="Bedarf von Sabine Kern"] button', 'Eintragen')
  expect(find('.need', 'Kaffee').textContent).toContain('später, ab 15.08.2026')
  await click('section[aria-label="Pflege-Takt"] button', 'Ändern')
  await fill('Alle wie viele Tage melden?', '10')
  await click('dialog button', 'Speichern')
  expect(find('section[aria-label="Pflege-Takt"]').textContent).toContain('alle 10 Tage (eigener Takt)')
  expect((await house.call('care.of', { customerId: id })).setting.careDays).toBe(10)
})

test('a shop without warnings says so', async () => {
  const { text } = await openWindow({ path: '/warnings', before: (house) => house.call('settings.update', { welcomeDone: true }) })
  expect(text()).toContain('Alle Kunden sind im Takt.')
})
