import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { IsoDate } from '#contract'
import { keptOn, spansBetween } from '../../../electron/services/birthdays/birthday.rules.ts'
import { shopCalendar } from '../../../electron/services/birthdays/shop-days.rules.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

const day = (text: string) => text as IsoDate

describe('the day a birthday is kept on', () => {
  test.each([
    [29, 2, 2028, '2028-02-29'],
    [29, 2, 2026, '2026-02-28'],
    [29, 2, 2100, '2100-02-28'],
    [31, 12, 2026, '2026-12-31'],
  ])('%s.%s. in %s: %s', (birthDay, month, year, kept) => expect(keptOn({ day: birthDay, month }, year)).toBe(kept))
  test('a span over New Year is two, and the 28th takes the 29th along in common years', () => {
    expect(spansBetween(day('2026-12-30'), day('2027-02-28'))).toEqual([
      { year: 2026, first: 1230, last: 1231 },
      { year: 2027, first: 101, last: 229 },
    ])
    expect(spansBetween(day('2028-02-28'), day('2028-02-28'))).toEqual([{ year: 2028, first: 228, last: 228 }])
    expect(spansBetween(day('2026-03-01'), day('2026-03-07'))).toEqual([{ year: 2026, first: 301, last: 307 }])
  })
})

describe('when the shop is open', () => {
  const nrw = shopCalendar({ shopState: 'NW', closedWeekdays: [0] })
  test.each([
    ['2026-04-03', { holiday: 'KARFREITAG' }, '2026-04-04'],
    ['2026-04-05', { weekday: 0 }, '2026-04-07'],
    ['2026-06-04', { holiday: 'FRONLEICHNAM' }, '2026-06-05'],
    ['2026-12-25', { holiday: 'ERSTERWEIHNACHTSFEIERTAG' }, '2026-12-28'],
    ['2026-03-12', null, '2026-03-12'],
  ])('%s', (text, closed, open) => {
    if (closed && 'weekday' in closed) expect(nrw.closedOn(day(text))).not.toBeNull()
    else expect(nrw.closedOn(day(text))).toEqual(closed)
    expect(nrw.openFrom(day(text))).toBe(open)
  })
  test('Fronleichnam closes the shop in Nordrhein-Westfalen, not in Berlin', () =>
    expect(shopCalendar({ shopState: 'BE', closedWeekdays: [] }).closedOn(day('2026-06-04'))).toBeNull())
  test('a shop that is never open has no day to greet on', () =>
    expect(shopCalendar({ shopState: '', closedWeekdays: [0, 1, 2, 3, 4, 5, 6] }).openFrom(day('2026-03-12'))).toBeNull())
})

describe('the birthday list', () => {
  let house: House
  beforeEach(() => void (house = openHouse()))
  afterEach(() => house.close())
  const reachable = { email: 'post@posteo.de', addresses: [{ street: 'Prinzipalmarkt 1', postcode: '48143', city: 'Münster' }] }
  const born = async (lastName: string, birthDay: number, month: number, year: number | null = null) =>
    (await house.call('customers.create', { kind: 'person', lastName, birthday: { day: birthDay, month, year }, ...reachable })).id
  const list = async (span: { days: number } | { year: number; month: number }) => {
    const { rows, total } = await house.call('birthdays.list', { span })
    return { total, rows: rows.map((row) => [row.displayName, row.day, row.age]) }
  }

  test('shows the next days from today on, with the age where the year is known', async () => {
    await born('Heute', 12, 3, 1979)
    await born('Gestern', 11, 3, 1979)
    await born('Nächste', 18, 3)
    await born('Später', 19, 3)
    expect(await list({ days: 7 })).toEqual({
      total: 2,
      rows: [
        ['Heute', '2026-03-12', 47],
        ['Nächste', '2026-03-18', null],
      ],
    })
  })
  test('goes on over New Year', async () => {
    house.clock.set('2026-12-28')
    await born('Silvester', 31, 12, 2000)
    await born('Neujahr', 1, 1, 2000)
    expect((await list({ days: 7 })).rows).toEqual([
      ['Silvester', '2026-12-31', 26],
      ['Neujahr', '2027-01-01', 27],
    ])
  })
  test('keeps 29 February on the 28th in a common year', async () => {
    await born('Schalttag', 29, 2, 1980)
    expect((await list({ year: 2026, month: 2 })).rows).toEqual([['Schalttag', '2026-02-28', 46]])
    expect((await list({ year: 2028, month: 2 })).rows).toEqual([['Schalttag', '2028-02-29', 48]])
  })
  test('leaves out customers in the bin', async () => {
    await house.call('customers.remove', { customerIds: [await born('Fort', 12, 3)] })
    expect(await list({ days: 7 })).toEqual({ total: 0, rows: [] })
  })
  test('names the closed day, the next open one, and the ways that are allowed', async () => {
    await house.call('settings.update', { shopState: 'NW' })
    const customerId = await born('Karfreitag', 3, 4)
    await house.call('consents.record', { customerId, channel: 'email', state: 'granted', way: 'Papier' })
    const { rows } = await house.call('birthdays.list', { span: { days: 30 } })
    expect(rows).toMatchObject([
      { closed: { holiday: 'KARFREITAG' }, greetOn: '2026-04-04', letter: { allowed: true }, email: { allowed: true }, phone: { allowed: false } },
    ])
  })
  test('comes page by page, across the turn of the year', async () => {
    house.clock.set('2026-12-30')
    for (const [name, d, m] of [
      ['A', 30, 12],
      ['B', 31, 12],
      ['C', 1, 1],
      ['D', 2, 1],
    ] as const)
      await born(name, d, m)
    const page = async (offset: number) =>
      (await house.call('birthdays.list', { span: { days: 7 }, limit: 2, offset })).rows.map(({ displayName }) => displayName)
    expect([await page(0), await page(1), await page(2), await page(3)]).toEqual([['A', 'B'], ['B', 'C'], ['C', 'D'], ['D']])
  })
})
