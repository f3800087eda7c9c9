import type { HeldDocuments } from './held-documents.ts'
import { withHiddenPage } from './hidden-page.ts'

const MILLIMETRES_PER_INCH = 25.4

/**
 * Prints a document to PDF bytes. The document's own `@page` size wins, because Chromium rounds it less than `size`,
 * which counts only for a document without one.
 */
export function printToPdf(documents: HeldDocuments, html: string, size: { widthMm: number; heightMm: number }): Promise<Uint8Array> {
  return withHiddenPage(documents, html, async (window) => {
    const pdf = await window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      margins: { top: 0, right: 0, bottom: 0, left: 0 },
      pageSize: { width: size.widthMm / MILLIMETRES_PER_INCH, height: size.heightMm / MILLIMETRES_PER_INCH },
    })
    return new Uint8Array(pdf)
  })
}

/** Opens the system's print dialog for a document. False when the dialog was cancelled. */
export function printOnPaper(documents: HeldDocuments, html: string): Promise<boolean> {
  return withHiddenPage(
    documents,
    html,
    (window) =>
      new Promise<boolean>((resolve, reject) => {
        window.webContents.print({ silent: false, printBackground: true }, (isPrinted, failure) => {
          if (isPrinted || /cancel/i.test(failure)) resolve(isPrinted)
          else reject(new Error(`printing failed: ${failure}`))
        })
      }),
  )
}
