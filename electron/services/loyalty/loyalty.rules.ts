import { partsOf } from '#contract'
import type { EntryKind, IsoDate } from '#contract'

/** Points stay valid through the last day of the third year after they were earned (domain.md §6.1). */
const VALID_YEARS = 3

/** Points of a receipt: whole euros of its base times the rate. Per receipt, never per line (domain.md §6.1). */
export function pointsFor(baseCents: number, pointsPerEuro: number): number {
  return Math.floor(baseCents / 100) * pointsPerEuro
}

/** The last day on which points earned on `day` are valid. */
export function expiryOf(day: IsoDate): IsoDate {
  return `${partsOf(day).year + VALID_YEARS}-12-31` as IsoDate
}

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
