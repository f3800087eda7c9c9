import { describe, expect, test } from 'vitest'
import { dayNumber } from '#contract'
import type { IsoDate } from '#contract'
import { median } from '../../../electron/services/demand/demand.rules.ts'
import { missedSeasons, seasonOf } from '../../../electron/services/warnings/season.rules.ts'
import { judge } from '../../../electron/services/warnings/warning.rules.ts'
import type { Known } from '../../../electron/services/warnings/warning.rules.ts'

const number = (day: string) => dayNumber(day as IsoDate)
const nothing: Known = { amounts: [], firstDemandDays: null, needs: [], complaintDays: [], moods: [], pausedDay: null, muted: null }
const bought = (...days: string[]) => days.map((day) => ({ day: number(day), cents: 1000 }))
const levelOn = (day: string, known: Partial<Known>, shopGap: number | null = null) => judge({ ...nothing, ...known }, shopGap, number(day)).level
const ruleOn = (day: string, known: Partial<Known>, shopGap: number | null = null) => judge({ ...nothing, ...known }, shopGap, number(day)).worst

describe('a customer with a rhythm (E1)', () => {
  const amounts = bought('2026-03-01', '2026-03-31', '2026-04-28', '2026-05-31')

  test('is judged as in domain.md §18: 46 days are yellow, 60 are orange', () => {
    expect(ruleOn('2026-07-16', { amounts })).toMatchObject({ rule: 'E1', level: 1, why: { key: 'rhythm', values: { usualDays: 30, daysNow: 46 } } })
    expect(ruleOn('2026-07-30', { amounts })).toMatchObject({ rule: 'E1', level: 2, why: { values: { daysNow: 60 } } })
  })
  test('changes exactly at the borders 1.25, 2, 3 and 5', () => {
    // m 30: 37.5, 60, 90 and 150 days after 31 May.
    const levels = ['2026-07-07', '2026-07-08', '2026-07-29', '2026-07-30', '2026-08-28', '2026-08-29', '2026-10-27', '2026-10-28']
    expect(levels.map((day) => levelOn(day, { amounts }))).toEqual([0, 1, 1, 2, 2, 3, 3, 4])
  })
  test('is never judged by less than a week, and only by the last eight gaps', () => {
    expect(levelOn('2026-03-11', { amounts: bought('2026-03-01', '2026-03-02', '2026-03-03') })).toBe(0)
    expect(levelOn('2026-03-12', { amounts: bought('2026-03-01', '2026-03-02', '2026-03-03') })).toBe(1)
    const slowThenQuick = [0, 200, 400, 600, 610, 620, 630, 640, 650, 660, 670, 680].map((day) => ({ day, cents: 100 }))
    expect(judge({ ...nothing, amounts: slowThenQuick }, null, 690).rhythm).toEqual({ usualDays: 10, daysNow: 10 })
  })
  test('counts a day once whatever its receipts, and not at all when everything went back', () => {
    const withReturn = [...amounts, { day: number('2026-06-20'), cents: 0 }]
    expect(judge({ ...nothing, amounts: withReturn }, null, number('2026-07-16')).lastDay).toBe(number('2026-05-31'))
  })
  test('counts days of the calendar over the change to summer time and over 29 February', () => {
    expect(judge({ ...nothing, amounts: bought('2026-03-08', '2026-03-22', '2026-04-05') }, null, number('2026-04-19')).rhythm).toEqual({
      usualDays: 14,
      daysNow: 14,
    })
    expect(judge({ ...nothing, amounts: bought('2024-01-30', '2024-02-29', '2024-03-30') }, null, number('2024-04-29')).rhythm?.usualDays).toBe(30)
  })
  test('does not know of purchases after the day asked for', () => {
    expect(judge({ ...nothing, amounts }, null, number('2026-04-01')).purchaseDays).toBe(2)
  })
})

test('the median of an even number is the mean of the two in the middle', () => {
  expect(median([10, 40, 20, 30])).toBe(25)
  expect(median([10])).toBe(10)
})

describe('a customer with two purchase days (E2)', () => {
  const amounts = bought('2026-01-01', '2026-01-31')
  test('is judged by the shop and is at most orange', () => {
    expect(levelOn('2026-03-21', { amounts }, 40)).toBe(0)
    expect(ruleOn('2026-03-22', { amounts }, 40)).toMatchObject({ rule: 'E2', level: 1, why: { key: 'second', values: { usualDays: 40 } } })
    expect(levelOn('2026-04-21', { amounts }, 40)).toBe(2)
    expect(levelOn('2027-04-21', { amounts }, 40)).toBe(2)
  })
  test('is judged by 60 days while nobody in the shop came a third time', () => {
    expect([levelOn('2026-04-15', { amounts }), levelOn('2026-04-16', { amounts })]).toEqual([0, 1])
  })
})

describe('a customer with one purchase day (E3)', () => {
  const amounts = bought('2026-01-01')
  test('is yellow beyond the window and orange beyond twice the window', () => {
    expect(['2026-03-02', '2026-03-03', '2026-05-01', '2026-05-02', '2027-05-02'].map((day) => levelOn(day, { amounts }))).toEqual([0, 1, 1, 2, 2])
  })
  test('has a longer window when what was bought lasts longer', () => {
    expect(['2026-05-31', '2026-06-01'].map((day) => levelOn(day, { amounts, firstDemandDays: 100 }))).toEqual([0, 1])
  })
})

describe('a customer who spends less (E5)', () => {
  test('is compared with the same 90 days of last year', () => {
    const amounts = [
      { day: number('2025-05-01'), cents: 10_000 },
      { day: number('2026-05-01'), cents: 4999 },
    ]
    expect(ruleOn('2026-05-02', { amounts }, 400)).toMatchObject({
      rule: 'E5',
      level: 1,
      why: { values: { nowCents: 4999, baseCents: 10_000, basis: 'last-year' } },
    })
    expect(levelOn('2026-05-02', { amounts: [amounts[0]!, { ...amounts[1]!, cents: 5000 }] }, 400)).toBe(0)
  })
  test('is compared with the four windows before when there was no last year, and only from 50 € on', () => {
    const amounts = (cents: number) => [300, 250, 200, 150, 5].map((ago) => ({ day: number('2026-05-01') - ago, cents: ago === 5 ? 100 : cents }))
    const less = (cents: number) => judge({ ...nothing, amounts: amounts(cents) }, null, number('2026-05-01')).found.find(({ rule }) => rule === 'E5')
    expect(less(5000)?.why).toMatchObject({ values: { nowCents: 100, baseCents: 5000, basis: 'before' } })
    expect(less(4999)).toBeUndefined()
  })
})

describe('what was said (E6)', () => {
  test('a complaint is orange from the day after its term', () => {
    const known = { complaintDays: [number('2026-03-10')] }
    expect([levelOn('2026-03-10', known), levelOn('2026-03-11', known)]).toEqual([0, 2])
  })
  test('two bad moods in a row are orange, with a good one between them they are not', () => {
    const mood = (mood: number, day: string) => ({ mood, day: number(day) })
    expect(levelOn('2026-03-10', { moods: [mood(-1, '2026-03-09'), mood(-2, '2026-03-01')] })).toBe(2)
    expect(levelOn('2026-03-10', { moods: [mood(-1, '2026-03-09'), mood(0, '2026-03-05')] })).toBe(0)
    expect(levelOn('2026-03-10', { moods: [mood(-2, '2026-03-09')] })).toBe(0)
  })
})

describe('a need (E8)', () => {
  const need = { subject: 'own:1', articleId: null, demandId: 1, source: 'manual' as const, lastDay: number('2026-01-01'), days: 30, mutedDay: null }
  test('is yellow when more than two intervals have passed, unless it rests', () => {
    expect([levelOn('2026-03-02', { needs: [need] }), levelOn('2026-03-03', { needs: [need] })]).toEqual([0, 1])
    const resting = { ...need, mutedDay: number('2026-03-10') }
    expect([levelOn('2026-03-10', { needs: [resting] }), levelOn('2026-03-11', { needs: [resting] })]).toEqual([0, 1])
  })
})

describe('a pause', () => {
  const amounts = bought('2026-01-01')
  test('mutes what is computed until its last day, but no complaint', () => {
    const pausedDay = number('2026-06-30')
    expect([levelOn('2026-06-30', { amounts, pausedDay }), levelOn('2026-07-01', { amounts, pausedDay })]).toEqual([0, 2])
    expect(ruleOn('2026-06-30', { amounts, pausedDay, complaintDays: [number('2026-06-01')] })).toMatchObject({ rule: 'E6', level: 2 })
  })
  test('muting silences a complaint and a mood that were known, and hears a new one', () => {
    const muted = { since: number('2026-06-01'), until: number('2026-06-30') }
    const bad = (day: string) => ({ mood: -1, day: number(day) })
    expect(levelOn('2026-06-10', { muted, complaintDays: [number('2026-05-20')] })).toBe(0)
    expect(ruleOn('2026-06-10', { muted, complaintDays: [number('2026-05-20'), number('2026-06-08')] })).toMatchObject({
      why: { values: { dueOn: '2026-06-08' } },
    })
    expect(levelOn('2026-07-01', { muted, complaintDays: [number('2026-05-20')] })).toBe(2)
    expect(levelOn('2026-06-10', { muted, moods: [bad('2026-06-01'), bad('2026-05-01')] })).toBe(0)
    expect(levelOn('2026-06-10', { muted, moods: [bad('2026-06-09'), bad('2026-06-01')] })).toBe(2)
  })
  test('is the same for muted warnings, from the day they were muted on', () => {
    const muted = { since: number('2026-06-01'), until: number('2026-06-30') }
    expect(['2026-05-31', '2026-06-01', '2026-06-30', '2026-07-01'].map((day) => levelOn(day, { amounts, muted }))).toEqual([2, 0, 0, 2])
  })
})

describe('a customer of a season', () => {
  const days = ['2024-11-20', '2024-12-01', '2024-12-20', '2025-11-15', '2025-12-05', '2025-12-22']
  test('is known by three months of two years that hold 80 % of the days', () => {
    expect(seasonOf(days.map(number))).toEqual({ fromMonth: 10, toMonth: 12 })
    expect(seasonOf([...days, '2025-05-01'].toSorted().map(number))).toEqual({ fromMonth: 10, toMonth: 12 })
    expect(seasonOf([...days, '2025-05-01', '2025-06-01'].toSorted().map(number))).toBeNull()
    expect(seasonOf(days.slice(0, 3).map(number))).toBeNull()
  })
  test('is not missed out of season, and is yellow once a season has ended without them', () => {
    const amounts = bought(...days)
    expect(levelOn('2026-09-30', { amounts })).toBe(0)
    expect(levelOn('2026-12-31', { amounts })).toBe(0)
    expect(ruleOn('2027-01-01', { amounts })).toMatchObject({ rule: 'E1', level: 1, why: { key: 'season', values: { missed: 1 } } })
    expect(levelOn('2028-01-01', { amounts })).toBe(2)
  })
  test('counts seasons over the turn of the year', () => {
    const season = { fromMonth: 12, toMonth: 2 }
    expect(missedSeasons(season, number('2026-01-10'), number('2027-02-28'))).toBe(0)
    expect(missedSeasons(season, number('2026-01-10'), number('2027-03-01'))).toBe(1)
  })
})
