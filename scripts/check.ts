/** `npm run check`: types, lint, format, dead code. Ends with 1 when one of them complains. */
import { runStep } from './run-step.ts'

const STEPS: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types of main, services and tests', 'tsc', '-p', 'tsconfig.json'],
  ['types of the window', 'vue-tsc', '-p', 'tsconfig.web.json'],
  ['types of main against electron.d.ts', 'tsc', '-p', 'tsconfig.main.json'],
  ['types of the stand-in against electron.d.ts', 'tsc', '-p', 'tsconfig.host.json'],
  ['main uses only what the stand-in has', 'node', 'scripts/coverage-gate.ts'],
  ['lint', 'oxlint', '--deny-warnings', '--quiet'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['dead exports and packages', 'knip'],
]

/** Runs every check; answers how many passed and failed. */
export async function check(): Promise<{ passed: number; failed: number }> {
  let failed = 0
  for (const [name, command, ...args] of STEPS) {
    const { code, output } = await runStep(command, args, { quiet: true })
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name}`)
    if (code !== 0) {
      failed++
      console.log(output)
    }
  }
  return { passed: STEPS.length - failed, failed }
}

if (import.meta.main) process.exitCode = (await check()).failed === 0 ? 0 : 1
