import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cents, CustomerId, TodayEntry } from '#contract'
import { TodayKind } from '#contract'
import { byKind, byUrgency, MOST, oneForEach, planDay } from '../../../electron/services/today/today.rules.ts'

let last = 0
function entry(given: Partial<TodayEntry> = {}): TodayEntry {
  const kind = given.kind ?? 'care'
  return {
    key: `${kind}:${++last}`,
    kind,
    customerId: last as CustomerId,
    displayName: 'Sabine Kern',
    title: '',
    why: { key: 'care', values: {} },
    taskId: null,
    level: 'green',
    net12Cents: 0 as Cents,
    minutes: 5,
    overdueDays: 0,
    channel: 'phone',
    phone: '',
    email: '',
    memo: '',
    phase: null,
    also: [],
    ...given,
  }
}
const cents = (amount: number) => amount as Cents
const nothingDone = { available: 60, done: 0, doneMinutes: 0 }

describe('the plan of a day', () => {
  test('goes by warning, then value, then days overdue', () => {
    const late = entry({ overdueDays: 90 })
    const rich = entry({ net12Cents: cents(900_00) })
    const richLate = entry({ net12Cents: cents(900_00), overdueDays: 3 })
    const red = entry({ level: 'red' })
    const lost = entry({ level: 'lost', net12Cents: cents(5000_00) })
    const yellow = entry({ level: 'yellow' })
    expect([late, rich, lost, yellow, richLate, red].toSorted(byUrgency)).toEqual([red, yellow, lost, richLate, rich, late])
  })

  test('holds no more than seven, those that are done included', () => {
    const entries = Array.from({ length: 20 }, () => entry({ minutes: 1 }))
    expect(planDay(entries, nothingDone).chosen).toHaveLength(MOST)
    expect(planDay(entries, { ...nothingDone, done: 3 }).chosen).toHaveLength(4)
    expect(planDay(entries, { ...nothingDone, done: 9 }).chosen).toEqual([])
    expect(planDay(entries, nothingDone).more).toHaveLength(13)
  })

  test('takes what fits into the minutes that are left, and what is shorter where something longer does not fit', () => {
    const long = entry({ level: 'red', minutes: 40 })
    const tooLong = entry({ level: 'orange', minutes: 30 })
    const short = entry({ minutes: 10 })
    expect(planDay([short, tooLong, long], nothingDone).chosen).toEqual([long, short])
    expect(planDay([short, long], { available: 60, done: 1, doneMinutes: 55 }).chosen).toEqual([])
  })

  test('shows one entry be it longer than the day, so that it is not forgotten for ever', () => {
    const long = entry({ minutes: 120 })
    expect(planDay([long], { available: 0, done: 0, doneMinutes: 0 }).chosen).toEqual([long])
  })

  test('no kind drowns another: the best of each kind comes first', () => {
    const red = Array.from({ length: 10 }, () => entry({ kind: 'warning', level: 'red', minutes: 1 }))
    const answer = entry({ kind: 'answer', minutes: 5 })
    const task = entry({ kind: 'task', customerId: null, displayName: null, minutes: 5 })
    const { chosen } = planDay([...red, answer, task], nothingDone)
    expect(chosen).toHaveLength(MOST)
    expect(chosen).toEqual(expect.arrayContaining([answer, task]))
  })

  test('one customer gets one card; what was promised keeps a card of its own', () => {
    const customerId = 77 as CustomerId
    const care = entry({ kind: 'care', customerId })
    const warning = entry({ kind: 'warning', customerId })
    const task = entry({ kind: 'task', customerId })
    const cards = oneForEach([care, task, warning])
    expect(cards.map(({ kind, also }) => [kind, also.map((other) => other.kind)])).toEqual([
      ['task', []],
      ['warning', ['care']],
    ])
  })

  test('whatever is due: nothing twice, nothing lost, never over seven, never over the minutes but for the first', () => {
    const any = fc.record({
      kind: fc.constantFrom(...TodayKind.options),
      level: fc.constantFrom('green', 'yellow', 'orange', 'red', 'lost'),
      net12Cents: fc.nat(100_000).map(cents),
      minutes: fc.integer({ min: 0, max: 45 }),
      overdueDays: fc.nat(200),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), fc.nat(120), fc.nat(9), fc.nat(80), (given, available, done, doneMinutes) => {
        const entries = given.map((one) => entry(one as Partial<TodayEntry>))
        const { chosen, more } = planDay(entries, { available, done, doneMinutes })
        expect([...chosen, ...more].toSorted(byUrgency)).toEqual(entries.toSorted(byUrgency))
        expect(chosen.length + done <= MOST || chosen.length === 0).toBe(true)
        const minutes = chosen.reduce((sum, one) => sum + one.minutes, 0)
        expect(chosen.length <= 1 || minutes + doneMinutes <= Math.max(available, ...chosen.map((one) => one.minutes)) || minutes === 0).toBe(true)
        expect(byKind(chosen).flatMap((group) => group.entries)).toHaveLength(chosen.length)
      }),
    )
  })
})
