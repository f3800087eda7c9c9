import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron } from '@playwright/test'
import type { ElectronApplication } from '@playwright/test'

/** Runs a function in the main process, with the `electron` module as its first argument. */
export type EvaluateMain = <R, A = undefined>(work: (electron: typeof import('electron'), argument: A) => R | Promise<R>, argument?: A) => Promise<R>

interface LaunchOptions {
  /** The folder of the app's package.json. */
  appPath: string
  dataDir: string
  args?: readonly string[]
  environment?: Record<string, string>
}

/** Starts an app under Playwright in whichever host there is; see find-host.ts. */
export function launchApp({ appPath, dataDir, args = [], environment = {} }: LaunchOptions): Promise<ElectronApplication> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return _electron.launch({
    args: [appPath, '--data', dataDir, ...args],
    cwd: appPath,
    env: { ...Object.fromEntries(inherited), ...environment },
    colorScheme: null, // else Playwright would override nativeTheme
  })
}

/** A folder of its own for one test, outside the project. */
export function temporaryFolder(): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'stammkunde-test-'))
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 }) }
}
