import type { Sheet } from '#contract'
import type { Face } from './card-faces.ts'
import { groupedNumber, linesOfCard } from './card-look.ts'
import type { CardLook, CardText } from './card-look.ts'
import type { CodeMaker } from './codes.ts'
import { DOT_MM, dotsOf, EAN, QR, QR_PREFIX } from './codes.ts'
import { paragraph } from './printed-text.ts'
import { safeInset } from './sheets.ts'

const DIGITS = 3.2
const SHOP = 3.4
const LINE = 3.6
const GAP = 0.8
/** A label's edge is 3 mm away; four of these modules are less, so that the quiet zone lies on the label. As much stays free above. */
const QR_MODULE_DOTS = 8
/** From this much room above the codes on there is place for the card's lines as well. */
const ROOMY = 12

/** How the parts of a label lie on a sheet of these cuts; lengths in millimetres, `…Dots` in dots. */
function labelParts(sheet: Sheet) {
  const { x, y } = safeInset(sheet)
  const { width, height } = sheet.card
  const leftDots = Math.max(Math.ceil(x / DOT_MM), EAN.quietLeft * EAN.moduleDots)
  const topDots = dotsOf(height - y - DIGITS) - EAN.heightDots
  return {
    x,
    y,
    left: leftDots * DOT_MM,
    leftDots,
    topDots,
    qrDots: Math.floor((width - x) / DOT_MM) - QR.modules * QR_MODULE_DOTS,
    room: topDots * DOT_MM - GAP - y,
  }
}

/** Everything on one face: the shop and whose card it is above, both codes below. Black on white, the label's own colour. */
export function labelOf(card: CardText, sheet: Sheet, look: CardLook, style: string, codes: CodeMaker): Face {
  const { left, x, leftDots, topDots, qrDots, room } = labelParts(sheet)
  const isRoomy = room >= ROOMY
  const widthMm = sheet.card.width - left - x - besideLogo(room, look)
  const shop = [look.shopName, look.club].filter((part) => part !== '').join(' · ')
  const name = look.hasName ? card.name : ''
  const lines = linesOfCard(card, { lines: look.lines.filter(({ kind }) => kind !== 'number') }).join(' · ')
  return {
    html:
      `<div class="card one ${style}">${look.logo ? '<div class="logo"></div>' : ''}` +
      `<div class="who">${paragraph('shop', shop, { widthMm, heightMm: SHOP, largestMm: 2.6, line: 1.25, lines: 1 })}` +
      `${paragraph('name', name, { widthMm, heightMm: room - SHOP - (isRoomy ? LINE : 0), largestMm: 3.9, line: 1.2, lines: 2 })}` +
      `${isRoomy ? paragraph('line', lines, { widthMm, heightMm: LINE, largestMm: 2.6, line: 1.3, lines: 1 }) : ''}</div>` +
      `<p class="digits">${groupedNumber(card.number)}</p></div>`,
    codes: codes.ean13(card.number, leftDots, topDots) + codes.qr(QR_PREFIX + card.number, qrDots, topDots, QR_MODULE_DOTS),
  }
}

const logoWidth = (room: number) => Math.min(24, room * 1.8)
/** What the logo and the gap to it take of a line. */
const besideLogo = (room: number, { logo }: CardLook) => (logo ? logoWidth(room) + 2 : 0)

/** The rules for labels that all designs share. */
export function labelStyle(sheet: Sheet): string {
  const { y, left } = labelParts(sheet)
  return (
    `.one{background:#fff;color:#000}.who{position:absolute;left:${left}mm;top:${y}mm}.name{font-weight:600}` +
    `.digits{left:${left}mm;bottom:${y}mm;font-size:2.7mm;line-height:${DIGITS}mm}`
  )
}

/** The rules of one design, for labels of the class `style`. */
export function labelLookStyle(look: CardLook, style: string, sheet: Sheet): string {
  const { x, y, room } = labelParts(sheet)
  const high = room + GAP - QR.quiet * QR_MODULE_DOTS * DOT_MM
  const box = `position:absolute;right:${x}mm;top:${y}mm;width:${logoWidth(room)}mm;height:${high}mm`
  const logo = look.logo ? `.${style} .logo{${box};background:url("${look.logo.source}") right top/contain no-repeat}` : ''
  return `.${style} .who{right:${x + besideLogo(room, look)}mm}${logo}`
}
