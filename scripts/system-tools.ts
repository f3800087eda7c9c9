/** Programs outside npm that tests, tour and stand-in need. Installed where that is possible, else named in one sentence. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findChromium } from '../test/host/find-chromium.ts'

export type SystemTool = 'chromium' | 'pdftoppm' | 'zbarimg'

const packages: Record<SystemTool, { debian: string; mac: string; windows: string }> = {
  chromium: { debian: 'chromium', mac: 'Google Chrome or Chromium (brew install --cask chromium)', windows: 'Google Chrome or Microsoft Edge' },
  pdftoppm: { debian: 'poppler-utils', mac: 'poppler (brew install poppler)', windows: 'Poppler for Windows, with its bin folder on PATH' },
  zbarimg: { debian: 'zbar-tools', mac: 'zbar (brew install zbar)', windows: 'ZBar for Windows, with its bin folder on PATH' },
}

/**
 * Makes sure that the tools are there: as root on Debian or Ubuntu installs what is missing.
 * @returns whether all of them can be used; if not, one sentence on stderr has said what to install
 */
export function ensureSystemTools(tools: readonly SystemTool[]): boolean {
  const missing = tools.filter((tool) => !isPresent(tool))
  if (missing.length === 0) return true
  if (canInstall()) install(missing.map((tool) => packages[tool].debian))
  const stillMissing = missing.filter((tool) => !isPresent(tool))
  if (stillMissing.length > 0) console.error(sentence(stillMissing))
  return stillMissing.length === 0
}

const isPresent = (tool: SystemTool): boolean => (tool === 'chromium' ? findChromium() !== undefined : isOnPath(tool))

function isOnPath(program: string): boolean {
  const name = process.platform === 'win32' ? `${program}.exe` : program
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => isExecutable(join(folder, name)))
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const canInstall = (): boolean => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version') && isOnPath('apt-get')

/** The package lists may be missing or old, as in a fresh container, so they are fetched when the first try fails. */
function install(names: readonly string[]): void {
  console.error(`Installing ${names.join(', ')} …`)
  const aptGet = (...args: string[]): boolean =>
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
  const installNow = (): boolean => aptGet('install', '-y', '--no-install-recommends', ...names)
  if (!installNow() && aptGet('update')) installNow()
}

function sentence(missing: readonly SystemTool[]): string {
  switch (process.platform) {
    case 'darwin':
      return `Please install ${missing.map((tool) => packages[tool].mac).join(' and ')}.`
    case 'win32':
      return `Please install ${missing.map((tool) => packages[tool].windows).join(' and ')}.`
    default: {
      const names = missing.map((tool) => packages[tool].debian).join(' ')
      return `Please install these packages (names as in Debian and Ubuntu): sudo apt-get install ${names}`
    }
  }
}
