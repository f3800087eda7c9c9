import type { ProcessLevel } from '#contract'

/** With fewer lines the shop's prices say nothing yet; then amounts do (domain.md §4.4). */
export const LEAST_LINES = 50
const SHARES = [50, 80, 95] as const
const AMOUNTS = [5_000, 20_000, 100_000] as const

/** What the shop sold within a year: line amounts, the smallest first. */
export type SoldAmounts = Int32Array | readonly number[]

/** How many are smaller. */
export function countBelow(sorted: SoldAmounts, cents: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < cents) low = middle + 1
    else high = middle
  }
  return low
}

/** Of how many hundredths of all lines one is dearer; null where there are too few to tell. */
export const percentileOf = (below: number, lines: number): number | null => (lines < LEAST_LINES ? null : Math.floor((below * 100) / lines))

/**
 * How much care a purchase is worth after it (domain.md §4.4): by its largest line, one more for the first purchase, one less where the same
 * article was bought before. Never falls as the price rises.
 */
export function levelOf(purchase: { largestCents: number; percentile: number | null; isFirst: boolean; boughtBefore: boolean }): ProcessLevel {
  const { largestCents, percentile, isFirst, boughtBefore } = purchase
  const [value, limits] = percentile === null ? [largestCents, AMOUNTS] : [percentile, SHARES]
  const byPrice = limits.filter((limit) => value >= limit).length
  return Math.min(3, Math.max(0, byPrice + (isFirst ? 1 : 0) - (boughtBefore ? 1 : 0))) as ProcessLevel
}

/** From which amount on a largest line lifts a purchase to level 1, 2 and 3, all else being equal. */
export function borders(sorted: SoldAmounts): [number, number, number] {
  if (sorted.length < LEAST_LINES) return [...AMOUNTS]
  const from = (share: number) => {
    // The smallest amount of which at least so many hundredths are below.
    const place = Math.ceil((share * sorted.length) / 100)
    return (sorted[place - 1] ?? sorted.at(-1)!) + 1
  }
  return [from(SHARES[0]), from(SHARES[1]), from(SHARES[2])]
}
