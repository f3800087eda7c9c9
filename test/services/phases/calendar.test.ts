import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, daysBetween, partsOf } from '#contract'
import type { IsoDate } from '#contract'

const day = (text: string) => text as IsoDate
const anyDay = fc
  .date({ min: new Date('1600-01-01T00:00:00Z'), max: new Date('2399-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as IsoDate)

describe('days of the calendar', () => {
  it('counts days over month ends, leap days and the change to summer time', () => {
    expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(day('2023-02-28'), 1)).toBe('2023-03-01')
    expect(addDays(day('2026-03-28'), 2)).toBe('2026-03-30')
    expect(addDays(day('2000-03-01'), -1)).toBe('2000-02-29')
    expect(addDays(day('1900-03-01'), -1)).toBe('1900-02-28')
    expect(daysBetween(day('2026-03-28'), day('2026-03-30'))).toBe(2)
    expect(daysBetween(day('2025-10-25'), day('2025-10-27'))).toBe(2)
    expect(daysBetween(day('2026-01-02'), day('2026-01-01'))).toBe(-1)
  })
  it('clamps months to their end', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28')
    expect(addMonths(day('2024-01-31'), 1)).toBe('2024-02-29')
    expect(addMonths(day('2024-02-29'), -12)).toBe('2023-02-28')
    expect(addMonths(day('2026-03-12'), -24)).toBe('2024-03-12')
    expect(addMonths(day('2025-12-15'), 1)).toBe('2026-01-15')
  })
  it('agrees with the calendar of the machine over eight centuries', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -50_000, max: 50_000 }), (from, days) => {
        const expected = new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
        expect(addDays(from, days)).toBe(expected)
        expect(daysBetween(from, addDays(from, days))).toBe(days)
      }),
    )
  })
  it('never leaves the wanted month when adding months', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (from, months) => {
        const [before, after] = [partsOf(from), partsOf(addMonths(from, months))]
        expect(after.year * 12 + after.month).toBe(before.year * 12 + before.month + months)
        expect(after.day).toBeLessThanOrEqual(before.day)
      }),
    )
  })
})
