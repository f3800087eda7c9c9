import { addMonths, dayNumber, dayOfNumber } from '#contract'
import type { Cents, WarningRule, WarningWhy } from '#contract'
import { median } from '../demand/demand.rules.ts'
import type { Need } from '../demand/demand.rules.ts'
import { missedSeasons, nextMonth, seasonOf } from './season.rules.ts'

/** What is known of one customer. Days are numbers, in order. */
export interface Known {
  /** Net by day on which it counts; a day whose net is not above zero is no purchase day (domain.md G3). */
  amounts: readonly { day: number; cents: number }[]
  /** The longest interval of demand of what was bought on the first purchase day. */
  firstDemandDays: number | null
  needs: readonly Need[]
  /** Open complaints by their day. */
  complaintDays: readonly number[]
  /** The last two moods, the newest first. */
  moods: readonly { day: number; mood: number }[]
  pausedDay: number | null
  muted: { since: number; until: number } | null
}
export interface Found {
  rule: WarningRule
  /** 0 to 4. */
  level: number
  why: WarningWhy
  isMuted: boolean
}
export interface Verdict {
  level: number
  worst: Found | null
  found: Found[]
  purchaseDays: number
  thirdGap: number | null
  lastDay: number | null
  net12Cents: number
  rhythm: { usualDays: number; daysNow: number } | null
  /** The first day on which this may read otherwise although nothing happens. */
  nextDay: number | null
}

/** Gaps that count, and the shortest rhythm that is told apart from chance. */
const GAPS = 8
const SHORTEST = 7
/** From which multiple of the usual gap on: yellow, orange, red, lost. */
const STEPS = [1.25, 2, 3, 5] as const
const SHORTEST_WINDOW = 60
/** Without any third purchase in the shop. */
const GAP_WITHOUT_EXAMPLE = 60
const LESS_DAYS = 90
const LESS_BASE_CENTS = 5000
/** Seasons missed from which on: yellow, orange, red, lost. */
const SEASONS = [1, 2, 3, 5] as const

/** Names a day on which a verdict may change; those that are over do not matter. */
type Border = (day: number) => void

const levelOf = (value: number, steps: readonly number[]) => steps.filter((step) => value >= step).length

/** How a customer is judged on a day: the worst of all rules (domain.md §5). `shopGap` is the shop's median from second to third purchase. */
export function judge(known: Known, shopGap: number | null, day: number): Verdict {
  const amounts = known.amounts.filter((one) => one.day <= day)
  const days = amounts.filter(({ cents }) => cents > 0).map((one) => one.day)
  let nextDay: number | null = null
  const border: Border = (at) => {
    if (at > day && (nextDay === null || at < nextDay)) nextDay = at
  }
  const isQuiet = isMutedOn(known, day, border)
  const season = seasonOf(days)
  const found: Found[] = []
  const add = (rule: WarningRule, level: number, why: WarningWhy, isMuted = isQuiet) => found.push({ rule, level, why, isMuted })
  const last = days.at(-1)
  let rhythm: Verdict['rhythm'] = null
  if (last !== undefined && season) {
    const missed = missedSeasons(season, last, day)
    border(nextMonth(day))
    add('E1', levelOf(missed, SEASONS), { key: 'season', values: { ...season, missed, lastDay: dayOfNumber(last) } })
  } else if (last !== undefined) {
    const since = day - last
    const [rule, key, usual, steps] = stepsFor(days, shopGap, known.firstDemandDays)
    rhythm = { usualDays: usual, daysNow: since }
    const level = steps.filter((step) => since >= step).length
    for (const step of steps) border(last + step)
    add(rule, level, { key, values: { usualDays: usual, daysNow: since, lastDay: dayOfNumber(last) } })
  }
  const less = season ? null : lessThanBefore(amounts, day)
  if (less) add('E5', 1, less)
  judgeWords(known, day, add, border)
  for (const need of known.needs) {
    const double = need.lastDay + Math.floor(need.days * 2) + 1
    if (need.mutedDay !== null && need.mutedDay >= day) {
      border(need.mutedDay + 1)
      continue
    }
    border(double)
    if (day >= double)
      add('E8', 1, {
        key: 'demand',
        values: { usualDays: need.days, daysNow: day - need.lastDay, lastDay: dayOfNumber(need.lastDay), subject: need.subject },
      })
  }
  const worst = found.reduce<Found | null>((best, one) => (!one.isMuted && one.level > (best?.level ?? 0) ? one : best), null)
  for (const { day: paid } of amounts) windowBorders(paid, day, border)
  const yearAgo = dayNumber(addMonths(dayOfNumber(day), -12))
  return {
    level: worst?.level ?? 0,
    worst,
    found,
    purchaseDays: days.length,
    thirdGap: days.length >= 3 ? days[2]! - days[1]! : null,
    lastDay: last ?? null,
    net12Cents: netBetween(amounts, yearAgo, day),
    rhythm,
    nextDay,
  }
}

function isMutedOn({ muted, pausedDay }: Known, day: number, border: Border): boolean {
  const isMuted = muted !== null && day >= muted.since && day <= muted.until
  const isPaused = pausedDay !== null && day <= pausedDay
  if (isMuted) border(muted.until + 1)
  if (isPaused) border(pausedDay + 1)
  return isMuted || isPaused
}

/** Rule, usual gap, and after how many days each level begins. */
function stepsFor(
  days: readonly number[],
  shopGap: number | null,
  firstDemandDays: number | null,
): ['E1' | 'E2' | 'E3', 'rhythm' | 'second' | 'first', number, number[]] {
  if (days.length >= 3) {
    const gaps = days.slice(1).map((day, index) => day - days[index]!)
    const usual = Math.max(SHORTEST, median(gaps.slice(-GAPS)))
    return ['E1', 'rhythm', usual, STEPS.map((step) => Math.ceil(step * usual))]
  }
  if (days.length === 2) {
    const usual = Math.max(SHORTEST, shopGap ?? GAP_WITHOUT_EXAMPLE)
    return ['E2', 'second', usual, STEPS.slice(0, 2).map((step) => Math.ceil(step * usual))]
  }
  const window = Math.max(SHORTEST_WINDOW, Math.ceil(1.5 * (firstDemandDays ?? 0)))
  return ['E3', 'first', window, [window + 1, 2 * window + 1]]
}

/** Less than half of what it was: in the same 90 days last year, or, for who was no customer then, the mean of the four windows before. */
function lessThanBefore(amounts: readonly { day: number; cents: number }[], day: number): WarningWhy | null {
  const first = amounts[0]?.day
  if (first === undefined) return null
  const now = netBetween(amounts, day - LESS_DAYS, day)
  const yearAgo = dayNumber(addMonths(dayOfNumber(day), -12))
  const wasThere = first <= yearAgo
  const parts = wasThere ? 1 : 4
  const base = wasThere ? netBetween(amounts, yearAgo - LESS_DAYS, yearAgo) : netBetween(amounts, day - 5 * LESS_DAYS, day - LESS_DAYS)
  if (base < parts * LESS_BASE_CENTS || now * 2 * parts >= base) return null
  const values = { nowCents: now as Cents, baseCents: Math.round(base / parts) as Cents }
  return { key: 'less', values: { ...values, basis: wasThere ? 'last-year' : 'before' } }
}

/** After `after`, up to and with `until`. */
function netBetween(amounts: readonly { day: number; cents: number }[], after: number, until: number): number {
  let sum = 0
  for (const { day, cents } of amounts) if (day > after && day <= until) sum += cents
  return sum
}

/** The next day on which money paid on a day enters or leaves a window. Months are clamped, so a day before and after is looked at as well. */
function windowBorders(paid: number, day: number, border: Border): void {
  border(paid + LESS_DAYS)
  border(paid + 5 * LESS_DAYS)
  if (paid + 361 <= day && day <= paid + 369) border(day + 1)
  else border(paid + 361)
  const left = paid + LESS_DAYS + 361
  if (left <= day && day <= left + 8) border(day + 1)
  else border(left)
}

/**
 * What was said: a complaint past its day, or two bad moods in a row. A pause does not silence it; muting silences what was known by then,
 * so that a new word is heard.
 */
function judgeWords(
  { complaintDays, moods, muted }: Known,
  day: number,
  add: (rule: 'E6', level: number, why: WarningWhy, isMuted: boolean) => void,
  border: Border,
): void {
  const knownUntil = muted !== null && day >= muted.since && day <= muted.until ? muted.since : 0
  const isOld = (since: number) => since <= knownUntil
  for (const due of complaintDays) if (due >= day) border(due + 1)
  const overdue = complaintDays.filter((due) => due < day)
  const heard = overdue.filter((due) => !isOld(due + 1))
  if (overdue.length > 0) {
    const oldest = Math.min(...(heard.length > 0 ? heard : overdue))
    add('E6', 2, { key: 'complaint', values: { dueOn: dayOfNumber(oldest), daysNow: day - oldest } }, heard.length === 0)
  }
  const [newest, before] = moods
  if (newest && before && newest.mood <= -1 && before.mood <= -1)
    add('E6', 2, { key: 'mood', values: { lastDay: dayOfNumber(newest.day) } }, isOld(newest.day))
}
