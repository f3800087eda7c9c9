import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What plays Electron on this computer. */
export interface Host {
  readonly kind: 'electron' | 'stand-in'
  readonly executable: string
  /** Lets Playwright, electron-vite and `require('electron')` find the host; empty for the real one, which they find themselves. */
  readonly env: Readonly<Record<string, string>>
  /** One line for people. */
  readonly label: string
}

const electronPackage = path.join(import.meta.dirname, '../../node_modules/electron')
const readText = (file: string): string => readFileSync(file, 'utf8').trim()

/** The real Electron when its binary is installed, else the stand-in. ELECTRON_HOST=electron or =standin decides otherwise. */
export function findHost(wish = process.env['ELECTRON_HOST']): Host {
  if (wish !== undefined && wish !== 'electron' && wish !== 'standin') throw new Error(`ELECTRON_HOST is electron or standin, not ${wish}`)
  const electron = wish === 'standin' ? undefined : installedElectron()
  if (electron) return electron
  if (wish === 'electron') throw new Error('ELECTRON_HOST=electron, but its binary is not installed: node node_modules/electron/install.js')
  return standIn()
}

/** Environment for Playwright and scripts under which every tool starts the host that was found. */
export function hostEnv(host = findHost()): Readonly<Record<string, string>> {
  return host.env
}

function installedElectron(): Host | undefined {
  const pathFile = path.join(electronPackage, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const executable = path.join(electronPackage, 'dist', readText(pathFile))
  if (!existsSync(executable)) return undefined
  return { kind: 'electron', executable, env: {}, label: `Electron ${electronVersion()}` }
}

function standIn(): Host {
  const executable = path.join(import.meta.dirname, 'electron')
  return {
    kind: 'stand-in',
    executable,
    env: { ELECTRON_OVERRIDE_DIST_PATH: import.meta.dirname, ELECTRON_EXEC_PATH: executable },
    label: `stand-in for Electron ${electronVersion()} (Node ${process.versions.node} and the installed Chromium)`,
  }
}

const electronVersion = (): string => (JSON.parse(readText(path.join(electronPackage, 'package.json'))) as { version: string }).version
