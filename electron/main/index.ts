// The boot order, from top to bottom. What must happen before the app is ready stands at the top level, without a pause.
import path from 'node:path'
import { app } from 'electron'
import { runCall } from './call-mode.ts'
import { useDataFolder, useTemporarySession } from './data-folder.ts'
import { openDropFolder } from './drop-folder.ts'
import { rememberPaths } from './handed-out-paths.ts'
import { holdDocuments } from './held-documents.ts'
import { connectIpc } from './ipc.ts'
import { readLaunchOptions } from './launch-options.ts'
import { setMenuLanguage } from './menu.ts'
import { firstScreen, imagesOf, openBackend } from './open-backend.ts'
import type { OpenedBackend } from './open-backend.ts'
import { printToPdf } from './print.ts'
import { registerScheme, serveScheme } from './scheme.ts'
import { createShell } from './shell.ts'
import { denyEverything, focusWindow, openWindow } from './window.ts'

const rendererDir = path.join(import.meta.dirname, '../renderer')

registerScheme()
const options = readLaunchOptions(process.argv, process.env)
const dataDir = useDataFolder(options.dataDir)

if (options.call) {
  useTemporarySession()
  runCall(options.call, dataDir, rendererDir)
} else if (app.requestSingleInstanceLock()) {
  app.on('second-instance', focusWindow)
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(startWithWindow)
} else {
  app.quit() // the first instance brings its window forward
}

function startWithWindow(): void {
  const documents = holdDocuments()
  const paths = rememberPaths()
  denyEverything()
  const backend = openBackend({ dataDir, today: options.today, printToPdf: (html, size) => printToPdf(documents, html, size) })
  serveScheme(rendererDir, documents, imagesOf(backend))
  closeBeforeQuitting(backend)
  connectIpc({ backend, paths, shell: createShell({ paths, documents, drop: openDropFolder(dataDir), dataDir, today: options.today }) })
  setMenuLanguage('de') // the window names its language as soon as it knows it
  openWindow(dataDir, firstScreen(backend.startFailure))
}

/** The last step of quitting waits until running jobs have ended and the database is closed. */
function closeBeforeQuitting(backend: OpenedBackend): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  app.on('will-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    void backend
      .close()
      .catch((error: unknown) => console.error('closing failed', error))
      .finally(() => {
        state = 'closed'
        app.quit()
      })
  })
}
