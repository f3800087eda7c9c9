import { EventEmitter } from 'node:events'
import { AppPaths } from './app-paths.ts'
import { windows } from './registry.ts'
import { runtime } from './runtime.ts'
import { SingleInstanceLock } from './single-instance.ts'
import { hostEvent, strict } from './strict.ts'

type Members =
  | 'exit'
  | 'focus'
  | 'getAppPath'
  | 'getLocale'
  | 'getName'
  | 'getPath'
  | 'getVersion'
  | 'hasSingleInstanceLock'
  | 'isPackaged'
  | 'isReady'
  | 'name'
  | 'quit'
  | 'releaseSingleInstanceLock'
  | 'requestSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setName'
  | 'setPath'
  | 'whenReady'

/** `running` → `quitting` (before-quit was not prevented) → `gone` (nothing can stop the exit any more). */
type State = 'running' | 'quitting' | 'gone'

export class HostApp extends EventEmitter implements Pick<Electron.App, Members> {
  readonly isPackaged = false
  readonly commandLine = new CommandLine()
  readonly #ready = Promise.withResolvers<void>()
  readonly #paths = new AppPaths(() => this.getName())
  readonly #lock = new SingleInstanceLock()
  #name: string | undefined
  #isReady = false
  #state: State = 'running'

  get isGone(): boolean {
    return this.#state === 'gone'
  }
  isReady(): boolean {
    return this.#isReady
  }
  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  get name(): string {
    return this.getName()
  }
  set name(name: string) {
    this.setName(name)
  }
  getName(): string {
    return this.#name ?? runtime.manifest.productName ?? runtime.manifest.name ?? 'Electron'
  }
  setName(name: string): void {
    this.#name = name
  }
  getVersion(): string {
    return runtime.manifest.version ?? '0.0.0'
  }
  getAppPath(): string {
    return runtime.root
  }
  getLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale
  }
  getPath(name: string): string {
    return this.#paths.get(name)
  }
  setPath(name: string, folder: string): void {
    this.#paths.set(name, folder)
  }
  // Windows groups task bar buttons by this; there is nothing to do elsewhere.
  setAppUserModelId(): void {}
  focus(): void {}

  requestSingleInstanceLock(data?: Record<string, unknown>): boolean {
    return this.#lock.acquire(this.getPath('userData'), data, (second) => {
      this.emit('second-instance', hostEvent(), second.argv, second.cwd, second.data)
    })
  }
  hasSingleInstanceLock(): boolean {
    return this.#lock.isHeld
  }
  releaseSingleInstanceLock(): void {
    this.#lock.release()
  }

  quit(): void {
    if (this.#state !== 'running') return
    const event = hostEvent()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#state = 'quitting'
    if (windows.size === 0) return this.windowClosed()
    for (const window of windows) {
      window.close()
      if (!window.isDestroyed()) {
        // its close event was prevented, and that ends the quitting
        this.#state = 'running'
        return
      }
    }
  }

  /** A window tells that it is gone; after the last one the app may end. */
  windowClosed(): void {
    if (windows.size > 0 || this.#state === 'gone') return
    if (this.#state === 'running') {
      if (!this.emit('window-all-closed')) this.quit()
      return
    }
    const event = hostEvent()
    this.emit('will-quit', event)
    if (event.defaultPrevented) this.#state = 'running'
    else this.exit(0)
  }

  exit(code = 0): void {
    if (this.#state === 'gone') return
    this.#state = 'gone'
    for (const window of windows) window.destroy()
    this.emit('quit', hostEvent(), code)
    this.releaseSingleInstanceLock()
    const chromium = runtime.browser?.process
    if (!chromium || chromium.exitCode !== null) process.exit(code)
    // Chromium first: the profile stays locked until it has ended.
    chromium.once('exit', () => process.exit(code))
    runtime.browser?.cdp.browser.send('Browser.close').catch(() => {})
    setTimeout(() => chromium.kill('SIGKILL'), 3000).unref()
  }

  /** Called once Chromium runs. The event goes through `emit`, which Playwright replaces to hold it back. */
  becomeReady(): void {
    this.#isReady = true
    this.emit('will-finish-launching')
    this.emit('ready', hostEvent(), {})
    this.#ready.resolve()
  }
}

type SwitchMembers = 'appendSwitch' | 'getSwitchValue' | 'hasSwitch' | 'removeSwitch'

class CommandLine implements Pick<Electron.CommandLine, SwitchMembers> {
  readonly #switches = new Map<string, string>()
  appendSwitch(name: string, value = ''): void {
    this.#switches.set(name, value)
  }
  hasSwitch(name: string): boolean {
    return this.#switches.has(name)
  }
  getSwitchValue(name: string): string {
    return this.#switches.get(name) ?? ''
  }
  removeSwitch(name: string): void {
    this.#switches.delete(name)
  }
  toArguments(): string[] {
    return [...this.#switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`))
  }
}

export const hostApp = new HostApp()
type AppEvents = 'addListener' | 'emit' | 'listenerCount' | 'off' | 'on' | 'once' | 'removeAllListeners' | 'removeListener'
export const app = strict('app', hostApp) as unknown as Pick<Electron.App, Members | AppEvents> & {
  readonly commandLine: Pick<Electron.CommandLine, SwitchMembers>
}
