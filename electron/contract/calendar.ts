import type { IsoDate } from './values.ts'

// Without zod, so that the window can use it without carrying the contract's parsers.
// Pure arithmetic on calendar days: no Date and no hours, so neither a time zone nor the change to summer time can shift a day.

const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** Whether a day exists in a month of some year (29 February included), or of the given year. */
export function isCalendarDay(day: number, month: number, year?: number): boolean {
  const days = DAYS_IN_MONTH[month - 1]
  if (days === undefined || day < 1 || day > days) return false
  if (month !== 2 || day !== 29 || year === undefined) return true
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** The parts of a day. */
export function partsOf(day: IsoDate): { year: number; month: number; day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }
}

/** The day `days` later (earlier when negative). */
export function addDays(day: IsoDate, days: number): IsoDate {
  return dayOfNumber(dayNumber(day) + days)
}

/** Whole days from one day to another; negative when `to` lies earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** The same day of the month `months` later, clamped to that month's end: 31.01. + 1 month = 28.02. or 29.02. (domain.md G2). */
export function addMonths(day: IsoDate, months: number): IsoDate {
  const from = partsOf(day)
  const index = from.year * 12 + from.month - 1 + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  let last = from.day
  while (!isCalendarDay(last, month, year)) last -= 1
  return isoDate(year, month, last)
}

function isoDate(year: number, month: number, day: number): IsoDate {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as IsoDate
}
const pad = (value: number, width: number) => String(value).padStart(width, '0')

/** The weekday of a day, 0 = Sunday. Day 0 of the count, 1 March 0000, was a Wednesday. */
export const weekdayOf = (day: IsoDate): number => (dayNumber(day) + 3) % 7

/** Days of 400 Gregorian years, and of the 4- and 100-year spans within. */
const DAYS_400 = 146_097
const DAYS_100 = 36_524
const DAYS_4 = 1_461

/** A shop has a few thousand days and a million receipts. */
const MOST_COUNTED = 50_000
const counted = new Map<IsoDate, number>()

/** Days since 0000-03-01. */
export function dayNumber(day: IsoDate): number {
  let number = counted.get(day)
  if (number === undefined) {
    number = countDays(day)
    if (counted.size < MOST_COUNTED) counted.set(day, number)
  }
  return number
}

/** A year that begins in March has its leap day last, so months before it never move. */
function countDays(day: IsoDate): number {
  const parts = partsOf(day)
  const year = parts.month > 2 ? parts.year : parts.year - 1
  const month = (parts.month + 9) % 12
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + daysBefore(month) + parts.day - 1
}

/** The day with this number. */
export function dayOfNumber(number: number): IsoDate {
  const cycles = Math.floor(number / DAYS_400)
  let rest = number - cycles * DAYS_400
  // The last day of a 400-year and of a 4-year span is the leap day; it belongs to the span that ends with it.
  const centuries = Math.min(3, Math.floor(rest / DAYS_100))
  rest -= centuries * DAYS_100
  const quads = Math.floor(rest / DAYS_4)
  rest -= quads * DAYS_4
  const years = Math.min(3, Math.floor(rest / 365))
  rest -= years * 365
  const month = Math.floor((5 * rest + 2) / 153)
  const year = cycles * 400 + centuries * 100 + quads * 4 + years + (month > 9 ? 1 : 0)
  return isoDate(year, ((month + 2) % 12) + 1, rest - daysBefore(month) + 1)
}

/** Days of a March year before its month (0 = March). Lengths run 31 30 31 30 31 | 31 30 31 30 31 | 31 28: five months are 153 days. */
function daysBefore(month: number): number {
  return Math.floor((153 * month + 2) / 5)
}
