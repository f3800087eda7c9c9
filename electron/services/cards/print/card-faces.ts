import type { Sheet } from '#contract'
import { cardsPerPage } from '#contract'
import { groupedNumber, linesOfCard } from './card-look.ts'
import type { CardLogo, CardLook, CardText } from './card-look.ts'
import type { CodeMaker } from './codes.ts'
import { DOT_MM, dotsOf, EAN, QR, QR_PREFIX } from './codes.ts'
import { inkOn } from './colors.ts'
import { paragraph } from './printed-text.ts'

/** One face of a card; `codes` as SVG paths in dots from its corner. */
export interface Face {
  html: string
  codes: string
}

/** Text and bars stand on one line, 6.8 mm from the edge: before the bars lies their quiet zone, and 3 mm are left free. */
const INSET_DOTS = 80
const INSET = INSET_DOTS * DOT_MM
const TOP = 5.5
const FOOT = 5.5
const DIGITS = 4.2
/** The narrower of both cards decides. */
const WIDTH = 85 - 2 * INSET
/** Room for a logo beside the shop's name, and the gap to it. */
const LOGO = { width: 24, height: 15, gap: 3 }
/** Height of one in place of the name, and the gap to the line below it, which has one line then. */
const WIDE_LOGO = { height: 13.2, gap: 0.6 }

/** Who the shop is above, whose card it is below. The heights of all parts together are less than the card's, whatever they say. */
export function frontOf(card: CardText, look: CardLook, style: string): Face {
  const { logo } = look
  const widthMm = logo?.place === 'beside' ? WIDTH - LOGO.width - LOGO.gap : WIDTH
  // The picture itself stands once in the rules, however many cards carry it.
  const image = logo ? '<div class="logo"></div>' : ''
  const shop = logo?.place === 'instead' ? '' : paragraph('shop', look.shopName, { widthMm, heightMm: 12.5, largestMm: 5.2, line: 1.2, lines: 3 })
  return {
    codes: '',
    html:
      `<div class="card front ${style}">${image}<div class="head ${logo?.place ?? ''}">${shop}` +
      `${paragraph('sub', look.subtitle, { widthMm, ...(logo?.place === 'instead' ? { heightMm: 4.1, lines: 1 } : { heightMm: 5.5, lines: 2 }), largestMm: 3.1, line: 1.3 })}</div>` +
      `<div class="foot">${paragraph('label', look.title, { widthMm: WIDTH, heightMm: 3.8, largestMm: 2.9, line: 1.3, lines: 1 })}` +
      `${paragraph('club', look.club, { widthMm: WIDTH, heightMm: 4.6, largestMm: 3.7, line: 1.24, lines: 1 })}` +
      `${paragraph('name', look.hasName ? card.name : '', { widthMm: WIDTH, heightMm: 11.6, largestMm: 4.8, line: 1.2, lines: 2 })}` +
      `${paragraph('line', linesOfCard(card, look).join(' · '), { widthMm: WIDTH, heightMm: 3.6, largestMm: 2.75, line: 1.3, lines: 1 })}</div></div>`,
  }
}

/** What the shop wants to say, and both codes with the number. */
export function backOf(card: CardText, { card: { width, height } }: Sheet, look: CardLook, codes: CodeMaker): Face {
  const top = dotsOf(height - FOOT - DIGITS) - EAN.heightDots
  const right = dotsOf(width) - INSET_DOTS - QR.modules * QR.moduleDots
  return {
    html:
      `<div class="card back">${paragraph('note', look.backText, { widthMm: WIDTH, heightMm: 18.5, largestMm: 3.1, smallestMm: 1.8, line: 1.35 })}` +
      `<p class="digits">${groupedNumber(card.number)}</p></div>`,
    codes: codes.ean13(card.number, INSET_DOTS, top) + codes.qr(QR_PREFIX + card.number, right, top),
  }
}

/** The rules for both faces that all designs share. */
export function faceStyle(): string {
  const at = `left:${INSET}mm;right:${INSET}mm`
  return (
    `.head{position:absolute;${at};top:${TOP}mm}.head.beside{right:${INSET + LOGO.width + LOGO.gap}mm}.head.instead{top:${TOP + WIDE_LOGO.height + WIDE_LOGO.gap}mm}` +
    `.foot{position:absolute;${at};bottom:${FOOT}mm}` +
    `.shop{font-weight:650;letter-spacing:-.01em}.name{font-weight:600}.club{font-weight:650}.label{margin-bottom:.4mm!important}.line{margin-top:.4mm!important}` +
    `.back{background:#fff;color:#000}.note{position:absolute;${at};top:${TOP}mm}` +
    `.back .digits{left:${INSET}mm;bottom:${FOOT}mm;font-size:3mm;line-height:${DIGITS}mm}`
  )
}

/** The rules of one design, for cards of the class `style`. */
export function lookStyle({ color, accent, logo }: CardLook, style: string, sheet: Sheet): string {
  // A single card bleeds over its page, so that neither rounding nor a shift of the print leaves a white edge.
  const isSingle = cardsPerPage(sheet) === 1
  const bleed = isSingle ? `box-shadow:0 0 0 6mm ${color};` : ''
  const beyond = isSingle ? `;box-shadow:0 6mm 0 ${accent},-6mm 0 0 ${accent},6mm 0 0 ${accent}` : ''
  const strip = `.front.${style}::after{content:"";position:absolute;left:0;right:0;bottom:0;height:2.2mm;background:${accent}${beyond}}`
  return `.front.${style}{background:${color};${bleed}color:${inkOn(color)}}${accent === '' ? '' : strip}${logo ? logoStyle(logo, style) : ''}`
}

function logoStyle({ place, source }: CardLogo, style: string): string {
  const where =
    place === 'instead'
      ? `left:${INSET}mm;width:${WIDTH}mm;height:${WIDE_LOGO.height}mm`
      : `right:${INSET}mm;width:${LOGO.width}mm;height:${LOGO.height}mm`
  return `.front.${style} .logo{position:absolute;${where};top:${TOP}mm;background:url("${source}") ${place === 'instead' ? 'left' : 'right'} top/contain no-repeat}`
}
