import { isCalendarDay } from '#contract'
import type { IsoDate } from '#contract'

const two = (n: number) => String(n).padStart(2, '0')
const iso = (year: number, month: number, day: number) => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` as IsoDate

/** A calendar day moved by whole days. */
export function addDays(day: IsoDate, days: number): IsoDate {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return iso(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

const spoken: Record<string, number> = { heute: 0, today: 0, gestern: -1, yesterday: -1, vorgestern: -2, morgen: 1, tomorrow: 1 }

/**
 * Reads what people type for a day: `17.5.84`, `17.05.1984`, `17.5.`, `170584`, `17051984`, `1984-05-17`, `heute`, `gestern`, `+7`, `-3`.
 * A year of two figures is the one nearest to today that is not more than `yearsAhead` ahead. Null when empty, undefined when it is no day.
 */
export function readDay(text: string, today: IsoDate, yearsAhead = 10): IsoDate | null | undefined {
  const typed = text.trim().toLowerCase()
  if (typed === '') return null
  const days = spoken[typed] ?? (/^[+−-]\d{1,4}$/.test(typed) ? Number(typed.replace('−', '-')) : undefined)
  if (days !== undefined) return addDays(today, days)
  const written = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (written) return checked(Number(written[3]), Number(written[2]), Number(written[1]))
  const dotted = /^(\d{1,2})[./\s-]\s*(\d{1,2})(?:[./\s-]\s*(\d{4}|\d{2})?)?$/.exec(typed)
  const packed = /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(typed)
  const parts = dotted ?? packed
  if (!parts) return undefined
  return checked(Number(parts[1]), Number(parts[2]), fullYear(parts[3], today, yearsAhead))
}

function fullYear(text: string | undefined, today: IsoDate, yearsAhead: number): number {
  const thisYear = Number(today.slice(0, 4))
  if (text === undefined) return thisYear
  if (text.length === 4) return Number(text)
  const year = Math.floor(thisYear / 100) * 100 + Number(text)
  return year > thisYear + yearsAhead ? year - 100 : year
}

function checked(day: number, month: number, year: number): IsoDate | undefined {
  return isCalendarDay(day, month, year) ? iso(year, month, day) : undefined
}

/** A day as it stands in the field: `17.05.1984`, or `17/05/1984` in English. */
export const writeDay = (day: IsoDate | null, language: 'de' | 'en'): string =>
  day === null
    ? ''
    : day
        .split('-')
        .toReversed()
        .join(language === 'de' ? '.' : '/')
