import { cardsPerPage } from '#contract'
import type { Sheet } from '#contract'
import { DOT_MM, dotsOf } from './codes.ts'
import { escapeHtml } from './escape-html.ts'
import { spotOf } from './sheets.ts'

export interface PrintDocument {
  html: string
  pages: number
  size: { widthMm: number; heightMm: number }
}
/** Something for one position of a page. `codes`: SVG paths in dots from the card's corner, drawn on whole dots of the page. */
export interface Placed {
  position: number
  html: string
  codes?: string
}
interface Layout {
  offsetXMm: number
  offsetYMm: number
  frames: boolean
}

/** One page. What lies before the first card is marked as used up on the screen, and not printed. */
export function pageOf(sheet: Sheet, layout: Layout, side: 'front' | 'back', placed: readonly Placed[]): string {
  const cornerOf = (position: number) => {
    const { x, y } = spotOf(sheet, position, side)
    return { x: dotsOf(x) + dotsOf(layout.offsetXMm), y: dotsOf(y) + dotsOf(layout.offsetYMm) }
  }
  const cell = (position: number, kind: string, html: string) => {
    const { x, y } = cornerOf(position)
    return `<div class="cell ${kind}" style="left:${millimetres(x)};top:${millimetres(y)}">${html}</div>`
  }
  const first = placed[0]?.position ?? 0
  const used = Array.from({ length: first }, (_, position) => cell(position, 'used', `<span>${position + 1}</span>`))
  const cells = placed.map(({ position, html }) => cell(position, layout.frames ? 'framed' : '', html))
  const codes = placed.map(({ position, codes: paths = '' }) => {
    const { x, y } = cornerOf(position)
    return paths && `<g transform="translate(${x} ${y})">${paths}</g>`
  })
  return `<section class="page">${used.join('')}${cells.join('')}${drawing(codes.join(''))}</section>`
}

/**
 * All codes of a page in one drawing in its corner: boxes of their own would each be moved to whole screen pixels, which
 * are no whole dots, and soft edges cost a reader about every tenth code of a full sheet.
 */
function drawing(paths: string): string {
  if (paths === '') return ''
  return `<svg class="codes" xmlns="http://www.w3.org/2000/svg" shape-rendering="crispEdges"><g transform="scale(${96 / 300})">${paths}</g></svg>`
}

const millimetres = (dots: number) => `${Math.round(dots * DOT_MM * 10_000) / 10_000}mm`

/** A page with every position framed and numbered, and a scale at each left and upper edge to read off how far the print is out. */
export function frameTestPage(sheet: Sheet, layout: Layout): string {
  const ticks = [-3, -2, -1, 0, 1, 2, 3].map((at) => `<i class="across" style="left:${at}mm"></i><i class="down" style="top:${at}mm"></i>`).join('')
  const positions = Array.from({ length: cardsPerPage(sheet) }, (_, position) => ({
    position,
    html: `${ticks}<b>${position + 1}</b>`,
  }))
  return pageOf(sheet, { ...layout, frames: true }, 'front', positions)
}

/** The whole document: own policy (styles, font and logo inside, nothing else), millimetres, no script. */
export function printDocument(input: { sheet: Sheet; title: string; language: string; style: string; pages: readonly string[] }): PrintDocument {
  const { width, height } = input.sheet.page
  const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
  const html =
    `<!doctype html><html lang="${input.language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<title>${escapeHtml(input.title)}</title><style>${pageStyle(input.sheet)}${input.style}</style></head><body>${input.pages.join('')}</body></html>`
  return { html, pages: input.pages.length, size: { widthMm: width, heightMm: height } }
}

function pageStyle({ page, card }: Sheet): string {
  return (
    `@page{size:${page.width}mm ${page.height}mm;margin:0}*{box-sizing:border-box}html,body{margin:0;padding:0}` +
    `body{font-family:Inter,"Segoe UI",system-ui,sans-serif;-webkit-print-color-adjust:exact;print-color-adjust:exact}` +
    `.page{position:relative;width:${page.width}mm;height:${page.height}mm;overflow:hidden;background:#fff;break-after:page;break-inside:avoid}` +
    `.page:last-child{break-after:auto}.codes{position:absolute;left:0;top:0;width:1px;height:1px;overflow:visible}` +
    `.cell{position:absolute;width:${card.width}mm;height:${card.height}mm}` +
    `.framed::after{content:"";position:absolute;inset:0;border:.1mm dashed #777;border-radius:${card.radius}mm}` +
    `.cell>i{position:absolute;background:#000}.across{top:50%;width:.1mm;height:3mm}.down{left:50%;height:.1mm;width:3mm}` +
    `.cell>b{position:absolute;inset:0;display:grid;place-items:center;font-size:8mm;font-weight:500;color:#555}` +
    // The browser rounds paper up to whole pixels; a coloured card fills that last hair as well.
    `@media print{.page{width:100%;height:100vh}.used{display:none}}` +
    // On the screen: pages below one another on the desk, with room for their shadow; the window counts on these lengths.
    `@media screen{body{padding:4mm}.page+.page{margin-top:6mm}.page{border-radius:${card.radius}mm;box-shadow:0 .3mm .6mm #0002,0 1mm 3mm #0003}` +
    `.used{display:grid;place-items:center;outline:.2mm dashed #b9b0ab;background:repeating-linear-gradient(135deg,#f3efed 0 3mm,#fff 3mm 6mm)}` +
    `.used>span{padding:0 3mm;border-radius:5mm;background:#fff;color:#5a5156;font-size:5mm;line-height:8mm}}`
  )
}
