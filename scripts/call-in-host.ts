/**
 * Runs one call in the app without a visible window, for calls that draw a page: `node scripts/call-in-host.ts cards.print '{…}'`.
 * The command line (`npm run call`) comes here by itself. stdout is the call's answer and nothing else.
 */
import './require-node-24.cjs'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findHost } from '../test/host/find-host.ts'
import type { Host } from '../test/host/find-host.ts'
import { isBuildCurrent } from './build-age.ts'
import { root, runStep } from './run-step.ts'

await buildIfNeeded()
const [command = '', ...args] = app(findHost())
const child = spawn(command, [...args, '--call', ...process.argv.slice(2)], { stdio: 'inherit' })
// Ctrl+C reaches the app as well, which cancels its job; this process only waits for the end.
process.on('SIGINT', () => {})
child.on('error', (error) => {
  console.error(String(error))
  process.exitCode = 1
})
child.on('close', (code) => (process.exitCode = code ?? 1))

async function buildIfNeeded(): Promise<void> {
  if (isBuildCurrent(root)) return
  console.error('Building …')
  const { code, output } = await runStep('electron-vite', ['build'], { quiet: true })
  if (code === 0) return
  console.error(output)
  process.exit(1)
}

/** The stand-in is started through Node itself, because Windows cannot run its shell script. */
function app({ kind, executable }: Host): string[] {
  // Chromium's sandbox does not work for root.
  if (kind === 'electron') return [executable, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root]
  const standIn = join(root, 'test/host')
  return [process.execPath, '--enable-source-maps', '--import', join(standIn, 'boot.ts'), join(standIn, 'cli.ts'), root]
}
