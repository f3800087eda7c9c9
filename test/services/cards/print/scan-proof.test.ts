import { chromium } from '@playwright/test'
import type { Browser, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CardLayout, CardText } from '../../../../electron/services/cards/print/card-document.ts'
import { pagesIn } from '../../../../electron/services/cards/print/pdf-file.ts'
import { findChromium } from '../../../host/find-chromium.ts'
import { documentOf, hardNames, manyCards } from './card-sample.ts'
import { judge, missingTools } from './print-tools.ts'

if (missingTools.length > 0) console.warn(`The proof that cards scan is skipped: ${missingTools.join(', ')} not found.`)

const codesOf = (cards: readonly CardText[]) => cards.flatMap(({ number }) => [`EAN-13:${number}`, `QR-Code:SK1:${number}`]).toSorted()

describe.skipIf(missingTools.length > 0)('every printed card scans', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium()!, args: ['--no-sandbox'] })
    page = await browser.newPage()
  }, 60_000)
  afterAll(() => browser?.close())

  async function printed(cards: readonly CardText[], layout: Partial<CardLayout>) {
    const document = await documentOf(cards, layout)
    await page.setContent(document.html)
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    const pages = judge(pdf)
    expect(pages).toHaveLength(document.pages)
    expect(pagesIn(pdf)).toBe(document.pages)
    for (const { widthMm, heightMm } of pages) {
      expect(Math.abs(widthMm - document.size.widthMm)).toBeLessThanOrEqual(0.2)
      expect(Math.abs(heightMm - document.size.heightMm)).toBeLessThanOrEqual(0.2)
    }
    return pages.map(({ codes }) => codes)
  }

  it('on plastic cards: a front without codes, then its back with both', async () => {
    const cards = manyCards(hardNames.length)
    expect(await printed(cards, { sheet: 'cr80' })).toEqual(cards.flatMap((card) => [[], codesOf([card])]))
  }, 120_000)

  it.each([
    { startPosition: 1, count: 10, backs: [[0, 10]] },
    { startPosition: 4, count: 7, backs: [[0, 7]] },
    {
      startPosition: 10,
      count: 12,
      backs: [
        [0, 1],
        [1, 11],
        [11, 12],
      ],
    },
  ] as const)(
    'on a sheet of ten from position $startPosition',
    async ({ startPosition, count, backs }) => {
      const cards = manyCards(count)
      const expected = backs.flatMap(([from, to]) => [[], codesOf(cards.slice(from, to))])
      expect(await printed(cards, { sheet: '32010', startPosition, frames: true })).toEqual(expected)
    },
    120_000,
  )

  it('with the print shifted as far as it can be', async () => {
    const cards = manyCards(10)
    for (const offset of [5, -5]) {
      const pages = await printed(cards, { sheet: '32011', sides: 'back', offsetXMm: offset, offsetYMm: offset })
      expect(pages).toEqual([codesOf(cards)])
    }
  }, 120_000)

  it('and no text is cut off or runs into another one, whatever the name', async () => {
    const longest = {
      shopName: 'Zweiräder und Lastenfahrräder Lindner & Töchter WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW',
      cardSubtitle: 'MWMWMWMW '.repeat(9).slice(0, 80),
      cardText: 'W'.repeat(200),
    }
    const names = [...hardNames, 'W '.repeat(100), 'MMMMMMMMMM '.repeat(20), '&'.repeat(200)]
    const { html } = await documentOf(manyCards(names.length, names), { sheet: 'cr80' }, longest)
    await page.setContent(html)
    const trouble = await page.evaluate<string[]>(`(async () => {
      await document.fonts.ready
      const found = []
      for (const page of document.querySelectorAll('.page')) {
        const edge = page.getBoundingClientRect()
        const parts = [...page.querySelectorAll('p, path')].map((part) => ({ part, box: part.getBoundingClientRect() }))
        for (const { part, box } of parts) {
          const name = (part.className.baseVal ?? part.className) + ' ' + part.textContent
          const inside = box.left >= edge.left && box.right <= edge.right && box.top >= edge.top && box.bottom <= edge.bottom
          if (!inside || part.scrollWidth > Math.ceil(box.width)) found.push('outside: ' + name)
          for (const other of parts) {
            const apart = box.bottom <= other.box.top + 0.5 || other.box.bottom <= box.top + 0.5 || box.right <= other.box.left || other.box.right <= box.left
            if (other.part !== part && !apart) found.push('on top: ' + name)
          }
        }
      }
      return found
    })()`)
    expect(trouble).toEqual([])
  }, 60_000)

  it('and nothing comes nearer than 3 mm to the edge', async () => {
    const { html } = await documentOf(manyCards(1), { sheet: '32010' })
    await page.setContent(html)
    const nearest = await page.evaluate<number>(`(() => {
      const edge = document.querySelector('.back').getBoundingClientRect()
      const boxes = [...document.querySelectorAll('.codes path, .back p')].map((part) => part.getBoundingClientRect())
      return Math.min(...boxes.flatMap((box) => [box.left - edge.left, box.top - edge.top, edge.right - box.right, edge.bottom - box.bottom]))
    })()`)
    expect((nearest / 96) * 25.4).toBeGreaterThanOrEqual(3)
  }, 60_000)
})
