import type { IsoDate, Settings } from '#contract'
import { escapeHtml } from '../../cards/print/escape-html.ts'
import { fittingSize, linesOf } from '../../cards/print/fit-text.ts'
import { paginate } from './paginate.ts'
import type { Piece } from './paginate.ts'

export interface Letter {
  /** The lines of the address field. */
  address: readonly string[]
  subject: string
  body: string
  /** '' where the letter is no advertisement. */
  optOut: string
}
export type Sender = Pick<Settings, 'shopName' | 'shopStreet' | 'shopPostcode' | 'shopCity' | 'shopPhone' | 'shopEmail'>

/** DIN 5008, form B, in millimetres (domain.md §12). */
export const FORM_B = {
  page: { width: 210, height: 297 },
  addressField: { x: 20, y: 45, width: 85, height: 45, upper: 17.7, textX: 25, lineHeight: 4.55 },
  info: { x: 125, y: 50, width: 75 },
  subjectY: 98.5,
  margins: { left: 25, right: 20 },
  folds: [105, 210],
  punch: 148.5,
} as const

const LINE = 5
const TYPE_MM = 3.88 // 11 pt
const WIDTH = FORM_B.page.width - FORM_B.margins.left - FORM_B.margins.right
const LINE_EM = WIDTH / TYPE_MM
const BOTTOM = 272
const NEXT_TOP = 27
const PAGE_NUMBER_Y = 280
const BLANK_BEFORE_OPT_OUT = 1

const box = (kind: string, place: Partial<Record<'left' | 'top' | 'width' | 'height', number>>, html: string) =>
  `<div class="${kind}" style="${Object.entries(place)
    .map(([side, value]) => `${side}:${Math.round(value * 1000) / 1000}mm`)
    .join(';')}">${html}</div>`
const lines = (pieces: readonly string[]) => pieces.map((piece) => `<p>${escapeHtml(piece)}</p>`).join('')
const withoutEmpty = (parts: readonly string[]) => parts.map((part) => part.trim()).filter(Boolean)

function addressField(address: readonly string[], sender: Sender): string {
  const { x, y, textX, upper, lineHeight, width } = FORM_B.addressField
  // Lines past the six borrow from the zone above; nothing is cut off (domain.md §12).
  const borrowed = Math.max(0, address.length - 6) * lineHeight
  const top = y + upper - borrowed
  const place = withoutEmpty([sender.shopPostcode, sender.shopCity]).join(' ')
  const back = withoutEmpty([sender.shopName, sender.shopStreet, place]).join(' · ')
  const room = width - (textX - x)
  // One size for all lines, so small that the longest of them stays in the window.
  const fitting = Math.min(...address.map((text) => fittingSize(text, { widthMm: room, heightMm: lineHeight, largestMm: TYPE_MM, line: 1 })))
  const size = fittingSize(back, { widthMm: room, heightMm: 4, largestMm: 2.8, line: 1.2 })
  const line = `<span style="font-size:${Math.max(2.12, size)}mm">${escapeHtml(back)}</span>`
  return (
    box('sender', { left: textX, top: top - 5, width: room }, line) +
    box('address', { left: textX, top, width: room }, `<div style="font-size:${fitting}mm">${lines(address)}</div>`)
  )
}

function info(sender: Sender, day: IsoDate): string {
  const [year, month, date] = day.split('-')
  const rows = [
    ['Telefon', sender.shopPhone],
    ['E-Mail', sender.shopEmail],
    ['Datum', `${date}.${month}.${year}`],
  ].filter(([, value]) => value !== '')
  const { x, y, width } = FORM_B.info
  const html = rows.map(([name, value]) => `<p><span class="name">${name}</span><span>${escapeHtml(value!)}</span></p>`).join('')
  return box('info', { left: x, top: y, width }, html)
}

const marks = [...FORM_B.folds.map((y) => [y, 4]), [FORM_B.punch, 6]]
  .map(([y, width]) => box('mark', { left: 4, top: y!, width: width! }, ''))
  .join('')

function bodyAt(top: number, pieces: readonly Piece[], optOut: string): string {
  const html = pieces.map(({ text }) => (text === '' ? '<p class="empty"></p>' : `<p>${escapeHtml(text)}</p>`)).join('')
  return box('body', { left: FORM_B.margins.left, top, width: WIDTH }, html + (optOut && `<p class="opt-out">${escapeHtml(optOut)}</p>`))
}

/** The pages of one letter. */
export function letterPages({ address, subject, body, optOut }: Letter, sender: Sender, day: IsoDate): string[] {
  const { left } = FORM_B.margins
  const subjectLines = subject === '' ? 0 : linesOf(subject, LINE_EM)
  // Two empty lines between subject and salutation.
  const top = FORM_B.subjectY + (subjectLines === 0 ? 0 : (subjectLines + 2) * LINE)
  const room = (from: number) => Math.floor((BOTTOM - from) / LINE)
  const pages = paginate(body, room(top), room(NEXT_TOP), LINE_EM)
  const optOutLines = optOut === '' ? 0 : BLANK_BEFORE_OPT_OUT + linesOf(optOut, LINE_EM)
  const used = pages.at(-1)!.reduce((sum, piece) => sum + piece.lines, 0)
  if (optOutLines > 0 && used + optOutLines > room(pages.length === 1 ? top : NEXT_TOP)) pages.push([])

  return pages.map((pieces, index) => {
    const isFirst = index === 0
    const last = index === pages.length - 1
    const head = isFirst
      ? box('shop', { left, top: 16, width: WIDTH }, escapeHtml(sender.shopName)) +
        addressField(address, sender) +
        info(sender, day) +
        (subject === '' ? '' : box('subject', { left, top: FORM_B.subjectY, width: WIDTH }, `<p>${escapeHtml(subject)}</p>`))
      : ''
    const number = pages.length > 1 ? box('number', { left, top: PAGE_NUMBER_Y, width: WIDTH }, `Seite ${index + 1} von ${pages.length}`) : ''
    return `<section class="page">${head}${bodyAt(isFirst ? top : NEXT_TOP, pieces, last ? optOut : '')}${number}${marks}</section>`
  })
}

const STYLE =
  `@page{size:210mm 297mm;margin:0}*{box-sizing:border-box}html,body{margin:0;padding:0}p{margin:0}` +
  `body{font-family:Inter,"Segoe UI",system-ui,sans-serif;font-size:${TYPE_MM}mm;line-height:${LINE}mm;color:#000;-webkit-print-color-adjust:exact;print-color-adjust:exact}` +
  `.page{position:relative;width:210mm;height:297mm;overflow:hidden;background:#fff;break-after:page;break-inside:avoid}.page:last-child{break-after:auto}` +
  `.page>div{position:absolute}.body p{overflow-wrap:anywhere;white-space:pre-wrap}.empty{height:${LINE}mm}` +
  `.shop{font-size:6mm;line-height:8mm;font-weight:600;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}` +
  `.sender{line-height:3.4mm;border-bottom:.15mm solid #000;white-space:nowrap}.address p{line-height:${FORM_B.addressField.lineHeight}mm;white-space:nowrap}` +
  `.info p{display:flex;font-size:3.2mm;overflow-wrap:anywhere}.info .name{width:18mm;flex:none;color:#444}.info span{min-width:0}` +
  `.subject{font-weight:600;overflow-wrap:anywhere}.opt-out{margin-top:${LINE * BLANK_BEFORE_OPT_OUT}mm;font-size:3.2mm;line-height:${LINE}mm}` +
  `.number{text-align:right;font-size:3.2mm}.mark{border-top:.15mm solid #000}` +
  `@media print{.page{width:100%;height:100vh}}` +
  `@media screen{body{padding:4mm}.page+.page{margin-top:6mm}.page{box-shadow:0 .3mm .6mm #0002,0 1mm 3mm #0003}}`

/** The whole document: own policy (styles and the font inside, nothing else), millimetres, no script. */
export function letterDocument(pages: readonly string[], title: string, fonts: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
  return (
    `<!doctype html><html lang="de"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<title>${escapeHtml(title)}</title><style>${STYLE}${fonts}</style></head><body>${pages.join('')}</body></html>`
  )
}
