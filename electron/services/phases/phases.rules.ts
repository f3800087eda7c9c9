import { addDays, addMonths } from '#contract'
import type { IsoDate, Phase } from '#contract'

/** Shortest window in which a second purchase is expected, in days (domain.md §2). */
const SHORTEST_WINDOW = 60
/** How many purchase days within `REGULAR_MONTHS` make a regular (domain.md §2). */
export const REGULAR_DAYS = 4
const REGULAR_MONTHS = 24

/** Money that came in (or went back, negative) on a day. */
export interface DayAmount {
  day: IsoDate
  cents: number
}
/** What purchase days say about a customer: the facts behind "Warum hier?". */
export interface Standing {
  phase: Phase
  purchaseDays: number
  /** The purchase day that led into the phase; null in the first phase, which begins when the customer is entered. */
  since: IsoDate | null
  first: IsoDate | null
  last: IsoDate | null
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
export function isSecondPurchaseMissed(phase: Phase, windowEnds: IsoDate | null, today: IsoDate): boolean {
  return phase === 'after-purchase' && windowEnds !== null && today > windowEnds
}

/** The last purchase day that no longer counts towards a regular. */
export function regularAfter(today: IsoDate): IsoDate {
  return addMonths(today, -REGULAR_MONTHS)
}

/** Everything that follows from a customer's purchases as of `today`. Computed each time, never typed (domain.md §2). */
export function standingOf(amounts: readonly DayAmount[], today: IsoDate, demandIntervalDays = 0): Standing {
  const days = countedDays(amounts)
  const phase = phaseOf(days.length)
  const first = days[0]?.day ?? null
  const windowEnds = first && windowEndOf(first, demandIntervalDays)
  const regularSince = regularAfter(today)
  return {
    phase,
    purchaseDays: days.length,
    since: days[1]?.day ?? first,
    first,
    last: days.at(-1)?.day ?? null,
    windowEnds,
    secondPurchaseMissed: isSecondPurchaseMissed(phase, windowEnds, today),
    isRegular: days.filter(({ day }) => day > regularSince).length >= REGULAR_DAYS,
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
