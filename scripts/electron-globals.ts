// Writes .gen/electron-globals.d.ts: Electron's types without its ambient modules. With it tsconfig.coverage.json checks
// electron/main against the stand-in; an ambient `declare module 'electron'` would win over the path that leads there.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const root = path.join(import.meta.dirname, '..')

/** Writes the file and returns its path. */
export function writeElectronGlobals(): string {
  const types = readFileSync(path.join(root, 'node_modules/electron/electron.d.ts'), 'utf8')
  const file = path.join(root, '.gen/electron-globals.d.ts')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, types.replace(/^declare module 'electron[^']*' \{\n[\s\S]*?^\}\n/gm, ''))
  return file
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeElectronGlobals()
