import { dayNumber, dayOfNumber, partsOf } from '#contract'
import type { IsoDate } from '#contract'

/** Months of a season, and how much of the purchase days must lie in them (domain.md §5). */
const MONTHS = 3
const SHARE = 0.8
/** With fewer purchase days a season is chance. */
const FROM_DAYS = 3

export interface Season {
  fromMonth: number
  toMonth: number
}

/** The three months in which at least 80 % of the purchase days lie, in two years or more; of several the fullest, then the earliest. */
export function seasonOf(days: readonly number[]): Season | null {
  if (days.length < FROM_DAYS || days.at(-1)! - days[0]! < 270) return null
  const months = days.map((day) => partsOf(dayOfNumber(day)))
  let best: { fromMonth: number; count: number } | null = null
  for (let fromMonth = 1; fromMonth <= 12; fromMonth++) {
    const inside = months.filter(({ month }) => (month - fromMonth + 12) % 12 < MONTHS)
    const years = new Set(inside.map(({ year, month }) => (month >= fromMonth ? year : year - 1)))
    if (inside.length >= SHARE * days.length && years.size >= 2 && (best === null || inside.length > best.count))
      best = { fromMonth, count: inside.length }
  }
  return best && { fromMonth: best.fromMonth, toMonth: ((best.fromMonth + MONTHS - 2) % 12) + 1 }
}

/** How many seasons have ended since the last purchase without another. One that is running does not count yet. */
export function missedSeasons({ fromMonth }: Season, lastDay: number, day: number): number {
  let missed = 0
  const { year } = partsOf(dayOfNumber(lastDay))
  for (let first = year - 1; ; first++) {
    const begins = firstOfMonth(first, fromMonth)
    const ended = firstOfMonth(first, fromMonth + MONTHS)
    if (ended > day) return missed
    // A purchase after its beginning answers it, or lies after it.
    if (begins > lastDay) missed++
  }
}

/** The day on which the next month begins. */
export function nextMonth(day: number): number {
  const { year, month } = partsOf(dayOfNumber(day))
  return firstOfMonth(year, month + 1)
}

function firstOfMonth(year: number, month: number): number {
  const years = Math.floor((month - 1) / 12)
  const inYear = ((month - 1) % 12) + 1
  return dayNumber(`${year + years}-${String(inYear).padStart(2, '0')}-01` as IsoDate)
}
