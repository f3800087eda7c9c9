import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardNumber, gs1, mod11Ten, readCode } from '../../../electron/services/cards/card-number.rules.ts'

const anyNumber = fc
  .tuple(fc.integer({ min: 20, max: 29 }), fc.integer({ min: 1, max: 999_999_999 }))
  .map(([prefix, serial]) => cardNumber(String(prefix), serial))
const isRead = (code: string) => 'number' in readCode(code)

describe('the number of a card', () => {
  it('has the published check digits', () => {
    expect(cardNumber('20', 1)).toBe('2000000000152')
    expect(cardNumber('20', 123456789)).toBe('2012345678958')
    expect(mod11Ten('0794')).toBe('5')
    expect(mod11Ten('00200667308')).toBe('5')
    expect(gs1('400638133393')).toBe('1')
  })
  it('is read as digits, in groups, and as the QR form on any keyboard', () => {
    for (const code of ['2000000000152', ' 2000 0000 0015 2 ', '200-000-000-015-2', 'SK1:2000000000152', 'sk1:2000000000152', 'SK1Ö2000000000152'])
      expect(readCode(code)).toEqual({ number: '2000000000152' })
  })
  it('says what is wrong with another code', () => {
    for (const code of ['', '200000000015', '20000000001520', 'SK2:2000000000152', 'Sabine Kern', '２０００００００００１５２'])
      expect(readCode(code)).toEqual({ problem: 'card-number-length' })
    expect(readCode('2000000000153')).toEqual({ problem: 'card-number-check' })
    expect(readCode('4006381333931')).toEqual({ problem: 'card-number-prefix' })
  })
  it('differs with every serial and is read back', () => {
    fc.assert(fc.property(anyNumber, (number) => void expect(readCode(number)).toEqual({ number })))
  })
  it('shows every single wrong digit', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(12), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const wrong = String((Number(number[at]) + by) % 10)
        expect(isRead(number.slice(0, at) + wrong + number.slice(at + 1))).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })
  it('shows every swap of unequal neighbours', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(11), (number, at) => {
        fc.pre(number[at] !== number[at + 1])
        expect(isRead(number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2))).toBe(false)
      }),
      { numRuns: 20_000 },
    )
  })
})
