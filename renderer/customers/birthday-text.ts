import { isCalendarDay } from '#contract'
import type { Birthday } from '#contract'

const MONTHS: readonly (readonly string[])[] = [
  ['jan'],
  ['feb'],
  ['mär', 'maer', 'mrz', 'mar'],
  ['apr'],
  ['mai', 'may'],
  ['jun'],
  ['jul'],
  ['aug'],
  ['sep'],
  ['okt', 'oct'],
  ['nov'],
  ['dez', 'dec'],
]

/** 79 is 1979 and 12 is 2012: the youngest year that is not in the future. */
function fullYear(text: string, thisYear: number): number {
  if (text.length > 2) return Number(text)
  const year = Math.floor(thisYear / 100) * 100 + Number(text)
  return year > thisYear ? year - 100 : year
}

function partsOf(text: string): [day: string, month: string, year: string | undefined] | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return [iso[3]!, iso[2]!, iso[1]!]
  const digits = /^(\d{2})(\d{2})(\d{2}|\d{4})?$/.exec(text)
  if (digits) return [digits[1]!, digits[2]!, digits[3]]
  const split = /^(\d{1,2})[.,/\- ]+(\d{1,2}|[a-zäöü]{3,9})[.,/\- ]*(\d{2}|\d{4})?$/.exec(text)
  if (!split) return null
  const month = split[2]!
  if (/^\d/.test(month)) return [split[1]!, month, split[3]]
  const index = MONTHS.findIndex((names) => names.some((name) => month.startsWith(name)))
  return index < 0 ? null : [split[1]!, String(index + 1), split[3]]
}

/**
 * Reads a birthday as people write it: `3.5.`, `3.5.79`, `030579`, `3. Mai 1979`, `1979-05-03`; the day comes before the month.
 * Nothing typed is null (no birthday); `undefined` means that no such day exists.
 */
export function readBirthday(typed: string, thisYear: number): Birthday | null | undefined {
  const text = typed.trim().toLowerCase()
  if (text === '') return null
  const parts = partsOf(text)
  if (!parts) return undefined
  const [day, month] = [Number(parts[0]), Number(parts[1])]
  const year = parts[2] === undefined ? null : fullYear(parts[2], thisYear)
  if (year !== null && (year < 1850 || year > thisYear)) return undefined
  return isCalendarDay(day, month, year ?? undefined) ? { day, month, year } : undefined
}

/** The birthday as its field shows it: `03.05.1979`, or `03.05.` without a year. */
export function birthdayText({ day, month, year }: Birthday): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(day)}.${two(month)}.${year ?? ''}`
}
