import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { hostApp } from './app.ts'
import type { CdpSession } from './cdp.ts'
import { encode } from './codec.ts'
import type { ToPreload } from './codec.ts'
import { watchPage } from './page-events.ts'
import { installPageScripts } from './page-install.ts'
import { printerNames, printThroughViewer, printToPdf } from './printing.ts'
import { schemeNames } from './protocol.ts'
import { contentsById, contentsByTarget, focusedWindow } from './registry.ts'
import { log } from './runtime.ts'
import { hostSession } from './session.ts'
import { hostEvent, strict } from './strict.ts'
import { toPageUrl } from './urls.ts'

type Members =
  | 'close'
  | 'executeJavaScript'
  | 'getPrintersAsync'
  | 'getURL'
  | 'getZoomFactor'
  | 'id'
  | 'isDestroyed'
  | 'isLoading'
  | 'loadURL'
  | 'print'
  | 'printToPDF'
  | 'reload'
  | 'send'
  | 'setWindowOpenHandler'
  | 'setZoomFactor'
type OpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0]
/** What the window around a page has to say about it. */
interface Owner {
  preload: string | undefined
  onCloseRequested(): void
  onGone(): void
}

let lastId = 0

export class HostWebContents extends EventEmitter implements Pick<Electron.WebContents, Members> {
  readonly id = ++lastId
  /** A name that the page cannot guess, for the events of its context bridge. */
  readonly bridge = randomUUID()
  readonly session = hostSession
  readonly preload: string | undefined
  targetId = ''
  url = ''
  isPageLoading = false
  openHandler: OpenHandler | undefined
  /** Where the page's latest window.open wanted to go; the popup itself starts out blank. */
  lastOpenedUrl: string | undefined
  /** The document that main itself asked for; any other one is the page's own wish and can be prevented. */
  expectedUrl: string | undefined
  /** The preload's world in the current document. */
  preloadContext: string | undefined
  readonly #owner: Owner
  readonly #attached = Promise.withResolvers<CdpSession>()
  #isGone = false
  #zoomFactor = 1

  constructor(owner: Owner) {
    super()
    this.#owner = owner
    this.preload = owner.preload
    this.#attached.promise.catch(() => {})
    contentsById.set(this.id, this)
    hostApp.emit('web-contents-created', hostEvent(), this)
  }

  /** Chromium has made the page and holds it still until everything is set up. */
  attach(cdp: CdpSession, targetId: string): void {
    this.targetId = targetId
    contentsByTarget.set(targetId, this)
    watchPage(this, cdp)
    installPageScripts(this, cdp).then(
      () => this.#attached.resolve(cdp),
      (error: unknown) => this.#attached.reject(error),
    )
  }

  failToOpen(error: unknown): void {
    this.#attached.reject(error)
  }

  /** Chromium says that the page is gone, or the window that it must go. */
  detach(): void {
    if (this.#isGone) return
    this.#isGone = true
    contentsByTarget.delete(this.targetId)
    contentsById.delete(this.id)
    this.#attached.reject(new Error('Object has been destroyed'))
    this.emit('destroyed')
    this.#owner.onGone()
  }

  cdp(): Promise<CdpSession> {
    return this.#attached.promise
  }
  isDestroyed(): boolean {
    return this.#isGone
  }
  isLoading(): boolean {
    return this.isPageLoading
  }
  getURL(): string {
    return this.url
  }
  close(): void {
    this.#owner.onCloseRequested()
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }

  get mainFrame(): Pick<Electron.WebFrameMain, 'executeJavaScript' | 'origin' | 'parent' | 'url'> {
    const { protocol, host } = URL.parse(this.url) ?? { protocol: 'about:', host: '' }
    return {
      url: this.url,
      origin: host === '' ? 'null' : `${protocol}//${host}`,
      parent: null,
      executeJavaScript: (code) => this.executeJavaScript(code),
    }
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#isGone) throw new TypeError('Object has been destroyed')
    this.post({ kind: 'send', channel, args })
  }

  /** Hands a message to the preload's world. Without a preload there is nobody to hear it, as in Electron. */
  post(message: ToPreload): void {
    const text = encode(message)
    const context = this.preloadContext
    if (context === undefined) return log(`page ${this.id} has no preload; message dropped`)
    const call = {
      functionDeclaration: '(text) => { __electronReceive(text) }',
      uniqueContextId: context,
      arguments: [{ value: text }],
      silent: true,
    }
    this.cdp()
      .then((cdp) => cdp.send('Runtime.callFunctionOn', call))
      .catch((error: unknown) => log(error))
  }

  async loadURL(url: string): Promise<void> {
    const cdp = await this.cdp()
    const target = new URL(toPageUrl(url, schemeNames())).href
    this.expectedUrl = target.split('#')[0]
    this.isPageLoading = true
    const loaded = Promise.withResolvers<void>()
    loaded.promise.catch(() => {})
    this.once('did-finish-load', loaded.resolve)
    this.once('destroyed', () => loaded.reject(loadError('ERR_FAILED', url)))
    const { errorText } = await cdp.send('Page.navigate', { url: target })
    if (errorText !== undefined) {
      this.isPageLoading = false
      throw loadError(errorText.replace('net::', ''), url)
    }
    await loaded.promise
  }

  reload(): void {
    this.expectedUrl = this.url === '' ? undefined : toPageUrl(this.url, schemeNames()).split('#')[0]
    this.cdp()
      .then((cdp) => cdp.send('Page.reload'))
      .catch((error: unknown) => log(error))
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const cdp = await this.cdp()
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    return printToPdf(await this.cdp(), options)
  }

  getPrintersAsync(): Promise<Electron.PrinterInfo[]> {
    return Promise.resolve(printerNames().map((name) => ({ name, displayName: name, description: '', options: {} })))
  }

  print(options: Electron.WebContentsPrintOptions = {}, report: (success: boolean, failureReason: string) => void = () => {}): void {
    void this.#print(options).then((failure) => report(failure === '', failure))
  }

  async #print(options: Electron.WebContentsPrintOptions): Promise<string> {
    try {
      await printThroughViewer(await this.cdp(), options)
      return ''
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  getZoomFactor(): number {
    return this.#zoomFactor
  }
  /** Chromium's own zoom cannot be reached over the DevTools protocol; zooming the root element looks the same. */
  setZoomFactor(factor: number): void {
    this.#zoomFactor = factor
    this.executeJavaScript(`document.documentElement.style.zoom = ${factor}`).catch((error: unknown) => log(error))
  }
}

function loadError(code: string, url: string): Error {
  return Object.assign(new Error(`${code} (-2) loading '${url}'`), { code, errno: -2, url })
}

type ContentsEvents = 'off' | 'on' | 'once' | 'removeListener'
export type WebContents = Pick<Electron.WebContents, Members | ContentsEvents | 'mainFrame' | 'session'>
export const webContents = strict('webContents', {
  fromId: (id: number) => contentsById.get(id),
  fromDevToolsTargetId: (targetId: string) => contentsByTarget.get(targetId),
  getAllWebContents: () => [...contentsById.values()],
  getFocusedWebContents: () => focusedWindow()?.webContents ?? null,
}) as unknown as Pick<typeof Electron.WebContents, 'fromDevToolsTargetId' | 'fromId' | 'getAllWebContents' | 'getFocusedWebContents'>
