import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cardSheets as sheets, CardSheet, cardsPerPage } from '#contract'
import { groupedNumber, linesOfCard } from '../../../../electron/services/cards/print/card-look.ts'
import { DOT_MM, EAN, loadCodeMaker, QR } from '../../../../electron/services/cards/print/codes.ts'
import { contrast, inkOn } from '../../../../electron/services/cards/print/colors.ts'
import { escapeHtml } from '../../../../electron/services/cards/print/escape-html.ts'
import { fitted, fittingSize, linesOf } from '../../../../electron/services/cards/print/fit-text.ts'
import { pagesFor, safeInset, spotOf } from '../../../../electron/services/cards/print/sheets.ts'
import { documentOf, manyCards } from './card-sample.ts'

describe('a sheet', () => {
  it('lies as the maker cuts it', () => {
    const places = Array.from({ length: 10 }, (_, position) => spotOf(sheets['32010'], position, 'front'))
    expect(places.map(({ x, y }) => `${x}/${y}`)).toEqual([
      '15/13.5',
      '110/13.5',
      '15/67.5',
      '110/67.5',
      '15/121.5',
      '110/121.5',
      '15/175.5',
      '110/175.5',
      '15/229.5',
      '110/229.5',
    ])
  })
  it('turned along its long edge, shows each back behind its front', () => {
    for (const sheet of Object.values(sheets))
      for (let position = 0; position < cardsPerPage(sheet); position++) {
        const front = spotOf(sheet, position, 'front')
        const back = spotOf(sheet, position, 'back')
        // Seen through the paper, the back's right edge is as far from the right as the front's left edge from the left.
        expect(sheet.page.width - back.x - sheet.card.width).toBeCloseTo(front.x, 6)
        expect(back.y).toBe(front.y)
      }
  })
  it('lies on its paper with all its cards, none on another', () => {
    for (const name of CardSheet.options) {
      const sheet = sheets[name]
      const spots = Array.from({ length: cardsPerPage(sheet) }, (_, position) => spotOf(sheet, position, 'front'))
      const last = spots.at(-1)!
      expect(last.x + sheet.card.width, name).toBeLessThanOrEqual(sheet.page.width + 0.001)
      expect(last.y + sheet.card.height, name).toBeLessThanOrEqual(sheet.page.height + 0.001)
      if (sheet.columns > 1) expect(sheet.pitch.x, name).toBeGreaterThanOrEqual(sheet.card.width)
      if (sheet.rows > 1) expect(sheet.pitch.y, name).toBeGreaterThanOrEqual(sheet.card.height)
    }
    const counts = ['cr80', 'C32011', 'C9312', '3474', '3490', 'L7160', '4781'] as const
    expect(counts.map((name) => cardsPerPage(sheets[name]))).toEqual([1, 10, 8, 24, 24, 21, 12])
  })
  it('keeps 3 mm from the edge of a card and 5 mm from that of the sheet', () => {
    expect([safeInset(sheets['32010']), safeInset(sheets['3474']), safeInset(sheets['3475']), safeInset(sheets['L7160'])]).toEqual([
      { x: 3, y: 3 },
      { x: 5, y: 4.5 },
      { x: 5, y: 3 },
      { x: 3, y: 3 },
    ])
  })
  it('takes every card once, in order, and none before the first free place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 10 }), (count, start) => {
        const items = Array.from({ length: count }, (_, index) => index)
        const pages = pagesFor(sheets['32010'], items, start)
        expect(pages.flat().map(({ item }) => item)).toEqual(items)
        expect(pages.map((page) => page.map(({ position }) => position))).toEqual(
          pages.map((page, index) => page.map((_, at) => (index === 0 ? start - 1 : 0) + at)),
        )
        expect(pages).toHaveLength(Math.ceil((start - 1 + count) / 10))
      }),
    )
  })
})

describe('text on a card', () => {
  it('always fits its box, and only shrinks when it has to', () => {
    const box = { widthMm: 72, heightMm: 17, largestMm: 4.8, line: 1.2 }
    expect(fittingSize('Miriam Tölle', box)).toBe(4.8)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (name) => {
        const size = fittingSize(name, box)
        expect(linesOf(name, box.widthMm / size) * size * box.line).toBeLessThanOrEqual(box.heightMm + 0.001)
      }),
    )
  })
  it('takes two lines at most and then ends in an ellipsis, however long it is', () => {
    const box = { widthMm: 71, heightMm: 11.6, largestMm: 4.8, smallestMm: 2.1, line: 1.2, lines: 2 }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4000 }), (name) => {
        const { text, sizeMm } = fitted(name, box)
        expect(linesOf(text, box.widthMm / sizeMm)).toBeLessThanOrEqual(2)
        expect(sizeMm).toBeGreaterThanOrEqual(2.1)
        if (text !== name) expect(name.startsWith(text.slice(0, -1).trimEnd()) && text.endsWith('…')).toBe(true)
      }),
      { numRuns: 60 },
    )
    expect(fitted('Miriam Tölle', box)).toEqual({ text: 'Miriam Tölle', sizeMm: 4.8 })
    const long = fitted('Müller '.repeat(600), box)
    expect(long.sizeMm).toBe(2.1)
    expect(long.text).toMatch(/^(Müller )+Müll?e?r?…$/)
  })
  it('is left out where there is nothing to say', () => {
    const lines = [
      { kind: 'since', label: 'Kunde seit' },
      { kind: 'number', label: '' },
    ] as const
    const card = { number: '2000000418254', name: 'Miriam Tölle', since: '2019', tier: '' }
    expect(linesOfCard(card, { lines })).toEqual(['Kunde seit 2019', '2 000000 418254'])
    expect(linesOfCard({ ...card, since: '' }, { lines })).toEqual(['2 000000 418254'])
  })
  it('reads well on every colour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
        const color = `#${value.toString(16).padStart(6, '0')}`
        expect(contrast(color, inkOn(color))).toBeGreaterThanOrEqual(4.5)
      }),
    )
    expect([inkOn('#1f4d4a'), inkOn('#ffe08a')]).toEqual(['#ffffff', '#000000'])
  })
  it('cannot become markup', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!#\d+;)/)
      }),
    )
  })
  it('groups the number as an EAN', () => expect(groupedNumber('2000000418254')).toBe('2 000000 418254'))
})

describe('the document', () => {
  it('carries everything inside and asks for nothing', async () => {
    const { html } = await documentOf(manyCards(10), { sheet: '32010' })
    expect(html).not.toMatch(/<script|<link|<img|https?:(?!\/\/www\.w3\.org\/2000\/svg)/)
    expect(html).toContain("default-src 'none'")
    expect(html).toContain('@page{size:210mm 297mm;margin:0}')
    expect(html.match(/url\((?!data:font\/woff2;base64,)/)).toBeNull()
  })
  it('embeds the second font file only for a name that needs it', async () => {
    const plain = await documentOf([{ ...manyCards(1)[0]!, name: 'Jürgen Groß' }])
    const extended = await documentOf([{ ...manyCards(1)[0]!, name: 'Dilara Şahin' }])
    expect([plain, extended].map(({ html }) => html.match(/@font-face/g)?.length)).toEqual([1, 2])
    expect(plain.html.length).toBeLessThan(90_000)
  })
  it('puts a page per side, front first, and leaves a side out on demand', async () => {
    const cards = manyCards(3)
    const count = async (sides: 'both' | 'front' | 'back') => (await documentOf(cards, { sides })).pages
    expect([await count('both'), await count('front'), await count('back')]).toEqual([6, 3, 3])
  })
})

describe('a code', () => {
  it('has the size and the quiet zones that scanners ask for', () => {
    const module = EAN.moduleDots * DOT_MM
    expect(module).toBeGreaterThanOrEqual(0.264)
    expect(module).toBeLessThanOrEqual(0.66)
    expect(EAN.heightDots * DOT_MM).toBeGreaterThanOrEqual(15)
    expect([EAN.quietLeft, EAN.modules, EAN.quietRight]).toEqual([11, 95, 7])
    expect(QR.moduleDots * DOT_MM).toBeGreaterThanOrEqual(0.4)
    expect(QR.quiet).toBe(4)
  })
  it('leaves its quiet zones white: no text, no other code, no edge of the card', async () => {
    const { html } = await documentOf(manyCards(1), { sides: 'back' })
    const xOf = (kind: string) => {
      const path = new RegExp(`class="${kind}"[^>]* d="([^"]+)"`).exec(html)?.[1] ?? ''
      return [...path.matchAll(/[ML]([\d.]+) /g)].map(([, x]) => Number(x))
    }
    const [ean, qr] = [xOf('ean'), xOf('qr')]
    expect(Math.min(...ean)).toBeGreaterThanOrEqual(EAN.quietLeft * EAN.moduleDots + 3 / DOT_MM)
    expect(Math.max(...ean) - Math.min(...ean)).toBeCloseTo(EAN.modules * EAN.moduleDots, 0)
    expect(Math.min(...qr) - Math.max(...ean)).toBeGreaterThan(EAN.quietRight * EAN.moduleDots + QR.quiet * QR.moduleDots)
    expect(85.6 / DOT_MM - Math.max(...qr)).toBeGreaterThan(QR.quiet * QR.moduleDots + 3 / DOT_MM)
  })
  it('lies on whole dots of the page, also when the print is shifted', async () => {
    const { html } = await documentOf(manyCards(10), { sheet: '32010', sides: 'back', offsetXMm: 0.3, offsetYMm: -0.7 })
    const corners = [...html.matchAll(/<g transform="translate\(([-\d.]+) ([-\d.]+)\)">/g)].flatMap(([, x, y]) => [Number(x), Number(y)])
    expect(corners).toHaveLength(20)
    expect(corners.every(Number.isInteger)).toBe(true)
  })
  it('refuses a number with a wrong check digit', async () => {
    const codes = await loadCodeMaker()
    expect(() => codes.ean13('2000000000153', 0, 0)).toThrow()
  })
})
