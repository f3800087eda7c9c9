import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IsoDate } from '#contract'
import { addDays } from '#contract'
import { countedDays, standingOf, stepsBetween, windowEndOf } from '../../../electron/services/phases/phases.rules.ts'

const day = (text: string) => text as IsoDate
const today = day('2026-03-12')
const bought = (...days: string[]) => days.map((text) => ({ day: day(text), cents: 1000 }))

describe('the phase of a customer', () => {
  it('is contact before the first purchase', () => {
    expect(standingOf([], today)).toEqual({
      phase: 'first-contact',
      purchaseDays: 0,
      since: null,
      first: null,
      second: null,
      last: null,
      windowEnds: null,
      secondPurchaseMissed: false,
      isRegular: false,
    })
  })
  it('is after-purchase with one purchase day, however many receipts it has', () => {
    expect(standingOf(bought('2026-03-01', '2026-03-01', '2026-03-01'), today)).toMatchObject({
      phase: 'after-purchase',
      purchaseDays: 1,
      since: '2026-03-01',
      windowEnds: '2026-04-30',
    })
  })
  it('is repurchase from the second purchase day on, and since that day', () => {
    expect(standingOf(bought('2026-03-01', '2025-12-24', '2026-01-07'), today)).toMatchObject({
      phase: 'repurchase',
      purchaseDays: 3,
      since: '2026-01-07',
      first: '2025-12-24',
      last: '2026-03-01',
    })
  })
  it('ignores a day on which nothing remained after returns', () => {
    const amounts = [...bought('2026-02-01', '2026-02-10'), { day: day('2026-02-10'), cents: -1000 }]
    expect(countedDays(amounts)).toEqual([{ day: '2026-02-01', netCents: 1000 }])
    expect(standingOf(amounts, today).phase).toBe('after-purchase')
    expect(standingOf([{ day: today, cents: -500 }], today).phase).toBe('first-contact')
  })
})

describe('the window for the second purchase', () => {
  it('is open through its sixtieth day and missed on the next', () => {
    const first = bought('2026-01-11')
    expect(windowEndOf(day('2026-01-11'))).toBe('2026-03-12')
    expect(standingOf(first, day('2026-03-12')).secondPurchaseMissed).toBe(false)
    expect(standingOf(first, day('2026-03-13')).secondPurchaseMissed).toBe(true)
  })
  it('is half as long again as the usual interval where that is longer', () => {
    expect(windowEndOf(day('2026-01-01'), 90)).toBe(addDays(day('2026-01-01'), 135))
    expect(windowEndOf(day('2026-01-01'), 30)).toBe(addDays(day('2026-01-01'), 60))
  })
  it('is not missed by one who came back', () => {
    expect(standingOf(bought('2024-01-01', '2024-06-01'), today).secondPurchaseMissed).toBe(false)
  })
})

describe('a regular', () => {
  it('has four purchase days within 24 months', () => {
    expect(standingOf(bought('2024-03-13', '2024-06-01', '2025-01-01', '2026-01-01'), today).isRegular).toBe(true)
    expect(standingOf(bought('2024-03-12', '2024-06-01', '2025-01-01', '2026-01-01'), today).isRegular).toBe(false)
  })
})

describe('steps from phase to phase', () => {
  it('writes down each phase on the way up, dated with the purchase that led there', () => {
    expect(stepsBetween('first-contact', { purchaseDays: 5, first: day('2025-01-02'), second: day('2025-03-04') }, today)).toEqual([
      { from: 'first-contact', to: 'after-purchase', day: '2025-01-02' },
      { from: 'after-purchase', to: 'repurchase', day: '2025-03-04' },
    ])
    expect(stepsBetween('after-purchase', { purchaseDays: 2, first: day('2025-01-02'), second: day('2025-03-04') }, today)).toEqual([
      { from: 'after-purchase', to: 'repurchase', day: '2025-03-04' },
    ])
  })
  it('goes down in one step, today', () => {
    expect(stepsBetween('repurchase', { purchaseDays: 0, first: null, second: null }, today)).toEqual([
      { from: 'repurchase', to: 'first-contact', day: today },
    ])
  })
})

describe('whatever is bought', () => {
  const amount = fc.record({
    day: fc.integer({ min: -1500, max: 0 }).map((days) => addDays(today, days)),
    cents: fc.integer({ min: -5000, max: 20_000 }),
  })
  it('does not depend on the order in which receipts were copied', () => {
    fc.assert(fc.property(fc.array(amount), (amounts) => void expect(standingOf(amounts.toReversed(), today)).toEqual(standingOf(amounts, today))))
  })
  it('never falls back in phase through a further purchase', () => {
    const order = ['first-contact', 'after-purchase', 'repurchase']
    fc.assert(
      fc.property(fc.array(amount), amount, (amounts, more) => {
        const [before, after] = [standingOf(amounts, today), standingOf([...amounts, { ...more, cents: Math.abs(more.cents) + 1 }], today)]
        expect(order.indexOf(after.phase)).toBeGreaterThanOrEqual(order.indexOf(before.phase))
        expect(after.isRegular || !before.isRegular).toBe(true)
      }),
    )
  })
  it('stands in a phase since the purchase day that led there', () => {
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        const standing = standingOf(amounts, today)
        const days = countedDays(amounts)
        expect(standing.since).toBe((standing.phase === 'repurchase' ? days[1]?.day : days[0]?.day) ?? null)
      }),
    )
  })
})
