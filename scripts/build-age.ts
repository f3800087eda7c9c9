import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const sources = ['electron/**/*.ts', 'renderer/**/*', 'words/**/*.ts', 'resources/**/*', 'electron.vite.config.ts', 'package-lock.json']
const outputs = ['out/main/index.js', 'out/main/worker.js', 'out/preload/index.cjs', 'out/renderer/index.html']

const changedAt = (file: string): number => statSync(file).mtimeMs

/** True when everything in out/ is newer than every source. */
export function isBuildCurrent(root: string): boolean {
  const built = outputs.map((file) => join(root, file))
  if (!built.every((file) => existsSync(file))) return false
  const oldest = Math.min(...built.map(changedAt))
  return globSync(sources, { cwd: root }).every((file) => changedAt(join(root, file)) <= oldest)
}
