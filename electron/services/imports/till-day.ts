import type { IsoDate, TillDateFormat } from '#contract'
import { isCalendarDay } from '#contract'

type Shape = 'iso' | 'compact' | 'day-dots' | 'slashes'
interface Parts {
  shape: Shape
  /** In the order in which they stand. */
  numbers: readonly [string, string, string]
}

const FORMS: readonly [Shape, RegExp][] = [
  ['iso', /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/],
  ['compact', /^(\d{4})(\d{2})(\d{2})$/],
  ['day-dots', /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$/],
  ['slashes', /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$/],
]
/** A time behind the day says nothing about the day. */
const TIME = /(?:T|,?\s+)\d{1,2}[:.]\d{2}.*$/i

/** The day's own text, without the time behind it. */
export function dayText(cell: string): string {
  const text = cell.trim()
  return text.length <= 10 && !text.includes(':') ? text : text.replace(TIME, '').trim()
}

function partsOf(text: string): Parts | null {
  for (const [shape, form] of FORMS) {
    const match = form.exec(text)
    if (match) return { shape, numbers: [match[1]!, match[2]!, match[3]!] }
  }
  return null
}

/** How the days of a file are written: which ways occur, and where. */
type Way = Exclude<Shape, 'slashes'> | 'day-slashes' | 'month-slashes' | 'slashes'
/** A file that writes days in two ways: how most are written, how others are, and in which lines. */
export interface MixedDays {
  example: string
  other: string
  lines: readonly number[]
  count: number
}
interface Seen {
  count: number
  example: string
  lines: number[]
}
const NAMED_LINES = 5

function wayOf({ shape, numbers }: Parts): Way {
  if (shape !== 'slashes') return shape
  return Number(numbers[0]) > 12 ? 'day-slashes' : Number(numbers[1]) > 12 ? 'month-slashes' : 'slashes'
}

/** Looks at all days of a file and decides in which one way it writes them. */
export function dayFormatWatch() {
  const ways = new Map<Way, Seen>()
  const read = new Map<string, Way | null>()
  const examples: string[] = []
  return {
    observe(cell: string, line: number): void {
      const text = dayText(cell)
      if (text === '') return
      let way = read.get(text)
      if (way === undefined) {
        const parts = partsOf(text)
        read.set(text, (way = parts && wayOf(parts)))
        if (examples.length < 3) examples.push(text)
      }
      if (way === null) return
      let seen = ways.get(way)
      if (!seen) ways.set(way, (seen = { count: 0, example: text, lines: [] }))
      seen.count++
      if (seen.lines.length < NAMED_LINES) seen.lines.push(line)
    },
    examples: () => examples,
    /** Null where days are written with slashes and none tells which number is the month; 'none' where no day was found. */
    decide(): TillDateFormat | null | 'none' {
      const [most] = inOrder(ways)
      if (!most) return 'none'
      return most[0] === 'slashes' ? null : most[0]
    },
    /** Null where all days are written in one way. */
    mixed(): MixedDays | null {
      const [most, ...others] = inOrder(ways)
      const [other] = others
      if (!most || !other) return null
      const count = others.reduce((sum, [, seen]) => sum + seen.count, 0)
      const lines = others.flatMap(([, seen]) => seen.lines).toSorted((a, b) => a - b)
      return { example: most[1].example, other: other[1].example, lines: lines.slice(0, NAMED_LINES), count }
    },
  }
}

/** Slashes that do not tell go with those that do; the way of most days comes first. */
function inOrder(ways: ReadonlyMap<Way, Seen>): (readonly [Way, Seen])[] {
  const order = [...ways].toSorted((a, b) => b[1].count - a[1].count)
  const telling = order.find(([way]) => way === 'day-slashes' || way === 'month-slashes')
  const silent = ways.get('slashes')
  if (!telling || !silent) return order
  const [way, seen] = telling
  const joined = [way, { ...seen, count: seen.count + silent.count }] as const
  return [joined, ...order.filter(([other]) => other !== way && other !== 'slashes')].toSorted((a, b) => b[1].count - a[1].count)
}

export type DayReading = { day: IsoDate } | { problem: DayProblem }
type DayProblem =
  'import-till-row-day' | 'import-till-row-day-other' | 'import-till-row-day-missing' | 'import-till-row-day-old' | 'import-till-row-day-future'

/** Nobody copies older receipts; an earlier year is a slip of the finger. */
const EARLIEST_YEAR = 1990

/** Reads the days of a file in its one format; day and month are never swapped to make one fit. */
export function dayReader(format: TillDateFormat, today: IsoDate): (cell: string) => DayReading {
  const read = new Map<string, DayReading>()
  return (cell) => {
    const text = dayText(cell)
    let reading = read.get(text)
    if (!reading) read.set(text, (reading = readDay(text, format, today)))
    return reading
  }
}

function readDay(text: string, format: TillDateFormat, today: IsoDate): DayReading {
  if (text === '') return { problem: 'import-till-row-day-missing' }
  const parts = partsOf(text)
  if (!parts) return { problem: 'import-till-row-day' }
  const shape: Shape = format === 'day-slashes' || format === 'month-slashes' ? 'slashes' : format
  if (parts.shape !== shape) return { problem: 'import-till-row-day-other' }
  const [first, second, third] = parts.numbers
  const [yearText, month, day] =
    shape === 'iso' || shape === 'compact'
      ? [first, Number(second), Number(third)]
      : format === 'month-slashes'
        ? [third, Number(first), Number(second)]
        : [third, Number(second), Number(first)]
  const year = fullYear(yearText, Number(today.slice(0, 4)))
  // 25/03 in a file that writes the month first is a second way of writing, not a 25th month.
  if (shape === 'slashes' && month > 12 && day <= 12) return { problem: 'import-till-row-day-other' }
  if (!isCalendarDay(day, month, year)) return { problem: 'import-till-row-day' }
  if (year < EARLIEST_YEAR) return { problem: 'import-till-row-day-old' }
  const two = (value: number) => String(value).padStart(2, '0')
  const iso = `${year}-${two(month)}-${two(day)}` as IsoDate
  return iso > today ? { problem: 'import-till-row-day-future' } : { day: iso }
}

/** A year of two digits is this century's; one that lies ahead was the last century's. */
function fullYear(text: string, thisYear: number): number {
  if (text.length > 2) return Number(text)
  const year = 2000 + Number(text)
  return year > thisYear ? year - 100 : year
}
