import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { borders, countBelow, levelOf, percentileOf } from '../../../electron/services/processes/level.rules.ts'

const sorted = (amounts: readonly number[]) => [...amounts].sort((a, b) => a - b)
const judge = (shop: readonly number[], largestCents: number, isFirst: boolean, boughtBefore: boolean) =>
  levelOf({ largestCents, percentile: percentileOf(countBelow(sorted(shop), largestCents), shop.length), isFirst, boughtBefore })

describe('the level of a purchase', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => (index + 1) * 100)
  it.each([
    [5000, 0],
    [5100, 1],
    [8000, 1],
    [8100, 2],
    [9500, 2],
    [9600, 3],
  ])('by the share of cheaper lines: %i cents', (cents, level) => expect(judge(hundred, cents, false, false)).toBe(level))
  it.each([
    [4999, 0],
    [5000, 1],
    [20_000, 2],
    [100_000, 3],
  ])('by fixed amounts while there are fewer than fifty lines: %i cents', (cents, level) =>
    expect(judge(hundred.slice(0, 49), cents, false, false)).toBe(level),
  )
  it('is one more for the first purchase and one less for what was bought before, never outside 0 to 3', () => {
    expect(judge(hundred, 5100, true, false)).toBe(2)
    expect(judge(hundred, 5100, false, true)).toBe(0)
    expect(judge(hundred, 100, false, true)).toBe(0)
    expect(judge(hundred, 9900, true, false)).toBe(3)
  })
  it('never falls as the price rises', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(200_000), { maxLength: 200 }),
        fc.nat(300_000),
        fc.nat(300_000),
        fc.boolean(),
        fc.boolean(),
        (shop, a, b, first, before) => {
          const [low, high] = a < b ? [a, b] : [b, a]
          expect(judge(shop, high, first, before)).toBeGreaterThanOrEqual(judge(shop, low, first, before))
        },
      ),
    )
  })
  it('begins where the borders say', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 150 }), (shop) => {
        for (const [index, border] of borders(sorted(shop)).entries()) {
          expect(judge(shop, border, false, false)).toBeGreaterThanOrEqual(index + 1)
          expect(judge(shop, border - 1, false, false)).toBeLessThan(index + 1)
        }
      }),
    )
  })
})
