import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { CdpSession } from './cdp.ts'
import { theBrowser } from './runtime.ts'
import { openWithSystem } from './shell.ts'
import { unsupported } from './strict.ts'

const inches: Partial<Record<string, { width: number; height: number }>> = {
  Letter: { width: 8.5, height: 11 },
  Legal: { width: 8.5, height: 14 },
  A3: { width: 11.7, height: 16.54 },
  A4: { width: 8.27, height: 11.7 },
  A5: { width: 5.83, height: 8.27 },
}

export async function printToPdf(cdp: CdpSession, options: Electron.PrintToPDFOptions): Promise<Buffer> {
  const { pageSize = 'Letter', margins = {} } = options
  const paper = typeof pageSize === 'object' ? pageSize : (inches[pageSize] ?? unsupported(`the page size ${pageSize}`))
  const { data } = await cdp.send('Page.printToPDF', {
    paperWidth: paper.width,
    paperHeight: paper.height,
    marginTop: margins.top ?? 0.4,
    marginBottom: margins.bottom ?? 0.4,
    marginLeft: margins.left ?? 0.4,
    marginRight: margins.right ?? 0.4,
    landscape: options.landscape ?? false,
    printBackground: options.printBackground ?? false,
    scale: options.scale ?? 1,
    preferCSSPageSize: options.preferCSSPageSize ?? false,
    generateTaggedPDF: options.generateTaggedPDF ?? false,
    ...(options.pageRanges !== undefined && { pageRanges: options.pageRanges }),
  })
  return Buffer.from(data, 'base64')
}

/** There is no system print dialog to open: the pages go to the PDF viewer, which has one. */
export async function printThroughViewer(cdp: CdpSession, options: Electron.WebContentsPrintOptions): Promise<void> {
  if (options.silent) unsupported('silent printing')
  if (theBrowser().isHeadless) throw new Error('electron stand-in: printing without a display; a test must replace webContents.print')
  const pdf = await printToPdf(cdp, { preferCSSPageSize: true, printBackground: options.printBackground ?? false })
  const file = path.join(tmpdir(), `print-${randomUUID()}.pdf`)
  writeFileSync(file, pdf)
  openWithSystem(file)
}

/** As CUPS names them; none where there is no CUPS. */
export function printerNames(): string[] {
  const { stdout } = spawnSync('lpstat', ['-e'], { encoding: 'utf8' })
  return (stdout ?? '').split('\n').filter((name) => name !== '')
}
