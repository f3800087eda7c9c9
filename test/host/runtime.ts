/** What the modules of the stand-in share: where the app is, and the running Chromium. */
import type { Browser } from './chromium.ts'
import type { PageScripts } from './page-scripts.ts'

interface AppInfo {
  root: string
  manifest: { name?: string; productName?: string; version?: string }
  switches: string[]
}

export const runtime: AppInfo & { browser: Browser | undefined; scripts: PageScripts | undefined } = {
  root: process.cwd(),
  manifest: {},
  switches: [],
  browser: undefined,
  scripts: undefined,
}

export function configure(info: AppInfo): void {
  Object.assign(runtime, info)
}

/** The running Chromium; everything that needs it comes after `ready`. */
export function theBrowser(): Browser {
  if (!runtime.browser) throw new Error('electron stand-in: Chromium is not running yet')
  return runtime.browser
}

export const isHeaded = (): boolean => process.env['ELECTRON_STANDIN_HEADED'] === '1'

/** Shown only when ELECTRON_ENABLE_LOGGING is set, as Electron's own chatter is. */
export function log(...parts: unknown[]): void {
  if (process.env['ELECTRON_ENABLE_LOGGING']) console.error('[stand-in]', ...parts)
}
