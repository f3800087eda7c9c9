import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#contract'
import type { IsoDate } from '#contract'
import { countBetween, nextAfter } from '../../../electron/services/tasks/recurrence.rules.ts'
import type { Recurrence } from '../../../electron/services/tasks/recurrence.rules.ts'

const day = (text: string) => text as IsoDate
const rule = (startsOn: string, unit: Recurrence['unit'], every = 1, endsOn: string | null = null): Recurrence => ({
  startsOn: day(startsOn),
  unit,
  every,
  weekday: null,
  monthDay: null,
  endsOn: endsOn === null ? null : day(endsOn),
})
/** The first `count` days of a rule. */
function days(recurrence: Recurrence, count: number): (string | null)[] {
  const found: (string | null)[] = []
  for (let last: IsoDate | null = addDays(recurrence.startsOn, -1); last !== null && found.length < count;) {
    last = nextAfter(recurrence, last)
    found.push(last)
  }
  return found
}

describe('the days of a rule', () => {
  test('a 31st is the last day of short months and the 31st again afterwards', () =>
    expect(days(rule('2026-01-31', 'month'), 5)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']))
  test('29 February falls on the 28th in common years', () =>
    expect(days(rule('2024-02-29', 'year'), 5)).toEqual(['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']))
  test('weeks keep their weekday over the change to summer time', () =>
    expect(days(rule('2026-03-16', 'week', 2), 3)).toEqual(['2026-03-16', '2026-03-30', '2026-04-13']))
  test('the last day is part of it, and nothing comes after', () =>
    expect(days(rule('2026-03-01', 'day', 5, '2026-03-11'), 9)).toEqual(['2026-03-01', '2026-03-06', '2026-03-11', null]))
  test('the next one is the first after any day, counted from the first, whatever lies between', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('day', 'week', 'month', 'year'),
        fc.integer({ min: -40, max: 2500 }),
        (start, every, unit, away) => {
          const recurrence = rule(addDays(day('2024-01-01'), start), unit, every)
          const after = addDays(recurrence.startsOn, away)
          const slow = days(recurrence, 3000).find((one) => one !== null && one > after)
          expect(nextAfter(recurrence, after)).toBe(slow)
        },
      ),
      { numRuns: 60 },
    ))
  test('a weekday begins with the first one, and stays', () => {
    // 12 March 2026 is a Thursday.
    expect(days({ ...rule('2026-03-12', 'week'), weekday: 1 }, 2)).toEqual(['2026-03-16', '2026-03-23'])
    expect(days({ ...rule('2026-03-12', 'week', 2), weekday: 4 }, 2)).toEqual(['2026-03-12', '2026-03-26'])
    expect(days({ ...rule('2026-03-12', 'week'), weekday: 7 }, 1)).toEqual(['2026-03-15'])
  })
  test('the last day of a month stays the last, wherever the rule begins', () =>
    expect(days({ ...rule('2026-02-10', 'month'), monthDay: 31 }, 4)).toEqual(['2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31']))
  test('a day of the month that has passed begins in the next one', () => {
    expect(days({ ...rule('2026-03-12', 'month'), monthDay: 5 }, 2)).toEqual(['2026-04-05', '2026-05-05'])
    expect(days({ ...rule('2026-01-30', 'month'), monthDay: 29 }, 2)).toEqual(['2026-02-28', '2026-03-29'])
  })
  test('a day of the month is that day or, in a shorter month, the last; no month is left out', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 1, max: 31 }), (start, monthDay) => {
        const startsOn = addDays(day('2024-01-01'), start)
        const found = days({ ...rule(startsOn, 'month'), monthDay }, 14).flatMap((one) => one ?? []) as IsoDate[]
        expect(found[0]! >= startsOn).toBe(true)
        for (const one of found) {
          const date = new Date(`${one}T12:00:00Z`)
          const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
          expect(date.getUTCDate()).toBe(Math.min(monthDay, last))
        }
        const months = found.map((one) => Number(one.slice(0, 4)) * 12 + Number(one.slice(5, 7)))
        expect(months).toEqual(months.map((_, index) => months[0]! + index))
      }),
      { numRuns: 60 },
    ))
  test('a weekday is that weekday in every week', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 5 }), (start, weekday, every) => {
        const startsOn = addDays(day('2024-01-01'), start)
        const [first, second] = days({ ...rule(startsOn, 'week', every), weekday }, 2) as IsoDate[]
        expect(new Date(`${first!}T12:00:00Z`).getUTCDay() || 7).toBe(weekday)
        expect([first! >= startsOn, first! < addDays(startsOn, 7), second]).toEqual([true, true, addDays(first!, 7 * every)])
      }),
    ))
  test('days that went by are counted', () => {
    const weekly = rule('2026-03-02', 'week')
    expect(countBetween(weekly, day('2026-03-02'), day('2026-03-23'))).toBe(3)
    expect(countBetween(weekly, day('2026-03-02'), day('2026-03-22'))).toBe(2)
    expect(countBetween(rule('2026-03-02', 'week', 1, '2026-03-10'), day('2026-03-02'), day('2026-03-23'))).toBe(1)
    expect(countBetween(weekly, day('2026-03-30'), day('2026-03-23'))).toBe(0)
  })
})
