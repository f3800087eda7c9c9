import { isCalendarDay, partsOf } from '#contract'
import type { Birthday, IsoDate } from '#contract'

/** Month and day as one number that sorts: 229 is 29 February. */
export type MonthDay = number
export const monthDay = (month: number, day: number): MonthDay => month * 100 + day

/** The day on which a birthday is kept in a year; 29 February falls on the 28th in common years, so that nobody is forgotten. */
export function keptOn({ day, month }: Pick<Birthday, 'day' | 'month'>, year: number): IsoDate {
  const kept = isCalendarDay(day, month, year) ? day : day - 1
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(kept).padStart(2, '0')}` as IsoDate
}

/**
 * The birthdays between two days, at most a year apart, as spans of month and day within one calendar year each. A span that ends on the 28th of
 * February in a common year takes the 29th along.
 */
export function spansBetween(from: IsoDate, until: IsoDate): { year: number; first: MonthDay; last: MonthDay }[] {
  const [start, end] = [partsOf(from), partsOf(until)]
  const last = (year: number, value: MonthDay) => (value === 228 && !isCalendarDay(29, 2, year) ? 229 : value)
  const first = monthDay(start.month, start.day)
  if (start.year === end.year) return [{ year: start.year, first, last: last(end.year, monthDay(end.month, end.day)) }]
  return [
    { year: start.year, first, last: 1231 },
    { year: end.year, first: 101, last: last(end.year, monthDay(end.month, end.day)) },
  ]
}
