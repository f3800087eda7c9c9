import { addDays, addMonths } from '#contract'
import type { IsoDate, Phase, PhaseStanding } from '#contract'

/** Shortest window in which a second purchase is expected, in days (domain.md §2). */
const SHORTEST_WINDOW = 60
/** How many purchase days within `REGULAR_MONTHS` make a regular (domain.md §2). */
export const REGULAR_DAYS = 4
const REGULAR_MONTHS = 24

/** Money that came in (or went back, negative) on a day; `demandDays`: the longest usual interval of what was bought, where it is known. */
export interface DayAmount {
  day: IsoDate
  cents: number
  demandDays?: number
}
/** What purchase days say about a customer: the facts behind "Warum hier?". */
export interface Standing {
  phase: Phase
  purchaseDays: number
  /** The purchase day that led into the phase; null in the first phase, which begins when the customer is entered. */
  since: IsoDate | null
  first: IsoDate | null
  second: IsoDate | null
  last: IsoDate | null
  /** Last day of the window for the second purchase; null unless there is exactly one purchase day. */
  windowEnds: IsoDate | null
  secondPurchaseMissed: boolean
  isRegular: boolean
}

/** All receipts of a day are one purchase day, and it counts only when something remains of it (domain.md G3). Oldest first. */
export function countedDays(amounts: readonly DayAmount[]): { day: IsoDate; netCents: number }[] {
  const net = new Map<IsoDate, number>()
  for (const { day, cents } of amounts) net.set(day, (net.get(day) ?? 0) + cents)
  return [...net]
    .filter(([, netCents]) => netCents > 0)
    .map(([day, netCents]) => ({ day, netCents }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** The phase of so many purchase days. */
export function phaseOf(purchaseDays: number): Phase {
  if (purchaseDays === 0) return 'first-contact'
  return purchaseDays === 1 ? 'after-purchase' : 'repurchase'
}

/** Last day of the window that a purchase opens: at least 60 days, or one and a half times the usual interval of demand. */
export function windowEndOf(purchase: IsoDate, demandIntervalDays = 0): IsoDate {
  return addDays(purchase, Math.max(SHORTEST_WINDOW, Math.ceil(1.5 * demandIntervalDays)))
}

/** Whether the one purchase so far lies so long back that its window has closed. */
export function isSecondPurchaseMissed(windowEnds: IsoDate | null, today: IsoDate): boolean {
  return windowEnds !== null && today > windowEnds
}

/** The last purchase day that no longer counts towards a regular. */
export function regularAfter(today: IsoDate): IsoDate {
  return addMonths(today, -REGULAR_MONTHS)
}

/** How many purchase days lie within the 24 months up to a day. */
export function daysWithin24(amounts: readonly DayAmount[], today: IsoDate): number {
  const before = regularAfter(today)
  return countedDays(amounts).filter(({ day }) => day > before).length
}
/** The longest interval of demand among what was bought on a day. */
function demandOn(amounts: readonly DayAmount[], day: IsoDate): number {
  return Math.max(0, ...amounts.filter((amount) => amount.day === day).map(({ demandDays }) => demandDays ?? 0))
}
/** The days that count, oldest first, each with the last day of the window that its purchases opened, in whatever phase. */
export function windowsOf(amounts: readonly DayAmount[]): { day: IsoDate; netCents: number; windowEnds: IsoDate }[] {
  return countedDays(amounts).map((counted) => ({ ...counted, windowEnds: windowEndOf(counted.day, demandOn(amounts, counted.day)) }))
}

/** Everything that follows from a customer's purchases as of `today`. Computed each time, never typed (domain.md §2). */
export function standingOf(amounts: readonly DayAmount[], today: IsoDate): Standing {
  const days = countedDays(amounts)
  const phase = phaseOf(days.length)
  const first = days[0]?.day ?? null
  const windowEnds = first && days.length === 1 ? windowEndOf(first, demandOn(amounts, first)) : null
  return {
    phase,
    purchaseDays: days.length,
    since: days[1]?.day ?? first,
    first,
    second: days[1]?.day ?? null,
    last: days.at(-1)?.day ?? null,
    windowEnds,
    secondPurchaseMissed: isSecondPurchaseMissed(windowEnds, today),
    isRegular: daysWithin24(amounts, today) >= REGULAR_DAYS,
  }
}

/** One step from phase to phase. */
export interface PhaseStep {
  from: Phase
  to: Phase
  day: IsoDate
}
const ORDER: readonly Phase[] = ['first-contact', 'after-purchase', 'repurchase']

/**
 * The steps from the phase that was last written down to the one that holds now. Upwards each phase in between is a step of
 * its own, dated with the purchase day that led into it; downwards (a purchase was taken out) it is one step, dated today.
 */
export function stepsBetween(from: Phase, now: { purchaseDays: number; first: IsoDate | null; second: IsoDate | null }, today: IsoDate): PhaseStep[] {
  const to = phaseOf(now.purchaseDays)
  const [start, end] = [ORDER.indexOf(from), ORDER.indexOf(to)]
  if (end < start) return [{ from, to, day: today }]
  const entered = [today, now.first ?? today, now.second ?? today]
  return ORDER.slice(start, end).map((phase, index) => ({
    from: phase,
    to: ORDER[start + index + 1] ?? to,
    day: entered[start + index + 1] ?? today,
  }))
}

/** Why a customer stands in the computed phase, as facts for a sentence. */
export function whyOf(
  { purchaseDays, first, second, windowEnds, secondPurchaseMissed, isRegular }: Standing,
  purchaseDays24: number,
): PhaseStanding['why'] {
  if (first === null) return { key: 'no-purchase', values: {} }
  if (second === null || windowEnds !== null)
    return { key: secondPurchaseMissed ? 'one-day-missed' : 'one-day', values: { day: first, windowEnds: windowEnds ?? first } }
  return isRegular ? { key: 'regular', values: { purchaseDays, purchaseDays24 } } : { key: 'bound', values: { purchaseDays, second } }
}

/**
 * The log, newest first, with the day on which each move took place by what is known now: a sale copied later can lie before those that were
 * known. Null for moves that no longer hold.
 */
export function withDaysThatHold<C extends { to: Phase; from: Phase | null }>(
  changes: readonly C[],
  { first, second }: Pick<Standing, 'first' | 'second'>,
): (C & { holdsDay: IsoDate | null })[] {
  const open: Partial<Record<Phase, IsoDate | null>> = { 'after-purchase': first, repurchase: second }
  return changes.map((change) => {
    const isUpwards = ORDER.indexOf(change.to) > ORDER.indexOf(change.from ?? 'first-contact')
    const holdsDay = isUpwards ? (open[change.to] ?? null) : null
    if (isUpwards) delete open[change.to]
    return { ...change, holdsDay }
  })
}
