/**
 * Spreads an amount over parts by their weights so that the shares add up to it exactly (domain.md G1): whole shares first, what is left
 * goes to the largest remainders. No share is larger than its weight while the amount is not larger than all weights together.
 */
export function spread(amount: number, weights: readonly number[]): number[] {
  const whole = BigInt(weights.reduce((sum, weight) => sum + weight, 0))
  if (whole === 0n) return weights.map(() => 0)
  // Cents times cents may leave the range in which numbers are exact.
  const parts = weights.map((weight, place) => {
    const product = BigInt(amount) * BigInt(weight)
    return { place, share: Number(product / whole), remainder: product % whole }
  })
  const shares = parts.map(({ share }) => share)
  const left = amount - shares.reduce((sum, share) => sum + share, 0)
  const largest = parts.toSorted((a, b) => (a.remainder === b.remainder ? a.place - b.place : a.remainder > b.remainder ? -1 : 1))
  for (const { place } of largest.slice(0, left)) shares[place]! += 1
  return shares
}
