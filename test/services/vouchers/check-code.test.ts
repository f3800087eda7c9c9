import { describe, expect, it } from 'vitest'
import { codeOf, isCheckCode, readCode, shownCode, withCheck } from '#contract'

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
/** The same codes in every run. */
const codes = Array.from({ length: 200 }, (_, n) =>
  codeOf(Array.from({ length: 9 }, (_, place) => (n * 7919 + place * place * 104_729 + n * place * 31) % 30)),
)

describe('the check character of a code', () => {
  it('is 8 for KERN23456 (domain.md §18)', () => {
    expect(withCheck('KERN23456')).toBe('KERN234568')
  })
  it('finds every single wrong character', () => {
    for (const code of codes)
      for (let place = 0; place < 10; place++)
        for (const other of ALPHABET) if (other !== code[place]) expect(isCheckCode(code.slice(0, place) + other + code.slice(place + 1))).toBe(false)
  })
  it('finds nearly all neighbours that were swapped', () => {
    let [swapped, missed] = [0, 0]
    for (const code of codes)
      for (let place = 0; place < 9; place++) {
        if (code[place] === code[place + 1]) continue
        swapped++
        if (isCheckCode(code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2))) missed++
      }
    expect(swapped).toBeGreaterThan(1500)
    expect(missed / swapped).toBeLessThan(0.01)
  })
  it('refuses what is no code at all', () => {
    for (const text of ['', 'KERN23456', 'KERN2345688', 'KERN23456O', 'ÄERN234568']) expect(isCheckCode(text)).toBe(false)
  })
  it('does not mind how a code was typed', () => {
    expect(readCode(' kern 234-568 ')).toBe('KERN234568')
    expect(shownCode('KERN234568')).toBe('KERN 234 568')
  })
})
