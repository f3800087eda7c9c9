import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import type { Browser } from '@playwright/test'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IsoDate } from '#contract'
import { printFonts } from '../../../electron/services/cards/print/print-fonts.ts'
import { FORM_B, letterDocument, letterPages } from '../../../electron/services/texts/letter/letter-document.ts'
import type { Letter, Sender } from '../../../electron/services/texts/letter/letter-document.ts'
import { paginate } from '../../../electron/services/texts/letter/paginate.ts'
import { findChromium } from '../../host/find-chromium.ts'
import { missingTools } from '../cards/print/print-tools.ts'

const shop: Sender = {
  shopName: 'Zweirad Lindner',
  shopStreet: 'Hansaring 12',
  shopPostcode: '48155',
  shopCity: 'Münster',
  shopPhone: '0251 123456',
  shopEmail: 'laden@lindner.example',
}
const address = ['Frau', 'Dr. Sabine Kern', 'Wolbecker Straße 104', '48155 Münster']
const letter = (given: Partial<Letter> = {}): Letter => ({
  address,
  subject: 'Ihr Rad ist fertig',
  body: 'Sehr geehrte Frau Dr. Kern,',
  optOut: '',
  ...given,
})
const pagesOf = (given: Partial<Letter> = {}, sender = shop) => letterPages(letter(given), sender, '2026-03-12' as IsoDate)

describe('pages', () => {
  const paragraph = fc
    .array(fc.string({ minLength: 1, maxLength: 90, unit: fc.constantFrom('a', 'W', 'ü', 'i', '.') }), { maxLength: 60 })
    .map((words) => words.join(' '))
  test('hold every word of a text, in its order, and no page more lines than it has room', () => {
    fc.assert(
      fc.property(fc.array(paragraph, { maxLength: 25 }), fc.integer({ min: 3, max: 30 }), (paragraphs, room) => {
        const text = paragraphs.join('\n')
        const pages = paginate(text, room, room + 8, 42)
        const together = pages.flat().map((piece) => piece.text)
        expect(together.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        for (const [index, pieces] of pages.entries())
          expect(pieces.reduce((sum, { lines }) => sum + lines, 0)).toBeLessThanOrEqual(index === 0 ? room : room + 8)
      }),
    )
  })
  test('are one for a short letter, and numbered where there are more', () => {
    expect(pagesOf()).toHaveLength(1)
    expect(pagesOf()[0]).not.toContain('Seite 1')
    const many = pagesOf({ body: Array.from({ length: 90 }, (_, at) => `Zeile ${at}`).join('\n') })
    expect(many.map((page) => /Seite \d von \d/.exec(page)?.[0])).toEqual(['Seite 1 von 3', 'Seite 2 von 3', 'Seite 3 von 3'])
  })
  test('carry the address on the first one alone and the way out of advertising on the last', () => {
    const many = pagesOf({ body: 'Zeile\n'.repeat(60), optOut: 'Keine Werbung mehr?' })
    expect(many.map((page) => page.includes('Dr. Sabine Kern'))).toEqual([true, false])
    expect(many.map((page) => page.includes('Keine Werbung mehr?'))).toEqual([false, true])
  })
  test('never run what somebody typed as HTML', () => {
    const evil = '<script>x</script>'
    const html = letterDocument(pagesOf({ subject: evil, body: evil, address: [evil] }, { ...shop, shopName: evil }), evil, '')
    expect(html).not.toContain('<script')
  })
})

if (missingTools.length > 0) console.warn(`The proof of the printed letter is skipped: ${missingTools.join(', ')} not found.`)
interface Word {
  text: string
  left: number
  top: number
  right: number
  bottom: number
}
const MM = 25.4 / 72
/** Every word of each page with its place in millimetres, as it stands in the PDF. */
function wordsOf(pdf: Uint8Array): Word[][] {
  const folder = mkdtempSync(join(tmpdir(), 'letter-'))
  try {
    const file = join(folder, 'letter.pdf')
    writeFileSync(file, pdf)
    const html = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' })
    return html
      .split('<page ')
      .slice(1)
      .map((page) =>
        [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g)].map(
          ([, left, top, right, bottom, text]) => ({
            text: text!,
            left: Number(left) * MM,
            top: Number(top) * MM,
            right: Number(right) * MM,
            bottom: Number(bottom) * MM,
          }),
        ),
      )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe.skipIf(missingTools.length > 0)('the printed letter (DIN 5008, form B)', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium()!, args: ['--no-sandbox'] })
  }, 60_000)
  afterAll(() => browser?.close())
  async function printed(given: Partial<Letter> = {}): Promise<Word[][]> {
    const pages = pagesOf(given)
    const page = await browser.newPage()
    await page.setContent(letterDocument(pages, 'Brief', printFonts()?.(pages.join('')) ?? ''))
    await page.evaluate(() => document.fonts.ready)
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    await page.close()
    const words = wordsOf(pdf)
    expect(words).toHaveLength(pages.length)
    return words
  }
  /** The window of an envelope DIN lang, where the address field lies. */
  const { x, y, width, height } = FORM_B.addressField
  const inWindow = (word: Word) => word.left >= x && word.right <= x + width && word.top >= y - 0.5 && word.bottom <= y + height

  test('shows the address in the window of the envelope, at its very place', async () => {
    const [words] = await printed()
    const frau = words!.find(({ text }) => text === 'Frau')!
    expect(frau.left).toBeCloseTo(25, 0)
    expect(frau.top).toBeGreaterThan(61)
    expect(frau.bottom).toBeLessThan(45 + 17.7 + 6)
    expect(words!.filter(inWindow).map(({ text }) => text)).toEqual([
      ...'Zweirad Lindner · Hansaring 12 · 48155 Münster'.split(' '),
      ...address.join(' ').split(' '),
    ])
    const subject = words!.find(({ text, top }) => text === 'Ihr' && top > 95)!
    expect(Math.abs(subject.top - 98.5)).toBeLessThan(1.5)
  }, 60_000)
  test('keeps eight lines of an address in the window and above the window nothing but the shop', async () => {
    const long = [
      'WESTFÄLISCHE WOHNMOBIL-WELTWUNDERWERKSTATT',
      'Westfalen mbH & Co. KG',
      'Abteilung Einkauf',
      'Frau Dr. Sabine Kern',
      'c/o Hof Lütke',
      'Wolbecker Straße 104',
      '48155 Münster',
      'DEUTSCHLAND',
    ]
    const [words] = await printed({ address: long })
    const shown = words!
      .filter(inWindow)
      .map(({ text }) => text)
      .join(' ')
    for (const line of long) expect(shown).toContain(line.replaceAll('&', '&amp;'))
  }, 60_000)
  test('keeps every page inside its margins, however long the text and its words are', async () => {
    const body = `${'Donaudampfschifffahrtsgesellschaftskapitänsmütze '.repeat(120)}\n\n${'W'.repeat(400)}\n${'kurz '.repeat(900)}`
    for (const words of await printed({ body, optOut: 'Sie möchten keine Werbung mehr von uns? Eine kurze Nachricht genügt.' }))
      for (const word of words) {
        expect(word.left).toBeGreaterThanOrEqual(19.9)
        expect(word.right).toBeLessThanOrEqual(200.1)
        expect(word.bottom).toBeLessThanOrEqual(285)
      }
  }, 60_000)
})
