import { spread } from './spread.rules.ts'

/** A line, or a receipt without lines: what it came to and what is left of it. */
interface Reduced {
  netCents: number
  leftCents: number
  quantityMilli: number
  leftMilli: number
}

/**
 * How much of what a line was reduced by stays with it: by the money that is left of it, or, where nothing was left to pay, by its
 * quantity. With nothing left nothing stays, so a full return gives back all of it exactly (domain.md §6.1).
 */
export function keptCents(cents: number, { netCents, leftCents, quantityMilli, leftMilli }: Reduced): number {
  if (leftCents === 0 && leftMilli === 0) return 0
  const [left, whole] = netCents > 0 ? [leftCents, netCents] : [leftMilli, quantityMilli]
  return spread(cents, [left, Math.max(0, whole - left)])[0]!
}
