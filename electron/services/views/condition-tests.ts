import { addDays } from '#contract'
import type { IsoDate } from '#contract'
import { dayCode, FOUR_FIGURES, NONE, postcodeCode } from './fact-columns.ts'
import type { ColumnName } from './fact-columns.ts'
import { listOf } from './filter-field.ts'
import type { Asked, Test } from './filter-field.ts'

const HIGHEST = Number.MAX_SAFE_INTEGER
/** Later than every day, earlier than every day but NONE. */
const LAST_DAY = 99_999_999
const FIRST_DAY = 1

export const flagTest = (column: ColumnName, { value }: Asked): Test => ({ column, codes: [1], not: value === false })

export function codeTest(column: ColumnName, known: readonly string[], { op, value }: Asked): Test {
  const codes = listOf(value)
    .map((text) => known.indexOf(text))
    .filter((code) => code >= 0)
  return { column, codes, not: op === 'is-not' }
}

export function numberTest(column: ColumnName, { op, value }: Asked): Test {
  switch (op) {
    case 'at-least':
      return { column, low: value as number, high: HIGHEST }
    case 'at-most':
      return { column, low: -HIGHEST, high: value as number }
    case 'between': {
      const [low, high] = (value as [number, number]).toSorted((a, b) => a - b) as [number, number]
      return { column, low, high }
    }
    default:
      return { column, low: value as number, high: value as number }
  }
}

/** `never`: NONE. Whoever never bought is neither before nor after a day. */
export function dayTest(column: ColumnName, { op, value }: Asked, today: IsoDate): Test {
  const between = (low: number, high: number): Test => ({ column, low, high })
  switch (op) {
    case 'before':
      return between(FIRST_DAY, dayCode(value as string) - 1)
    case 'after':
      return between(dayCode(value as string) + 1, LAST_DAY)
    case 'between': {
      const [from, to] = (value as [string, string]).toSorted() as [string, string]
      return between(dayCode(from), dayCode(to))
    }
    case 'within-days':
      return between(dayCode(addDays(today, -(value as number))), LAST_DAY)
    case 'older-than-days':
      return between(FIRST_DAY, dayCode(addDays(today, -(value as number))) - 1)
    case 'never':
      return between(NONE, NONE)
    default:
      return between(FIRST_DAY, LAST_DAY)
  }
}

const monthDay = (text: string) => Number(text.slice(0, 2)) * 100 + Number(text.slice(3, 5))
/** From one day of the year to another, also over New Year. */
function seasonTest(from: number, to: number): Test {
  const part = (low: number, high: number): Test => ({ column: 'birthday', low, high })
  return from <= to ? part(from, to) : { some: [part(from, 1231), part(101, to)] }
}
export function birthdayTest({ op, value }: Asked, today: IsoDate): Test {
  const month = (number: number) => seasonTest(number * 100 + 1, number * 100 + 31)
  switch (op) {
    case 'month':
      return { some: (Array.isArray(value) ? value : [value]).map((one) => month(Number(one))) }
    case 'this-month':
      return month(Number(today.slice(5, 7)))
    case 'between': {
      const [from, to] = value as [string, string]
      return seasonTest(monthDay(from), monthDay(to))
    }
    case 'next-days': {
      if ((value as number) >= 365) return { column: 'birthday', codes: [NONE], not: true }
      const last = addDays(today, value as number)
      return seasonTest(monthDay(today.slice(5)), monthDay(last.slice(5)))
    }
    default:
      return { column: 'birthday', codes: [NONE], not: op === 'not-empty' }
  }
}

/** The age at today's date; a birthday without a year has none. */
export function ageTest(asked: Asked, today: IsoDate): Test {
  const [year, now] = [Number(today.slice(0, 4)), monthDay(today.slice(5))]
  const [least, most] = ageRange(asked)
  // Born in the year of that age and had the birthday already, or a year earlier and not yet.
  const born = (from: number, to: number, low: number, high: number): Test => ({
    every: [
      { column: 'birthYear', low: Math.max(from, 1), high: to },
      { column: 'birthday', low, high },
    ],
  })
  return { some: [born(year - most, year - least, 1, now), born(year - most - 1, year - least - 1, now + 1, 1231)] }
}
function ageRange({ op, value }: Asked): [number, number] {
  if (op === 'between') return (value as [number, number]).toSorted((a, b) => a - b) as [number, number]
  if (op === 'at-least') return [value as number, 200]
  return op === 'at-most' ? [0, value as number] : [value as number, value as number]
}

/** Postcodes as numbers, so that 01000–01999 is a range. */
export function postcodeTest({ op, value }: Asked): Test {
  switch (op) {
    case 'between': {
      const [low, high] = (value as [string, string]).map(postcodeCode).toSorted((a, b) => a - b) as [number, number]
      return { column: 'postcode', low, high }
    }
    case 'starts-with': {
      const start = String(value)
      if (!/^\d{1,5}$/.test(start))
        return { sql: 'select customer_id from customer_summary where postcode like @start', params: { start: `${start}%` } }
      const ofFigures = (figures: number, above: number): Test => {
        const step = 10 ** (figures - start.length)
        return { column: 'postcode', low: Math.max(1, above + Number(start) * step), high: above + Number(start) * step + step - 1 }
      }
      return start.length === 5 ? ofFigures(5, 0) : { some: [ofFigures(5, 0), ofFigures(4, FOUR_FIGURES)] }
    }
    case 'is': {
      const codes = listOf(value).map((text) => postcodeCode(text.trim()))
      return { column: 'postcode', codes: codes.filter((code) => code > 0) }
    }
    default:
      return { column: 'postcode', codes: [NONE], not: op === 'not-empty' }
  }
}

/** Texts that repeat: the few different ones are looked through, not the customers. */
export function repeatedTextTest(column: 'city' | 'source', texts: readonly string[], asked: Asked, fold: (text: string) => string): Test {
  const wanted = asked.value === null ? [] : listOf(asked.value).map(fold)
  const fits = (text: string): boolean => {
    switch (asked.op) {
      case 'empty':
      case 'not-empty':
        return text === ''
      case 'contains':
        return wanted.some((part) => fold(text).includes(part))
      case 'starts-with':
        return wanted.some((part) => fold(text).startsWith(part))
      default:
        return wanted.includes(fold(text))
    }
  }
  return { column, codes: texts.flatMap((text, code) => (fits(text) ? [code] : [])), not: asked.op === 'not-empty' }
}
