import { cardSheets } from '#contract'
import type { CardSheet, Settings, Sheet } from '#contract'
import { backOf, faceStyle, frontOf, lookStyle } from './card-faces.ts'
import type { CardLook, CardText } from './card-look.ts'
import type { CodeMaker } from './codes.ts'
import { DOT_MM, EAN } from './codes.ts'
import { labelLookStyle, labelOf, labelStyle } from './label-face.ts'
import { pageOf, printDocument } from './print-page.ts'
import type { Placed, PrintDocument } from './print-page.ts'
import { pagesFor } from './sheets.ts'

export interface CardLayout {
  sheet: CardSheet | Sheet
  startPosition: number
  sides: 'both' | 'front' | 'back'
  offsetXMm: number
  offsetYMm: number
  /** Draws where to cut. */
  frames: boolean
}
/** A card and how it looks; cards of one design share the very look. */
export interface DrawnCard extends CardText {
  look: CardLook
}
export interface CardDocumentInput {
  cards: readonly DrawnCard[]
  shopName: string
  language: Settings['language']
  layout: CardLayout
  codes: CodeMaker
  fonts: (text: string) => string
  /** Called after each card; may wait, so that a long run holds nothing up. */
  drawn?: (cards: number) => void | Promise<void>
}

/**
 * The document that is shown and printed: on CR80 a page per side, on a sheet the fronts of a page and behind them their
 * backs, mirrored for duplex along the long edge; labels have one face. Every page has exactly the size of the paper.
 */
export async function cardDocument(input: CardDocumentInput): Promise<PrintDocument> {
  const { cards, shopName, layout, codes, fonts } = input
  const sheet = typeof layout.sheet === 'string' ? cardSheets[layout.sheet] : layout.sheet
  const styles = new Map<CardLook, string>()
  for (const { look } of cards) if (!styles.has(look)) styles.set(look, `look${styles.size}`)
  const pages: string[] = []
  let drawn = 0
  for (const places of pagesFor(sheet, cards, layout.startPosition)) {
    const fronts: Placed[] = []
    const backs: Placed[] = []
    for (const { item, position } of places) {
      const { look } = item
      const style = styles.get(look)!
      if (sheet.isLabel) fronts.push({ position, ...labelOf(item, sheet, look, style, codes) })
      else {
        if (layout.sides !== 'back') fronts.push({ position, ...frontOf(item, look, style) })
        if (layout.sides !== 'front') backs.push({ position, ...backOf(item, sheet, look, codes) })
      }
      await input.drawn?.(++drawn)
    }
    if (fronts.length > 0) pages.push(pageOf(sheet, layout, 'front', fronts))
    if (backs.length > 0) pages.push(pageOf(sheet, layout, 'back', backs))
  }
  const rules = sheet.isLabel ? [labelStyle(sheet)] : [faceStyle()]
  for (const [look, style] of styles) rules.push(sheet.isLabel ? labelLookStyle(look, style, sheet) : lookStyle(look, style, sheet))
  const title = [cards[0]?.look.title ?? '', shopName].filter((part) => part !== '').join(' · ')
  return printDocument({ sheet, title, language: input.language, style: `${fonts(wordsOf(cards))}${commonStyle}${rules.join('')}`, pages })
}

/** All that has to be written with the font. */
function wordsOf(cards: readonly DrawnCard[]): string {
  const looks = [...new Set(cards.map(({ look }) => look))]
  const ofLooks = looks.flatMap((look) => [
    look.shopName,
    look.subtitle,
    look.title,
    look.club,
    look.backText,
    ...look.lines.map(({ label }) => label),
  ])
  return [...ofLooks, ...cards.flatMap(({ name, since, tier }) => [name, since, tier])].join('')
}

const commonStyle =
  `.card{position:absolute;inset:0;overflow-wrap:anywhere}.card p{margin:0;text-wrap:balance}` +
  `.digits{position:absolute;width:${EAN.modules * EAN.moduleDots * DOT_MM}mm;text-align:center;letter-spacing:.08em;font-feature-settings:"tnum"}`
