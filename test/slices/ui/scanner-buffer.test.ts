import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scannerBuffer, usualScan } from '../../../renderer/shell/scanner-buffer.ts'

const card = '2000000004182'
/** Feeds characters that arrive `gapMs` apart and ends the burst. */
function read(text: string, gapMs: number, rules = usualScan): string | null {
  const buffer = scannerBuffer(() => rules)
  ;[...text].forEach((character, i) => buffer.add(character, 1000 + i * gapMs))
  return buffer.end()
}

describe('a scanner types faster than any hand', () => {
  test('thirteen figures in a burst are a code', () => expect(read(card, 8)).toBe(card))
  test('so are the QR code of a card, and the same from a scanner set to American keys', () => {
    expect(read(`SK1:${card}`, 8)).toBe(`SK1:${card}`)
    expect(read(`SK1Ö${card}`, 8)).toBe(`SK1:${card}`)
    expect(read(`sk1:${card}`, 8)).toBe(`SK1:${card}`)
  })
  test('the mean gap may be 30 ms and no more, or what the owner has set', () => {
    expect(read(card, 30)).toBe(card)
    expect(read(card, 31)).toBeNull()
    expect(read(card, 45, { ...usualScan, maxGapMs: 50 })).toBe(card)
  })
  test('five characters are too few', () => {
    expect(read('12345', 5)).toBeNull()
    expect(read('123456', 5)).toBe('123456')
  })
  test('words are no code, however fast they come', () => expect(read('Sabine Kern', 5)).toBeNull())
  test('what a hand typed right before the burst does not count', () => {
    const buffer = scannerBuffer(() => usualScan)
    buffer.add('7', 0)
    buffer.add('8', 90)
    ;[...card].forEach((character, i) => buffer.add(character, 180 + i * 5))
    expect(buffer.end()).toBe(card)
  })
  test('a pause begins a new burst', () => {
    const buffer = scannerBuffer(() => usualScan)
    expect(buffer.add('1', 0)).toBe(true)
    expect(buffer.add('2', 20)).toBe(false)
    expect(buffer.add('3', 500)).toBe(true)
  })
  test('the same code within a second counts once', () => {
    const buffer = scannerBuffer(() => usualScan)
    expect(buffer.isRepeat(card, 0)).toBe(false)
    expect(buffer.isRepeat(card, 900)).toBe(true)
    expect(buffer.isRepeat('2000000000001', 950)).toBe(false)
    expect(buffer.isRepeat(card, 1900)).toBe(false)
  })
  test('any figures with any gaps up to the limit are read as they are, and none with slower ones', () => {
    const figures = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 20 }).map((list) => list.join(''))
    fc.assert(
      fc.property(figures, fc.integer({ min: 0, max: 80 }), (text, gap) => {
        expect(read(text, gap)).toBe(gap <= 30 ? text : null)
      }),
    )
  })
})
