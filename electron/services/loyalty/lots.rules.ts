import type { EntryKind, IsoDate } from '#contract'

/** What the lots need to know of an entry of the ledger. */
export interface LedgerEntry {
  id: number
  kind: EntryKind
  points: number
  day: IsoDate
  reversesId: number | null
  lotId: number | null
  expiresOn: IsoDate | null
  usableFrom: IsoDate | null
  worth: number
}
/** Points of one origin that are used up together. `rest` is what is left of them, `expired` what ran out. */
export interface Lot {
  id: number
  kind: EntryKind
  day: IsoDate
  expiresOn: IsoDate | null
  usableFrom: IsoDate | null
  worth: number
  points: number
  rest: number
  expired: number
}
/** Points that an entry gave to a lot (positive) or took from it; without a lot they paid a debt or made one. */
export interface Move {
  lot: Lot | null
  points: number
}
/** An account worked out from its entries. Σ entries = Σ rests − debt; where there is debt no lot has a rest (domain.md §6.1). */
export interface Lots {
  lots: Lot[]
  debt: number
  moves: ReadonlyMap<number, readonly Move[]>
  /** Entries that another one books against. */
  countered: ReadonlySet<number>
}

const FAR = '9999-12-31'
/** Earliest expiry, earliest day, oldest entry (domain.md §6.1). */
const inOrder = (a: Lot, b: Lot): number => {
  const [x, y] = [a.expiresOn ?? FAR, b.expiresOn ?? FAR]
  return x !== y ? (x < y ? -1 : 1) : a.day !== b.day ? (a.day < b.day ? -1 : 1) : a.id - b.id
}

export const isUsableOn = ({ usableFrom, expiresOn }: Lot, day: IsoDate): boolean =>
  (usableFrom === null || usableFrom <= day) && (expiresOn === null || expiresOn >= day)

/**
 * Works an account out from its entries, oldest first: what is earned opens a lot after it has paid the debt; what is used takes from the
 * lots in their order; what is taken back takes from its own lot, then from the others, then makes a debt; what is given back goes to
 * where it came from, and where that has expired to a lot of its own that ends on the entry's own day.
 */
export function lotsOf(entries: Iterable<LedgerEntry>): Lots {
  const lots: Lot[] = []
  const byId = new Map<number, Lot>()
  const moves = new Map<number, Move[]>()
  const countered = new Set<number>()
  /** What of an entry's takings has gone back already, by lot. */
  const given = new Map<number, Map<Lot, number>>()
  let debt = 0
  let made: Move[] = []

  function open(entry: LedgerEntry): Lot {
    const { id, kind, day, expiresOn, usableFrom, worth } = entry
    const lot = { id, kind, day, expiresOn, usableFrom, worth, points: 0, rest: 0, expired: 0 }
    lots.push(lot)
    byId.set(id, lot)
    return lot
  }
  /** Pays the debt first. The lot is asked for only when something is left for it. */
  function give(points: number, into: () => Lot): void {
    const paid = Math.min(debt, points)
    if (paid > 0) {
      debt -= paid
      made.push({ lot: null, points: paid })
    }
    if (points === paid) return
    const lot = into()
    lot.rest += points - paid
    lot.points = Math.max(lot.points, lot.rest)
    made.push({ lot, points: points - paid })
  }
  function takeFrom(lot: Lot, wanted: number): number {
    const points = Math.min(lot.rest, wanted)
    if (points > 0) {
      lot.rest -= points
      made.push({ lot, points: -points })
    }
    return points
  }
  /** From the preferred lots, then from all in their order, then on debt. */
  function take(points: number, preferred: readonly Lot[] = []): void {
    let left = points
    for (const lot of preferred) left -= takeFrom(lot, left)
    for (const lot of left > 0 ? lots.toSorted(inOrder) : []) left -= takeFrom(lot, left)
    if (left <= 0) return
    debt += left
    made.push({ lot: null, points: -left })
  }
  /** Gives back what an entry took, the last first. */
  function giveBack(points: number, from: number, entry: LedgerEntry): void {
    let left = points
    const before = given.get(from) ?? new Map<Lot, number>()
    given.set(from, before)
    for (const { lot, points: moved } of (moves.get(from) ?? []).toReversed()) {
      if (moved >= 0 || lot === null || left === 0) continue
      const back = Math.min(left, -moved - (before.get(lot) ?? 0))
      if (back === 0) continue
      left -= back
      before.set(lot, (before.get(lot) ?? 0) + back)
      const hasEnded = entry.expiresOn !== null && lot.expiresOn !== null && lot.expiresOn < entry.day
      give(back, () => (hasEnded ? (byId.get(entry.id) ?? open(entry)) : lot))
    }
    const home = entry.lotId === null ? undefined : byId.get(entry.lotId)
    if (left > 0) give(left, () => home ?? byId.get(entry.id) ?? open(entry))
  }
  /** Books against an entry: what it gave is taken from there first, what it took goes back. */
  function counter(entry: LedgerEntry, first: LedgerEntry): void {
    const against = moves.get(first.id) ?? []
    if (entry.points > 0) giveBack(entry.points, first.id, entry)
    else {
      let left = -entry.points
      for (const { lot, points } of against) if (lot && points > 0) left -= takeFrom(lot, Math.min(points, left))
      take(left)
      // What was given back of something redeemed can be given back again.
      const back = first.lotId === null ? undefined : given.get(first.lotId)
      if (back) for (const { lot, points } of against) if (lot && points > 0) back.set(lot, (back.get(lot) ?? 0) - points)
    }
    if (first.kind === 'EXPIRE') for (const { lot, points } of against) if (lot) lot.expired += points
  }
  const known = new Map<number, LedgerEntry>()

  for (const entry of entries) {
    made = []
    const { id, kind, points, day, reversesId } = entry
    const first = reversesId === null ? undefined : known.get(reversesId)
    const own = entry.lotId === null ? undefined : byId.get(entry.lotId)
    if (reversesId !== null) countered.add(reversesId)
    if (first) counter(entry, first)
    else if (points > 0) {
      if (kind === 'REV_REDEEM' && entry.lotId !== null && known.has(entry.lotId)) giveBack(points, entry.lotId, entry)
      else give(points, () => own ?? open(entry))
    } else if (kind === 'EXPIRE') {
      take(-points, lots.filter(({ expiresOn, rest }) => rest > 0 && expiresOn !== null && expiresOn < day).toSorted(inOrder))
      for (const { lot, points: moved } of made) if (lot) lot.expired -= moved
    } else if (kind === 'REDEEM') take(-points, lots.filter((lot) => lot.rest > 0 && isUsableOn(lot, day)).toSorted(inOrder))
    else take(-points, own ? [own] : [])
    moves.set(id, made)
    known.set(id, entry)
  }
  return { lots: lots.toSorted(inOrder), debt, moves, countered }
}

/** What of an account has ended before a day and is still there. */
export const endedRest = ({ lots }: Lots, day: IsoDate): number =>
  lots.reduce((sum, { rest, expiresOn }) => (expiresOn !== null && expiresOn < day ? sum + rest : sum), 0)
