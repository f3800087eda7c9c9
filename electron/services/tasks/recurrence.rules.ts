import { addDays, addMonths, daysBetween, partsOf, weekdayOf } from '#contract'
import type { IsoDate, RuleUnit } from '#contract'

/** When something comes again. */
export interface Recurrence {
  startsOn: IsoDate
  every: number
  unit: RuleUnit
  /** Of weeks; Monday is 1. */
  weekday: number | null
  /** Of months; 31 is the last day of every month. */
  monthDay: number | null
  endsOn: IsoDate | null
}

const MONTHS = { month: 1, year: 12 } as const
const DAYS = { day: 1, week: 7 } as const

/** The same month on another day, or on its last where it is shorter. */
function inMonthOf(day: IsoDate, monthDay: number): IsoDate {
  const first = addDays(day, 1 - partsOf(day).day)
  const last = addDays(addMonths(first, 1), -1)
  return addDays(first, Math.min(monthDay, partsOf(last).day) - 1)
}
/** The first day of a rule, whether or not it has ended by then. */
function firstOf({ startsOn, unit, weekday, monthDay }: Recurrence): IsoDate {
  if (unit === 'week' && weekday !== null) return addDays(startsOn, (weekday - weekdayOf(startsOn) + 7) % 7)
  if (unit !== 'month' || monthDay === null) return startsOn
  const first = inMonthOf(startsOn, monthDay)
  return first >= startsOn ? first : inMonthOf(addMonths(startsOn, 1), monthDay)
}
/** The day with this number, counted from the first (0): a 31st is the last day of short months and the 31st again afterwards. */
function dayAt(rule: Recurrence, index: number): IsoDate {
  const { every, unit, monthDay } = rule
  if (unit === 'day' || unit === 'week') return addDays(firstOf(rule), index * every * DAYS[unit])
  const day = addMonths(firstOf(rule), index * every * MONTHS[unit])
  return unit === 'month' && monthDay !== null ? inMonthOf(day, monthDay) : day
}
/** How many days of the rule lie up to a day, that day included; its end is left out of account. */
function countUntil(rule: Recurrence, day: IsoDate): number {
  const { every, unit } = rule
  const first = firstOf(rule)
  if (day < first) return 0
  if (unit === 'day' || unit === 'week') return Math.floor(daysBetween(first, day) / (every * DAYS[unit])) + 1
  const [from, to] = [partsOf(first), partsOf(day)]
  const index = Math.floor((to.year * 12 + to.month - from.year * 12 - from.month) / (every * MONTHS[unit]))
  return dayAt(rule, index) <= day ? index + 1 : index
}

/** The first day of a rule after a day; null once it has come to its end. Counted from the first day, so that nothing done late shifts it. */
export function nextAfter(rule: Recurrence, day: IsoDate): IsoDate | null {
  const next = dayAt(rule, countUntil(rule, day))
  return rule.endsOn !== null && next > rule.endsOn ? null : next
}

/** How many days of a rule lie after one day, up to another. */
export function countBetween(rule: Recurrence, after: IsoDate, until: IsoDate): number {
  const last = rule.endsOn !== null && rule.endsOn < until ? rule.endsOn : until
  return Math.max(0, countUntil(rule, last) - countUntil(rule, after))
}
