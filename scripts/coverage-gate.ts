/**
 * Checks that main and preload use nothing of Electron that the stand-in lacks: type-checks them with `electron` meaning
 * test/host/electron.ts. An ambient `declare module 'electron'` would win over that path, so Electron's types are first
 * copied without those blocks.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runStep } from './run-step.ts'

const ambientModules = /^declare module 'electron[^']*' \{\n[\s\S]*?^\}\n/gm

const types = readFileSync(join(root, 'node_modules/electron/electron.d.ts'), 'utf8')
mkdirSync(join(root, '.gen'), { recursive: true })
writeFileSync(join(root, '.gen/electron-globals.d.ts'), types.replace(ambientModules, ''))

process.exitCode = (await runStep('tsc', ['-p', 'tsconfig.coverage.json'])).code
