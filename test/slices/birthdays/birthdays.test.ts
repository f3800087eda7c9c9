import { expect, test } from 'vitest'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

async function threePeople(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  const addresses = [{ street: 'Prinzipalmarkt 1', postcode: '48143', city: 'Münster' }]
  for (const [lastName, day, month, year] of [
    ['Kern', 3, 4, 1979],
    ['Brandt', 14, 3, null],
    ['Müller', 29, 2, 1980],
  ] as const)
    await house.call('customers.create', { kind: 'person', lastName, birthday: { day, month, year }, addresses })
}

test('the birthdays to come name day, age, closed days and allowed ways', async () => {
  const { text, find, path, click } = await openWindow({ before: threePeople, path: '/birthdays' })
  expect(find('.birthdays section', 'Brandt').textContent).toContain('Samstag, 14. März')
  const kern = find('.birthdays section', 'Kern').textContent
  expect(kern).toContain('Laden zu (Karfreitag) → am Samstag, 4. April gratulieren')
  expect(kern).toContain('wird 47')
  expect(kern).toContain('Brief geht, E-Mail nicht erlaubt, Anruf nicht erlaubt')
  expect(text()).not.toContain('Müller')
  await click('.birthdays .name', 'Kern')
  expect(path()).toMatch(/^\/customers\/\d+$/)
})

test('a month shows who was born on 29 February, kept on the 28th', async () => {
  const { find, settle } = await openWindow({ before: threePeople, path: '/birthdays' })
  find<HTMLInputElement>('input[type="radio"][value="month"]').click()
  await settle()
  const month = find<HTMLSelectElement>('.tools select')
  month.value = '2'
  month.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
  const row = find('.birthdays section', 'Müller').textContent
  expect(row).toContain('28. Februar')
  expect(row).toContain('geboren am 29. Februar')
})

test('the days on which the shop is open are set in the settings', async () => {
  const { find, click, go, house, settle } = await openWindow({ before: threePeople, path: '/settings' })
  const saturday = find('#settings-open-days').closest('section')!.querySelectorAll<HTMLInputElement>('.days input')[5]!
  saturday.click()
  await settle()
  expect((await house.call('settings.get', {})).closedWeekdays).toEqual([0, 6])
  await go('/birthdays')
  expect(find('.birthdays section', 'Kern').textContent).toContain('am Dienstag, 7. April gratulieren')
  await click('.name', 'Kern')
})

test('a span without birthdays says so', async () => {
  const { find } = await openWindow({ before: (house) => house.call('settings.update', { welcomeDone: true }), path: '/birthdays' })
  expect(find('.empty').textContent).toContain('In dieser Zeit hat niemand Geburtstag.')
})
