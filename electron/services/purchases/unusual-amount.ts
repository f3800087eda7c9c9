import type { Cents } from '#contract'
import type { Db } from '../../database/open.ts'

/** So many receipts are looked at, and so many there must be before anything is usual. */
const NEWEST = 1000
const LEAST = 10
/** Below the first nothing is worth a question; above the second everything is while the shop has hardly sold anything yet. */
const NEVER_ASKED_CENTS = 100_000
const ASKED_CENTS = 1_000_000
/** So many times the middle receipt, which one odd amount does not move, and so many times the largest so far. */
const FROM_USUAL = 20
const FROM_LARGEST = 2

/** Whether an amount lies so far above all that was sold that it looks like a slip of the comma. */
export function unusualAmount(db: Db): (cents: number) => boolean {
  const ofShop = db
    .prepare<[number], Cents>(
      `select total_cents from purchase where kind = 'purchase' and total_cents > 0 and voided_at is null order by id desc limit ?`,
    )
    .pluck()
  return (cents) => {
    if (cents < NEVER_ASKED_CENTS) return false
    const known = ofShop.all(NEWEST).toSorted((a, b) => a - b)
    if (known.length < LEAST) return cents >= ASKED_CENTS
    return cents >= FROM_USUAL * known[Math.floor(known.length / 2)]! && cents >= FROM_LARGEST * known.at(-1)!
  }
}
