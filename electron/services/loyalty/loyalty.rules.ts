import { addDays, partsOf } from '#contract'
import type { EntryKind, IsoDate } from '#contract'

/** What points give and promise from a day on: the owner's settings, in points, years, hundredths of a cent and days. */
export interface Programme {
  pointsPerEuro: number
  pointYears: number
  pointWorth: number
  pointMinimum: number
  pointPendingDays: number
}

/** Points of a receipt: whole euros of its base times the rate, then the tier's multiplier. Per receipt, never per line (domain.md §6.1). */
export function pointsFor(baseCents: number, pointsPerEuro: number, tierBp: number | null = null): number {
  const points = Math.floor(baseCents / 100) * pointsPerEuro
  return tierBp === null ? points : Math.floor((points * tierBp) / 10_000)
}

/** The last day on which points earned on `day` are valid: that of the so-manieth year after (domain.md §6.1). */
export function expiryOf(day: IsoDate, years: number): IsoDate {
  return `${partsOf(day).year + years}-12-31` as IsoDate
}

/** From when on points of a receipt can be used; null at once. */
export const usableFromOf = (day: IsoDate, pendingDays: number): IsoDate | null => (pendingDays === 0 ? null : addDays(day, pendingDays))

/** What points are worth together, in cents: each lot at what it promised, rounded once half away from zero (domain.md G1). */
export const centsOf = (parts: readonly { points: number; worth: number }[]): number =>
  Math.round(parts.reduce((sum, { points, worth }) => sum + points * worth, 0) / 100)

/** What a counter-entry of an entry is called. */
export function counterKind(kind: EntryKind): EntryKind {
  switch (kind) {
    case 'EARN':
    case 'BONUS':
      return 'REV_EARN'
    case 'REV_EARN':
      return 'EARN'
    case 'REDEEM':
      return 'REV_REDEEM'
    case 'REV_REDEEM':
      return 'REDEEM'
    case 'EXPIRE':
    case 'ADJUST':
      return 'ADJUST'
    case 'MERGE':
      return 'MERGE'
  }
}
