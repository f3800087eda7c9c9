import type { TillLine } from './till-lines.ts'

/** What tills call a line that takes something off the receipt. */
const DISCOUNT = /rabatt|nachlass|skonto|gutschein|coupon|discount|rebate|voucher/i

const isTaken = ({ quantityMilli, netCents }: TillLine) => quantityMilli < 0 || netCents < 0

/**
 * Clears a receipt of what it takes back itself: a line that was rung up by mistake and cancelled is gone, and a line that takes off an
 * amount becomes a discount of the others. What is left sells, or brings goods back from an earlier receipt.
 */
export function netted(lines: readonly TillLine[]): TillLine[] {
  if (!lines.some(isTaken) || lines.every(isTaken)) return [...lines]
  const sold = lines.filter((line) => !isTaken(line))
  const discounts: TillLine[] = []
  const returned: TillLine[] = []
  for (const line of lines.filter(isTaken)) {
    const place = sold.findIndex((other) => isTheSame(other, line))
    if (place >= 0) sold.splice(place, 1, less(sold[place]!, line))
    else if (DISCOUNT.test(line.article.text)) discounts.push(line)
    else returned.push(line)
  }
  const left = sold.filter(({ quantityMilli, netCents }) => quantityMilli > 0 || netCents > 0)
  const off = discounts.reduce((sum, { netCents }) => sum - netCents, 0)
  const total = left.reduce((sum, { netCents }) => sum + netCents, 0)
  if (off === 0) return [...left, ...returned]
  return off > total ? [...left, ...discounts, ...returned] : [...discounted(left, off, total), ...returned]
}

const isTheSame = (sold: TillLine, taken: TillLine) =>
  sold.article === taken.article &&
  sold.unitCents === taken.unitCents &&
  sold.quantityMilli + taken.quantityMilli >= 0 &&
  sold.netCents + taken.netCents >= 0 &&
  (sold.quantityMilli + taken.quantityMilli > 0 || sold.netCents + taken.netCents === 0)

const less = (sold: TillLine, taken: TillLine): TillLine => ({
  ...sold,
  quantityMilli: sold.quantityMilli + taken.quantityMilli,
  netCents: sold.netCents + taken.netCents,
  discountCents: Math.max(0, sold.discountCents + taken.discountCents),
})

/** Spread by the lines' amounts; what rounding leaves goes to the largest remainders, so that the sum is exact (domain.md G1). */
function discounted(lines: readonly TillLine[], off: number, total: number): TillLine[] {
  const parts = lines.map(({ netCents }, place) => ({ place, share: Math.floor((off * netCents) / total), rest: (off * netCents) % total }))
  const left = off - parts.reduce((sum, { share }) => sum + share, 0)
  for (const part of parts.toSorted((a, b) => b.rest - a.rest || a.place - b.place).slice(0, left)) part.share++
  return lines.map((line, place) => {
    const { share } = parts[place]!
    return { ...line, netCents: line.netCents - share, discountCents: line.discountCents + share }
  })
}
