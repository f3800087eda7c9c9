// Starts the installed Chromium and talks to it through a private pipe. A DevTools port is opened only when the caller
// asked for one on the command line, as Playwright does; both ways then work side by side.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { CdpClient } from './cdp.ts'
import { findChromium } from './find-chromium.ts'

export interface Browser {
  readonly cdp: CdpClient
  readonly process: ChildProcess
  readonly executable: string
  readonly profile: string
  readonly version: string
  readonly isHeadless: boolean
}

/** No window of its own, no first-run page, and no network request that the app did not make. */
const switchesAlways = [
  '--no-startup-window',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--test-type',
  '--disable-infobars',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-quic',
  '--disable-domain-reliability',
  '--disable-search-engine-choice-screen',
  '--disable-popup-blocking',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--password-store=basic',
  '--use-mock-keychain',
]
// Chromium takes only the last --disable-features, so these join the ones that the command line may bring.
const disabledFeatures = ['Translate', 'MediaRouter', 'OptimizationHints', 'HttpsUpgrades', 'AutofillServerCommunication']

/** The size of the one screen that a headless Chromium has; see screen.ts. */
export const headlessScreen = { width: 1920, height: 1080 }

/** Chromium refuses its sandbox when started as root, which a container usually is. */
export const rootSwitches = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : [])

function mergeSwitches(switches: readonly string[]): string[] {
  const prefix = '--disable-features='
  const features = switches.filter((entry) => entry.startsWith(prefix)).flatMap((entry) => entry.slice(prefix.length).split(','))
  const others = switches.filter((entry) => !entry.startsWith(prefix))
  return [...new Set([...others, prefix + [...new Set([...disabledFeatures, ...features])].join(',')])]
}

export async function launchChromium(options: { profile: string; switches: readonly string[]; isHeadless: boolean }): Promise<Browser> {
  const executable = findChromium()
  if (executable === undefined) {
    throw new Error('electron stand-in: found no Chromium, Chrome or Edge; install one or set CHROMIUM_PATH')
  }
  mkdirSync(options.profile, { recursive: true })
  const headless = ['--headless', '--disable-gpu', `--screen-info={${headlessScreen.width}x${headlessScreen.height}}`]
  const child = spawn(
    executable,
    mergeSwitches([
      ...switchesAlways,
      ...rootSwitches(),
      ...(options.isHeadless ? headless : []),
      `--user-data-dir=${options.profile}`,
      '--remote-debugging-pipe',
      ...options.switches,
    ]),
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] },
  )
  forwardDevToolsLine(child.stderr)
  const cdp = new CdpClient(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const { product } = await cdp.browser.send('Browser.getVersion')
  return { cdp, process: child, executable, profile: options.profile, version: product.split('/')[1] ?? '', isHeadless: options.isHeadless }
}

/** Playwright waits for exactly this line; the rest of Chromium's chatter is shown on request only. */
function forwardDevToolsLine(stderr: Readable | null): void {
  if (!stderr) return
  createInterface({ input: stderr }).on('line', (line) => {
    if (line.startsWith('DevTools listening on ') || process.env['ELECTRON_ENABLE_LOGGING']) process.stderr.write(`${line}\n`)
  })
}
