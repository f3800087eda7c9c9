/**
 * `npm start`: builds what has changed and opens the app: in Electron where its binary can be had, else in the stand-in.
 * `npm run dev` (`--dev`) does the same with electron-vite's development server.
 */
import './require-node-24.cjs'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findHost, hostEnv } from '../test/host/find-host.ts'
import type { Host } from '../test/host/find-host.ts'
import { isBuildCurrent } from './build-age.ts'
import { root, runStep } from './run-step.ts'
import { ensureSystemTools } from './system-tools.ts'

const FETCH_TIMEOUT_MS = 90_000
const RETRY_AFTER_MS = 3_600_000
const failedFetch = join(root, '.gen/electron-fetch-failed')
const words = process.argv.slice(2)
const isDev = words.includes('--dev')
const appArguments = words.filter((word) => word !== '--dev')

const host = fetchElectron()
console.log(`Starting in ${host.label}.`)
if (host.kind === 'stand-in' && !ensureSystemTools(['chromium'])) process.exit(1)
if (!isDev) await buildIfNeeded()
if (hasDisplay()) run(isDev ? developmentServer() : app(host))
else {
  console.log('There is no display here, so the tour runs instead: the main job on the sample shop, without a visible window.')
  run([process.execPath, join(root, 'scripts/tour.ts')])
}

/** Electron's package comes without its binary. It is fetched once; where that fails the stand-in takes over for an hour. */
function fetchElectron(): Host {
  const found = findHost()
  if (found.kind === 'electron' || process.env['ELECTRON_HOST'] === 'standin' || hasFailedLately()) return found
  console.log('Fetching Electron …')
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/electron/install.js')], { stdio: 'ignore', timeout: FETCH_TIMEOUT_MS })
  if (status !== 0) {
    console.log('Electron cannot be fetched from here.')
    mkdirSync(dirname(failedFetch), { recursive: true })
    writeFileSync(failedFetch, '')
  }
  return findHost()
}

function hasFailedLately(): boolean {
  const failedAt = statSync(failedFetch, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return Date.now() - failedAt < RETRY_AFTER_MS
}

async function buildIfNeeded(): Promise<void> {
  if (isBuildCurrent(root)) return
  console.log('Building …')
  const { code, output } = await runStep('electron-vite', ['build'], { quiet: true })
  if (code === 0) return
  console.error(output)
  process.exit(1)
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/** The stand-in is started through Node itself, because Windows cannot run its shell script. */
function app({ kind, executable }: Host): string[] {
  if (kind === 'electron') return [executable, ...rootSwitches(), root, ...appArguments]
  const standIn = join(root, 'test/host')
  return [process.execPath, '--enable-source-maps', '--import', join(standIn, 'boot.ts'), join(standIn, 'cli.ts'), root, ...appArguments]
}

function developmentServer(): string[] {
  const bin = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  return [process.execPath, bin, 'dev', '--', ...rootSwitches(), ...appArguments]
}

/** Chromium's sandbox does not work for root. */
function rootSwitches(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

function run([command = '', ...args]: string[]): void {
  if (!existsSync(command)) throw new Error(`${command} is missing; run npm ci`)
  const env = { ...process.env, ...hostEnv(host), ...(hasDisplay() && { ELECTRON_STANDIN_HEADED: '1' }) }
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', env })
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
}
