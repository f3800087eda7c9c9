/**
 * `npm test`: checks, unit tests, slices, then the built app in the window of whichever host there is.
 * The last line counts all of them.
 */
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findHost } from '../test/host/find-host.ts'
import { check } from './check.ts'
import { root, runStep } from './run-step.ts'
import { ensureSystemTools } from './system-tools.ts'

interface Count {
  passed: number
  failed: number
  skipped: number
}
const results = join(root, 'test-results')

async function vitest(): Promise<Count> {
  const report = join(results, 'vitest.json')
  rmSync(report, { force: true })
  const { code } = await runStep('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`])
  try {
    const {
      numPassedTests: passed,
      numFailedTests,
      numPendingTests: skipped,
      numFailedTestSuites,
    } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>
    // A file that does not load has no failed test of its own.
    const failed = Math.max(numFailedTests ?? 0, (numFailedTestSuites ?? 0) > 0 || code !== 0 ? 1 : 0)
    return { passed: passed ?? 0, failed, skipped: skipped ?? 0 }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function playwright(): Promise<Count> {
  const report = join(results, 'playwright.json')
  rmSync(report, { force: true })
  const { code } = await runStep('playwright', ['test'], { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report } })
  try {
    const { stats } = JSON.parse(readFileSync(report, 'utf8')) as { stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> }
    return { passed: stats.expected + stats.flaky, failed: Math.max(stats.unexpected, code === 0 ? 0 : 1), skipped: stats.skipped }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const total: Count = { passed: 0, failed: 0, skipped: 0 }
const add = ({ passed, failed, skipped }: Count) => {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}
const started = performance.now()
const stage = (name: string) => console.log(`\n== ${name} (${Math.round((performance.now() - started) / 1000)} s)`)

stage('tools')
ensureSystemTools(['chromium', 'pdftoppm', 'zbarimg'])
stage('checks')
add({ ...(await check()), skipped: 0 })
stage('unit tests and slices')
add(await vitest())
stage('build')
const built = await runStep('electron-vite', ['build'], { quiet: true })
if (built.code !== 0) console.log(built.output)
add({ passed: built.code === 0 ? 1 : 0, failed: built.code === 0 ? 0 : 1, skipped: 0 })
stage(`window: ${findHost().label}`)
if (built.code === 0) add(await playwright())
console.log(`\n${Math.round((performance.now() - started) / 1000)} s`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1
