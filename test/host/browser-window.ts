import { EventEmitter } from 'node:events'
import { spawn } from 'node:child_process'
import { hostApp } from './app.ts'
import { rootSwitches } from './chromium.ts'
import type { CdpSession } from './cdp.ts'
import { awaitedAppWindows, focusedWindow, setFocusedWindow, windows } from './registry.ts'
import { log, theBrowser } from './runtime.ts'
import { hostEvent, unsupported } from './strict.ts'
import { HostWebContents } from './web-contents.ts'
import type { WebContents } from './web-contents.ts'

type Members =
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getBounds'
  | 'getNormalBounds'
  | 'getTitle'
  | 'hide'
  | 'id'
  | 'isDestroyed'
  | 'isFocused'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'minimize'
  | 'restore'
  | 'setBackgroundColor'
  | 'setBounds'
  | 'setTitle'
  | 'show'
  | 'unmaximize'
type WindowState = 'normal' | 'minimized' | 'maximized'

export class HostBrowserWindow extends EventEmitter implements Pick<Electron.BrowserWindow, Members> {
  readonly id: number
  readonly webContents: HostWebContents
  #bounds: Electron.Rectangle
  /** Without a wish the place is left to the system. */
  #isPlaced: boolean
  #title: string
  #isVisible: boolean
  #isDestroyed = false
  #state: WindowState = 'normal'

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    if (!hostApp.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const { nodeIntegration, contextIsolation, sandbox, preload } = options.webPreferences ?? {}
    if (nodeIntegration || contextIsolation === false || sandbox === false) unsupported('a window without sandbox and context isolation')
    this.#isVisible = options.show ?? true
    this.#title = options.title ?? hostApp.getName()
    this.#isPlaced = options.x !== undefined
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.webContents = new HostWebContents({ preload, onCloseRequested: () => this.close(), onGone: () => this.#gone() })
    this.id = this.webContents.id
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show', hostEvent()))
    windows.add(this)
    if (this.#isVisible) setFocusedWindow(this)
    this.#open()
    hostApp.emit('browser-window-created', hostEvent(), this)
  }

  #open(): void {
    const { isHeadless, cdp } = theBrowser()
    if (!isHeadless && this.#isVisible) return this.#openAsApp()
    const { width, height } = this.#bounds
    // The marker tells targets.ts which window a new target belongs to.
    const target = { url: `about:blank#standin-${this.id}`, newWindow: true, width, height }
    const hidden = isHeadless ? {} : { background: true, windowState: 'minimized' as const }
    cdp.browser.send('Target.createTarget', { ...target, ...hidden }).catch((error: unknown) => this.webContents.failToOpen(error))
    if (isHeadless) this.#applyBounds()
  }

  /** A window without tabs and address bar: a second Chromium process hands --app to the running one, and ends. */
  #openAsApp(): void {
    const { executable, profile } = theBrowser()
    awaitedAppWindows.push(this.webContents)
    const page = `data:text/html,<title>${encodeURIComponent(this.#title)}</title>`
    const child = spawn(executable, [`--user-data-dir=${profile}`, ...rootSwitches(), `--app=${page}`], { stdio: 'ignore' })
    child.on('error', (error) => this.webContents.failToOpen(error))
    this.#applyBounds() // the running Chromium does not take a size from the command line of the second
  }

  /** Width and height count for the page itself here: Chromium's own frame around it differs from Electron's. */
  #applyBounds(): void {
    const { x, y, width, height } = this.#bounds
    this.#inWindow(async (cdp, windowId) => {
      if (this.#isPlaced) await cdp.send('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y } })
      await cdp.send('Browser.setContentsSize', { windowId, width, height })
    })
  }

  #inWindow(work: (cdp: CdpSession, windowId: number) => Promise<unknown>): void {
    const run = async (): Promise<void> => {
      const cdp = await this.webContents.cdp()
      const { windowId } = await cdp.send('Browser.getWindowForTarget')
      await work(cdp, windowId)
    }
    run().catch((error: unknown) => log(error))
  }

  #setState(state: WindowState): void {
    this.#state = state
    if (theBrowser().isHeadless) return // nothing to see, and a minimised page would stop painting
    this.#inWindow((cdp, windowId) => cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState: state } }))
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  close(): void {
    if (this.#isDestroyed) return
    const event = hostEvent()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (this.#isDestroyed) return
    const { targetId } = this.webContents
    if (targetId !== '')
      theBrowser()
        .cdp.browser.send('Target.closeTarget', { targetId })
        .catch((error: unknown) => log(error))
    this.webContents.detach()
  }

  #gone(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    windows.delete(this)
    if (focusedWindow() === null) setFocusedWindow([...windows].find((window) => window.isVisible()) ?? null)
    this.emit('closed')
    hostApp.windowClosed()
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }
  isVisible(): boolean {
    return this.#isVisible
  }
  isFocused(): boolean {
    return focusedWindow() === this
  }
  isMinimized(): boolean {
    return this.#state === 'minimized'
  }
  isMaximized(): boolean {
    return this.#state === 'maximized'
  }

  show(): void {
    this.#isVisible = true
    setFocusedWindow(this)
    this.#setState('normal')
    this.emit('show')
  }
  hide(): void {
    this.#isVisible = false
    this.#setState('minimized')
    this.emit('hide')
  }
  focus(): void {
    setFocusedWindow(this)
    this.webContents
      .cdp()
      .then((cdp) => cdp.send('Page.bringToFront'))
      .catch((error: unknown) => log(error))
    this.emit('focus')
  }
  minimize(): void {
    this.#setState('minimized')
    this.emit('minimize')
  }
  maximize(): void {
    this.#setState('maximized')
    this.emit('maximize')
  }
  unmaximize(): void {
    this.restore()
  }
  restore(): void {
    this.#setState('normal')
    this.emit('restore')
  }

  getTitle(): string {
    return this.#title
  }
  setTitle(title: string): void {
    this.#title = title
  }
  // Only seen for a moment before the first paint.
  setBackgroundColor(): void {}
  getBounds(): Electron.Rectangle {
    return { ...this.#bounds }
  }
  getNormalBounds(): Electron.Rectangle {
    return this.getBounds()
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.#isPlaced ||= bounds.x !== undefined
    this.#bounds = { ...this.#bounds, ...bounds }
    this.#applyBounds()
    this.emit('resize')
  }
}

type WindowEvents = 'off' | 'on' | 'once' | 'removeListener'
export type BrowserWindow = Pick<Electron.BrowserWindow, Members | WindowEvents> & { readonly webContents: WebContents }
interface BrowserWindowConstructor {
  new (options?: Electron.BrowserWindowConstructorOptions): BrowserWindow
  getAllWindows(): BrowserWindow[]
  getFocusedWindow(): BrowserWindow | null
  fromWebContents(contents: WebContents): BrowserWindow | null
  fromId(id: number): BrowserWindow | null
}

export const BrowserWindow = Object.assign(HostBrowserWindow, {
  getAllWindows: () => [...windows],
  getFocusedWindow: focusedWindow,
  fromWebContents: (contents: unknown) => [...windows].find((window) => window.webContents === contents) ?? null,
  fromId: (id: number) => [...windows].find((window) => window.id === id) ?? null,
}) as unknown as BrowserWindowConstructor
