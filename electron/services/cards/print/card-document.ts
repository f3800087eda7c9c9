import { cardSheets } from '#contract'
import type { CardSheet, Settings } from '#contract'
import { backOf, faceStyle, frontOf } from './card-faces.ts'
import type { CardLook, CardText } from './card-look.ts'
import { linesOfCard } from './card-look.ts'
import type { CodeMaker } from './codes.ts'
import { DOT_MM, EAN } from './codes.ts'
import { labelOf, labelStyle } from './label-face.ts'
import { pageOf, printDocument } from './print-page.ts'
import type { Placed, PrintDocument } from './print-page.ts'
import { pagesFor } from './sheets.ts'

export interface CardLayout {
  sheet: CardSheet
  startPosition: number
  sides: 'both' | 'front' | 'back'
  offsetXMm: number
  offsetYMm: number
  /** Draws where to cut. */
  frames: boolean
}
export interface CardDocumentInput {
  cards: readonly CardText[]
  look: CardLook
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
  const { cards, look, layout, codes, fonts } = input
  const sheet = cardSheets[layout.sheet]
  const pages: string[] = []
  let drawn = 0
  for (const places of pagesFor(sheet, cards, layout.startPosition)) {
    const fronts: Placed[] = []
    const backs: Placed[] = []
    for (const { item, position } of places) {
      if (sheet.isLabel) fronts.push({ position, ...labelOf(item, sheet, look, codes) })
      else {
        if (layout.sides !== 'back') fronts.push({ position, ...frontOf(item, look) })
        if (layout.sides !== 'front') backs.push({ position, ...backOf(item, sheet, look, codes) })
      }
      await input.drawn?.(++drawn)
    }
    if (fronts.length > 0) pages.push(pageOf(sheet, layout, 'front', fronts))
    if (backs.length > 0) pages.push(pageOf(sheet, layout, 'back', backs))
  }
  const title = [look.title, look.shopName].filter((part) => part !== '').join(' · ')
  const style = `${fonts(wordsOf(cards, look))}${commonStyle}${sheet.isLabel ? labelStyle(sheet, look) : faceStyle(look, sheet)}`
  return printDocument({ sheet, title, language: input.language, style, pages })
}

/** All that has to be written with the font. */
const wordsOf = (cards: readonly CardText[], look: CardLook) =>
  [look.shopName, look.subtitle, look.title, look.club, look.backText, ...cards.flatMap((card) => [card.name, ...linesOfCard(card, look)])].join('')

const commonStyle =
  `.card{position:absolute;inset:0;overflow-wrap:anywhere}.card p{margin:0;text-wrap:balance}` +
  `.digits{position:absolute;width:${EAN.modules * EAN.moduleDots * DOT_MM}mm;text-align:center;letter-spacing:.08em;font-feature-settings:"tnum"}`
