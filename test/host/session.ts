import { EventEmitter } from 'node:events'
import { protocol, schemeNames } from './protocol.ts'
import { log, theBrowser } from './runtime.ts'
import { strict } from './strict.ts'
import { toPageUrl } from './urls.ts'
import type { HostWebContents } from './web-contents.ts'

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type Members = 'protocol' | 'setDevicePermissionHandler' | 'setPermissionCheckHandler' | 'setPermissionRequestHandler' | 'setSpellCheckerEnabled'

/** Electron's names on the left, those of Chromium's Permissions API on the right. */
const chromiumPermissions: Record<string, string[]> = {
  media: ['camera', 'microphone'],
  notifications: ['notifications'],
  geolocation: ['geolocation'],
  'clipboard-read': ['clipboard-read'],
  'clipboard-sanitized-write': ['clipboard-write'],
}

class HostSession extends EventEmitter implements Omit<Pick<Electron.Session, Members>, 'protocol'> {
  #requestHandler: RequestHandler = null

  get protocol(): typeof protocol {
    return protocol
  }
  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#requestHandler = handler
  }
  // Chromium is asked to allow a permission only after the request handler has agreed, so nothing is left to check.
  setPermissionCheckHandler(): void {}
  setDevicePermissionHandler(): void {}
  // No dictionary is ever fetched: background networking is off.
  setSpellCheckerEnabled(): void {}

  /** Asks the app, then tells Chromium, so that the page's call meets the same answer. */
  async askPermission(contents: HostWebContents, permission: string, details: Record<string, unknown>): Promise<boolean> {
    const isGranted = await this.#decide(contents, permission, details)
    const origin = new URL(toPageUrl(contents.getURL(), schemeNames())).origin
    const setting = isGranted ? 'granted' : 'denied'
    for (const name of chromiumPermissions[permission] ?? []) {
      await theBrowser()
        .cdp.browser.send('Browser.setPermission', { permission: { name }, setting, origin })
        .catch((error: unknown) => log(error))
    }
    return isGranted
  }

  #decide(contents: HostWebContents, permission: string, details: Record<string, unknown>): Promise<boolean> {
    const handler = this.#requestHandler
    if (!handler) return Promise.resolve(true) // Electron grants everything unless the app says otherwise
    return new Promise((resolve) => {
      const request = { ...details, requestingUrl: contents.getURL(), isMainFrame: true }
      handler(contents as unknown as Electron.WebContents, permission as never, resolve, request as never)
    })
  }
}

export const hostSession = new HostSession()
const defaultSession = strict('session.defaultSession', hostSession)
export const session = strict('session', { defaultSession }) as unknown as {
  readonly defaultSession: Pick<Electron.Session, Members | 'off' | 'on' | 'once'>
}
