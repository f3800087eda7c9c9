import { addDays, addMonths, partsOf } from '#contract'
import type { IsoDate, Tier, TierId } from '#contract'

/** The highest tier whose limit this net reaches, the limit included; null below the first (domain.md §6.2). */
export function tierFor(netCents: number, tiers: readonly Tier[]): Tier | null {
  return tiers.findLast(({ limitCents }) => netCents >= limitCents) ?? null
}
/** The higher of two tiers. */
export const higher = (a: Tier | null, b: Tier | null): Tier | null => ((a?.limitCents ?? 0) >= (b?.limitCents ?? 0) ? a : b)
export const tierById = (tiers: readonly Tier[], id: TierId | null): Tier | null => tiers.find((tier) => tier.id === id) ?? null

/** The twelve months that end with a day: after the same day a year before (29.02. − 12 months = 28.02.), through the day itself. */
export const yearUntil = (day: IsoDate): { after: IsoDate; until: IsoDate } => ({ after: addMonths(day, -12), until: day })

/** The firsts of months after one day up to another, itself included. */
export function reviewsBetween(after: IsoDate, until: IsoDate): IsoDate[] {
  const days: IsoDate[] = []
  const first = addDays(after, 1 - partsOf(after).day)
  for (let month = 1; addMonths(first, month) <= until; month++) days.push(addMonths(first, month))
  return days
}
