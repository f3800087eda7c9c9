import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineListCents, milliOf } from '#contract'
import { spread } from '../../../electron/services/purchases/spread.rules.ts'

describe('spreading an amount over lines', () => {
  it('gives the cent that is left to the largest remainder', () => {
    expect(spread(198, [1249, 735])).toEqual([125, 73])
    expect(spread(200, [1249, 735])).toEqual([126, 74])
    expect(spread(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(spread(0, [5, 5])).toEqual([0, 0])
    expect(spread(0, [])).toEqual([])
  })
  it('comes to the amount exactly and takes from no line more than it has', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 9_999_999_999 }), { minLength: 1, maxLength: 12 }).filter((all) => all.some((n) => n > 0))
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (all, part) => {
        const amount = Math.floor(all.reduce((sum, weight) => sum + weight, 0) * part)
        const shares = spread(amount, all)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(amount)
        expect(shares.every((share, place) => share >= 0 && share <= all[place]!)).toBe(true)
      }),
    )
  })
})

describe('the price of a line', () => {
  it('is rounded once, half away from zero', () => {
    expect(lineListCents(milliOf(0.35), 1290)).toBe(452)
    expect(lineListCents(milliOf(0.5), 99)).toBe(50)
    expect(lineListCents(-milliOf(0.5), 99)).toBe(-50)
    expect(lineListCents(milliOf(3), 1249)).toBe(3747)
    expect(lineListCents(milliOf(0.001), 499)).toBe(0)
  })
  it('keeps three places of a quantity, whatever binary fractions make of them', () => {
    expect([0.1 + 0.2, 1.005, 0.35, 2.675].map(milliOf)).toEqual([300, 1005, 350, 2675])
  })
})
