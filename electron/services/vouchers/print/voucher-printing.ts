import type { Handlers, Settings, Voucher, VoucherFormat, VoucherId } from '#contract'
import type { z } from 'zod'
import { AppError } from '../../../database/app-error.ts'
import { loadCodeMaker } from '../../cards/print/codes.ts'
import { escapeHtml } from '../../cards/print/escape-html.ts'
import { pagesIn, writeWholeFile } from '../../cards/print/pdf-file.ts'
import { printFonts } from '../../cards/print/print-fonts.ts'
import type { Log, PrintToPdf } from '../../service-base.ts'
import { voucherWords } from './voucher-words.ts'

interface Deps {
  voucherOf(id: VoucherId): Voucher
  settings: { read(): Settings }
  /** The colour of the shop's own card. */
  shopColor(): string
  printToPdf: PrintToPdf | null
  log: Log
}
type Format = z.infer<typeof VoucherFormat>
/** Paper in millimetres, and how large a module of the QR code is on it: whole dots of a 300 dpi printer. */
const PAPERS = {
  a4: { widthMm: 210, heightMm: 297, moduleDots: 12 },
  a6: { widthMm: 148, heightMm: 105, moduleDots: 9 },
  receipt80: { widthMm: 80, heightMm: 130, moduleDots: 9 },
} as const satisfies Record<Format, { widthMm: number; heightMm: number; moduleDots: number }>
/** Modules of our codes (version 1) with four of quiet on each side. */
const QR_MODULES = 29

/** Printed vouchers: one to a page, with its code in words and as QR. */
export function voucherPrinting({ voucherOf, settings, shopColor, printToPdf, log }: Deps): Pick<Handlers['vouchers'], 'preview' | 'print'> {
  let fonts: ReturnType<typeof printFonts> | undefined

  async function draw(ids: readonly VoucherId[], format: Format) {
    const vouchers = ids.map(voucherOf)
    const { shopName, shopStreet, shopPostcode, shopCity, language } = settings.read()
    const codes = await loadCodeMaker()
    const paper = PAPERS[format]
    const edge = QR_MODULES * paper.moduleDots
    const address = [shopStreet, `${shopPostcode} ${shopCity}`.trim()].filter((part) => part !== '').join(' · ')
    const pages = vouchers.map((voucher) => {
      const { title, value, lines, code } = voucherWords(voucher, language)
      const path = codes.qr(`SKV:${voucher.code}`, 4 * paper.moduleDots, 4 * paper.moduleDots, paper.moduleDots)
      const qr = `<svg class="qr-box" viewBox="0 0 ${edge} ${edge}" style="width:${(edge * 25.4) / 300}mm;height:${(edge * 25.4) / 300}mm" shape-rendering="crispEdges">${path}</svg>`
      return (
        `<section class="page ${format}"><div class="sheet"><header><b>${escapeHtml(shopName)}</b><span>${escapeHtml(address)}</span></header>` +
        `<div class="main"><p class="title">${escapeHtml(title)}</p><p class="value${value.length > 14 ? ' long' : ''}">${escapeHtml(value)}</p></div>` +
        `<footer><ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul><div class="code">${qr}<b>${escapeHtml(code)}</b></div></footer></div></section>`
      )
    })
    fonts ??= printFonts()
    if (!fonts) log.error('print: the font files are missing, the system font is used')
    const body = pages.join('')
    const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
    const html =
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
      `<title>${escapeHtml(shopName)}</title><style>${fonts?.(body) ?? ''}${styleOf(paper, shopColor())}</style></head><body>${body}</body></html>`
    return { html, pages: pages.length, widthMm: paper.widthMm, heightMm: paper.heightMm }
  }

  return {
    preview: ({ voucherIds, format }) => draw(voucherIds, format),
    async print({ voucherIds, format, file }, job) {
      if (!printToPdf) throw new AppError('conflict', 'print-unavailable')
      const { html, pages, widthMm, heightMm } = await draw(voucherIds, format)
      job.report(0, pages, 'printing')
      const pdf = await printToPdf(html, { widthMm, heightMm })
      if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
      if (pagesIn(pdf) !== pages) throw new Error(`printed ${pagesIn(pdf)} pages instead of ${pages}`)
      writeWholeFile(file, pdf)
      return { file, pages, bytes: pdf.byteLength }
    },
  }
}

/** Ink only where it says something: a frame in the shop's colour, everything else black on white. */
function styleOf({ widthMm, heightMm }: { widthMm: number; heightMm: number }, color: string): string {
  return (
    `@page{size:${widthMm}mm ${heightMm}mm;margin:0}*{box-sizing:border-box;margin:0;padding:0}` +
    `body{font-family:Inter,"Segoe UI",system-ui,sans-serif;color:#111;-webkit-print-color-adjust:exact;print-color-adjust:exact}` +
    `.page{width:${widthMm}mm;height:${heightMm}mm;overflow:hidden;background:#fff;break-after:page}.page:last-child{break-after:auto}` +
    `.sheet{display:flex;flex-direction:column;height:100%;overflow-wrap:anywhere}` +
    `header{display:flex;flex-direction:column;gap:.6mm}header b{font-weight:650}header span{color:#444}` +
    `.main{flex:1;display:flex;flex-direction:column;justify-content:center;min-height:0}.title{color:${color};font-weight:600}.value{font-weight:700;letter-spacing:-.02em;line-height:1.05}` +
    `footer{display:flex;justify-content:space-between;align-items:flex-end;gap:6mm}ul{list-style:none;line-height:1.45}` +
    `.code{display:flex;flex-direction:column;align-items:center;flex:none}.code b{font-weight:600;letter-spacing:.04em;font-variant-numeric:tabular-nums;white-space:nowrap}.qr-box{display:block}` +
    `.a4 .sheet{height:148mm;margin:12mm;width:186mm;padding:12mm;border:.5mm solid ${color};border-radius:4mm}` +
    `.a4 header b{font-size:7mm}.a4 header span,.a4 li{font-size:4mm}.a4 .title{font-size:7mm}.a4 .value{font-size:26mm}.a4 .value.long{font-size:13mm}.a4 .code b{font-size:5mm}` +
    `.a6 .sheet{padding:8mm;border:.4mm solid ${color};border-radius:3mm;margin:5mm;height:95mm;width:138mm}` +
    `.a6 header b{font-size:5mm}.a6 header span,.a6 li{font-size:3mm}.a6 .title{font-size:5mm}.a6 .value{font-size:17mm}.a6 .value.long{font-size:8mm}.a6 .code b{font-size:3.8mm}` +
    `.receipt80 .sheet{padding:5mm 6mm;text-align:center}.receipt80 header{align-items:center}.receipt80 header b{font-size:5mm}.receipt80 header span,.receipt80 li{font-size:3mm}` +
    `.receipt80 .title{font-size:4.5mm;color:#111}.receipt80 .value{font-size:13mm}.receipt80 .value.long{font-size:7mm}.receipt80 footer{flex-direction:column-reverse;align-items:center;gap:3mm}.receipt80 .code b{font-size:4.5mm}` +
    `@media screen{body{padding:4mm}.page+.page{margin-top:6mm}.page{box-shadow:0 .3mm .6mm #0002,0 1mm 3mm #0003}}`
  )
}
