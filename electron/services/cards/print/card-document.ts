import type { CardSheet, Settings } from '#contract'
import { inkOn } from './colors.ts'
import type { CodeMaker } from './codes.ts'
import { DOT_MM, dotsOf, EAN, QR } from './codes.ts'
import { escapeHtml } from './escape-html.ts'
import { fittingSize } from './fit-text.ts'
import { pageOf, printDocument } from './print-page.ts'
import type { Placed, PrintDocument } from './print-page.ts'
import { cardsPerPage, pagesFor, sheets } from './sheets.ts'
import type { Sheet } from './sheets.ts'

/** What stands on a card. */
export interface CardText {
  number: string
  name: string
}
export type CardDesign = Pick<Settings, 'shopName' | 'cardSubtitle' | 'cardText' | 'cardColor' | 'language'>
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
  design: CardDesign
  layout: CardLayout
  /** What the card calls itself, in the reader's language. */
  labels: { card: string }
  codes: CodeMaker
  fonts: (text: string) => string
  /** Called after each card; may wait, so that a long run holds nothing up. */
  drawn?: (cards: number) => void | Promise<void>
}

/** `2 000000 418254`, as EAN digits stand below their bars. */
export const groupedNumber = (number: string): string => `${number.slice(0, 1)} ${number.slice(1, 7)} ${number.slice(7)}`

/**
 * The document that is shown and printed: on CR80 a page per side, on a sheet the fronts of a page and behind them their
 * backs, mirrored for duplex along the long edge. Every page has exactly the size of the paper.
 */
export async function cardDocument(input: CardDocumentInput): Promise<PrintDocument> {
  const { cards, design, layout, labels, codes, fonts } = input
  const sheet = sheets[layout.sheet]
  const pages: string[] = []
  let drawn = 0
  for (const places of pagesFor(sheet, cards, layout.startPosition)) {
    const fronts: Placed[] = []
    const backs: Placed[] = []
    for (const { item, position } of places) {
      if (layout.sides !== 'back') fronts.push({ position, html: front(item, design, labels) })
      if (layout.sides !== 'front') backs.push({ position, ...back(item, sheet, design, codes) })
      await input.drawn?.(++drawn)
    }
    if (fronts.length > 0) pages.push(pageOf(sheet, layout, 'front', fronts))
    if (backs.length > 0) pages.push(pageOf(sheet, layout, 'back', backs))
  }
  const title = [labels.card, design.shopName].filter((part) => part !== '').join(' · ')
  const words = cards.map((card) => card.name).join('') + design.shopName + design.cardSubtitle + design.cardText + labels.card
  const style = `${fonts(words)}${cardStyle(design.cardColor, sheet)}`
  return printDocument({ sheet, title, language: design.language, style, pages })
}

/** Text and bars stand on one line, 6.8 mm from the edge: before the bars lies their quiet zone, and 3 mm are left free. */
const INSET_DOTS = 80
const INSET = INSET_DOTS * DOT_MM
const TOP = 5.5
const FOOT = 5.5
const DIGITS = 4.2

function front(card: CardText, design: CardDesign, labels: { card: string }): string {
  return (
    `<div class="card front">` +
    `<div class="head">${text('shop', design.shopName, { heightMm: 13, largestMm: 5.2, line: 1.2 })}` +
    `${text('sub', design.cardSubtitle, { heightMm: 7, largestMm: 3.1, line: 1.3 })}</div>` +
    `<div class="foot">${text('label', labels.card, { heightMm: 4, largestMm: 2.9, line: 1.3 })}` +
    `${text('name', card.name, { heightMm: 17, largestMm: 4.8, line: 1.2 })}</div></div>`
  )
}

function back(card: CardText, { card: { width, height } }: Sheet, design: CardDesign, codes: CodeMaker): { html: string; codes: string } {
  const top = dotsOf(height - FOOT - DIGITS) - EAN.heightDots
  const right = dotsOf(width) - INSET_DOTS - QR.modules * QR.moduleDots
  return {
    html:
      `<div class="card back">${text('note', design.cardText, { heightMm: 18.5, largestMm: 3.1, line: 1.35 })}` +
      `<p class="digits">${groupedNumber(card.number)}</p></div>`,
    codes: codes.ean13(card.number, INSET_DOTS, top) + codes.qr(card.number, right, top),
  }
}

/** A paragraph at the largest size that fits; nothing where there is no text. The narrower of both cards decides. */
function text(kind: string, content: string, box: { heightMm: number; largestMm: number; line: number }): string {
  if (content === '') return ''
  const size = fittingSize(content, { ...box, widthMm: 85 - 2 * INSET })
  return `<p class="${kind}" dir="auto" style="font-size:${size}mm;line-height:${box.line}">${escapeHtml(content)}</p>`
}

function cardStyle(color: string, sheet: Sheet): string {
  const at = `left:${INSET}mm;right:${INSET}mm`
  // A single card bleeds over its page, so that neither rounding nor a shift of the print leaves a white edge.
  const bleed = cardsPerPage(sheet) === 1 ? `box-shadow:0 0 0 6mm ${color};` : ''
  return (
    `.card{position:absolute;inset:0;overflow-wrap:anywhere}.card p{margin:0;text-wrap:balance}` +
    `.front{background:${color};${bleed}color:${inkOn(color)}}.head{position:absolute;${at};top:${TOP}mm}` +
    `.foot{position:absolute;${at};bottom:${FOOT}mm}` +
    `.shop{font-weight:650;letter-spacing:-.01em}.name{font-weight:600}.label{margin-bottom:.4mm!important}` +
    `.back{background:#fff;color:#000}.note{position:absolute;${at};top:${TOP}mm}` +
    `.digits{position:absolute;left:${INSET}mm;bottom:${FOOT}mm;width:${EAN.modules * EAN.moduleDots * DOT_MM}mm;` +
    `font-size:3mm;line-height:${DIGITS}mm;text-align:center;letter-spacing:.08em;font-feature-settings:"tnum"}`
  )
}
