import type { BrowserWindow } from 'electron'
import type { HeldDocuments } from './held-documents.ts'
import { documentUrl } from './scheme.ts'
import { openHiddenWindow } from './window.ts'

/** Runs inside the page and ends when everything that shows has arrived. A broken image does not hold up the print. */
const untilReady = `Promise.all([
  document.fonts.ready,
  ...[...document.images].map((image) => image.decode().catch(() => undefined)),
]).then(() => true)`

/** Shows a document in a hidden window and hands the window over once fonts and images are there; closes it in every case. */
export async function withHiddenPage<T>(documents: HeldDocuments, html: string, work: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const pathname = documents.hold(html)
  const window = openHiddenWindow()
  const crashed = new Promise<never>((_resolve, reject) => {
    window.webContents.once('render-process-gone', (_event, { reason }) => reject(new Error(`print page gone: ${reason}`)))
  })
  const run = async (): Promise<T> => {
    await window.loadURL(documentUrl(pathname))
    await window.webContents.executeJavaScript(untilReady)
    return await work(window)
  }
  try {
    return await Promise.race([run(), crashed])
  } finally {
    window.destroy()
    documents.release(pathname)
  }
}
