import type { Birthday } from '#contract'
import { isCalendarDay } from '#contract'

/** Which part comes first where a day is written with slashes. */
export type DayOrder = 'day-first' | 'month-first'
export type BirthdayReading = { birthday: Birthday | null } | { problem: 'import-row-birthday' | 'import-row-birthday-future' }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const GERMAN_MONTHS: Record<string, number> = { mär: 3, mae: 3, mrz: 3, mai: 5, okt: 10, dez: 12 }
/** What Apple writes for a birthday without a year. */
const APPLE_NO_YEAR = 1604
const OLDEST = 1850

/**
 * Reads a birthday: 05.03.1980, 5.3.80, 05.03. (without year), 1980-03-05, 19800305, --03-05, --0305, 1604-03-05 (without year),
 * 03/05/1980 in the given order, "5. März 1980", with or without a time behind it. Empty and zero days say nothing.
 * A year of two digits is the last one that is not in the future.
 */
export function readBirthday(text: string, order: DayOrder, today: string): BirthdayReading {
  const value = text
    .trim()
    .replace(/[T\s]\d{1,2}:\d{2}.*$/, '')
    .trim()
  if (value === '' || /^[0\s./-]+$/.test(value)) return { birthday: null }
  const parts = partsOf(value, order)
  if (!parts) return { problem: 'import-row-birthday' }
  return checkBirthday(parts.day, parts.month, parts.year, today)
}

/** A birthday from three columns; year empty or 0 where it is unknown. */
export function birthdayFromParts(day: string, month: string, year: string, today: string): BirthdayReading {
  if (!Number(day) && !Number(month)) return { birthday: null }
  const monthNumber = /^\d+$/.test(month.trim()) ? Number(month) : monthNamed(month)
  return checkBirthday(Number(day), monthNumber, Number(year) ? fullYear(year.trim(), Number(day), monthNumber, today) : null, today)
}

function checkBirthday(day: number, month: number, yearRead: number | string | null, today: string): BirthdayReading {
  const year = typeof yearRead === 'string' ? fullYear(yearRead, day, month, today) : yearRead
  const known = year === null || year === APPLE_NO_YEAR ? null : year
  if (!isCalendarDay(day, month, known ?? undefined)) return { problem: 'import-row-birthday' }
  if (known !== null && known < OLDEST) return { problem: 'import-row-birthday' }
  if (known !== null && isoDay(known, month, day) > today) return { problem: 'import-row-birthday-future' }
  return { birthday: { day, month, year: known } }
}

interface Parts {
  day: number
  month: number
  year: string | null
}

function partsOf(value: string, order: DayOrder): Parts | null {
  let match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(value) ?? /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(value)
  if (match) return { year: match[1]!, month: Number(match[2]), day: Number(match[3]) }
  match = /^--?(\d{2})-?(\d{2})$/.exec(value)
  if (match) return { year: null, month: Number(match[1]), day: Number(match[2]) }
  match = /^(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{2}|\d{4}))?$/.exec(value) ?? /^(\d{1,2})-(\d{1,2})-(\d{2}|\d{4})$/.exec(value)
  if (match) return { day: Number(match[1]), month: Number(match[2]), year: match[3] ?? null }
  match = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{2}|\d{4}))?$/.exec(value)
  if (match) return slashed(Number(match[1]), Number(match[2]), match[3] ?? null, order)
  match = /^(\d{1,2})\.?\s+(\p{L}+)\.?,?(?:\s+(\d{4}))?$/u.exec(value)
  if (match) return { day: Number(match[1]), month: monthNamed(match[2]!), year: match[3] ?? null }
  match = /^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?$/u.exec(value)
  if (match) return { day: Number(match[2]), month: monthNamed(match[1]!), year: match[3] ?? null }
  return null
}

function slashed(first: number, second: number, year: string | null, order: DayOrder): Parts {
  const isMonthFirst = first > 12 ? false : second > 12 ? true : order === 'month-first'
  return isMonthFirst ? { month: first, day: second, year } : { day: first, month: second, year }
}

function monthNamed(name: string): number {
  const start = name.trim().toLowerCase().slice(0, 3)
  return GERMAN_MONTHS[start] ?? MONTHS.indexOf(start) + 1
}

function fullYear(digits: string, day: number, month: number, today: string): number {
  if (digits.length > 2) return Number(digits)
  const recent = 2000 + Number(digits)
  return isoDay(recent, month, day) > today ? recent - 100 : recent
}

const isoDay = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

/** Which order a column of days uses: the first day above 12 tells; otherwise the order of the file's language. */
export function dayOrderOf(values: readonly string[], fallback: DayOrder): DayOrder {
  for (const value of values) {
    const match = /^\s*(\d{1,2})\/(\d{1,2})\//.exec(value)
    if (match && Number(match[1]) > 12) return 'day-first'
    if (match && Number(match[2]) > 12) return 'month-first'
  }
  return fallback
}
