import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { IsoDate } from '#contract'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { filesFolder } from './file-store.ts'

const DAY_MS = 86_400_000

/**
 * Deletes contents that nothing refers to: no document (of a customer in the bin neither), no change that could be undone. They
 * come from additions that were refused or taken back. Nothing goes within its first day, nor while data that a restore has
 * laid aside could be brought back: those may name contents that the present data do not know.
 */
export async function cleanFiles(dataDir: string, inUse: ReadonlySet<string>, now: number): Promise<number> {
  const folder = filesFolder(dataDir)
  if (!existsSync(folder) || holdsFiles(join(dataDir, 'before-restore')) || holdsFiles(join(dataDir, 'restoring'))) return 0
  let removed = 0
  for (const group of await readdir(folder))
    for (const name of await readdir(join(folder, group)).catch(() => [])) {
      if (inUse.has(name)) continue
      const file = join(folder, group, name)
      if (now - (await stat(file)).mtimeMs < DAY_MS) continue
      await rm(file, { force: true })
      removed++
    }
  return removed
}

/** Once a day is enough; looking through many contents at each call of a script is not. Answers true where there are none as well. */
export function isCleaned(dataDir: string, today: IsoDate): boolean {
  const mark = join(filesFolder(dataDir), '.cleaned')
  try {
    if (!existsSync(filesFolder(dataDir)) || (existsSync(mark) && readFileSync(mark, 'utf8') === today)) return true
    writeFileSync(mark, today)
    return false
  } catch {
    return true // where nothing can be written, nothing can be cleaned
  }
}

const holdsFiles = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length > 0
