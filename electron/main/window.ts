import path from 'node:path'
import { app, BrowserWindow, nativeTheme, screen, session } from 'electron'
import type { WebContents } from 'electron'
import { takesCamera } from './camera.ts'
import { defaultSize, minimalSize, readPlace, writePlace } from './remembered-bounds.ts'
import { isWindowUrl, windowUrl } from './scheme.ts'

const preload = path.join(import.meta.dirname, '../preload/index.cjs')

/** The app's one window, if it is open. */
let mainWindow: BrowserWindow | null = null
export const theWindow = (): BrowserWindow | null => mainWindow

/** Opens the window where it was left. `hash` is the first screen, such as `/start-failed?reason=…`. */
export function openWindow(dataDir: string, hash: string): BrowserWindow {
  const file = path.join(dataDir, 'window.json')
  const place = readPlace(
    file,
    screen.getAllDisplays().map((display) => display.workArea),
  )
  const window = new BrowserWindow({
    title: 'Stammkunde',
    show: true,
    ...defaultSize,
    ...place.bounds,
    minWidth: minimalSize.width,
    minHeight: minimalSize.height,
    backgroundColor: backgroundColor(),
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  if (place.isMaximized) window.maximize()
  window.on('close', () => writePlace(file, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }))
  window.on('closed', () => {
    mainWindow = null
  })
  window.on('page-title-updated', (event) => event.preventDefault()) // the title stays the app's name
  void window.loadURL(windowUrl(hash))
  mainWindow = window
  return window
}

/** A window nobody sees, for printing. It has no preload, so nothing in it can call main. */
export function openHiddenWindow(): BrowserWindow {
  return new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false } })
}

/** Brings the window forward, say because the app was started a second time. */
export function focusWindow(): void {
  if (!mainWindow) return
  if (mainWindow.isMinimized()) mainWindow.restore()
  mainWindow.focus()
}

/** Colours of the two themes' page background, so that no white flash is seen before the first paint. */
const backgroundColor = (): string => (nativeTheme.shouldUseDarkColors ? '#151214' : '#f5f3f2')

export function setTheme(theme: 'system' | 'light' | 'dark'): void {
  nativeTheme.themeSource = theme
  mainWindow?.setBackgroundColor(backgroundColor())
}

/** Every permission but two, every other page and every new window is refused, in all windows there will ever be. */
export function denyEverything(): void {
  const isOurs = (contents: WebContents | null): boolean => contents !== null && contents === mainWindow?.webContents
  // Copying a phone number is one thing a page may ask for; reading what others have copied is not. The camera of the app's own
  // window is the other, when the button for it was pressed.
  session.defaultSession.setPermissionRequestHandler((contents, permission, decide, details) => {
    if (permission === 'media') return decide(isOurs(contents) && takesCamera('mediaTypes' in details ? details.mediaTypes : undefined))
    return decide(permission === 'clipboard-sanitized-write')
  })
  // The check alone opens nothing: each use of the camera still comes by the request above.
  session.defaultSession.setPermissionCheckHandler(
    (contents, permission, _origin, details) =>
      permission === 'clipboard-sanitized-write' || (permission === 'media' && isOurs(contents) && details.mediaType === 'video'),
  )
  session.defaultSession.setDevicePermissionHandler(() => false)
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => {
      if (!isWindowUrl(event.url)) event.preventDefault() // reloading the same page is fine
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}
