import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Timestamp } from '#contract'
import { flushFile, flushFolder } from './database-file.ts'
import { momentIn, momentName } from './backup.rules.ts'

const folderIn = (dataDir: string): string => join(dataDir, 'set-aside')
const LOGS = ['-journal', '-wal']

/**
 * Gives the file that could not be opened, with what SQLite laid beside it, a second name of its own; nothing is ever deleted from there.
 * The file itself stays in its place, so that a crash cannot leave that place empty: an empty place would start an empty shop.
 * @returns the second name
 */
export function setAside(live: string, dataDir: string, at: Timestamp): string {
  const aside = join(folderIn(dataDir), momentName('stammkunde', at))
  mkdirSync(dirname(aside), { recursive: true })
  for (const ending of ['', ...LOGS]) if (existsSync(live + ending)) alsoNamed(live + ending, aside + ending)
  flushFolder(dirname(aside))
  for (const ending of [...LOGS, '-shm']) rmSync(live + ending, { force: true })
  return aside
}

function alsoNamed(file: string, name: string): void {
  try {
    linkSync(file, name)
  } catch {
    copyInstead(file, name)
  }
}

/** Sticks formatted for Windows know no second names; and where a folder stands in the file's place, only moving it helps. */
function copyInstead(file: string, name: string): void {
  try {
    copyFileSync(file, name)
    flushFile(name)
  } catch (error) {
    rmSync(name, { force: true })
    if (!(error instanceof Error && 'code' in error && ['EISDIR', 'EPERM'].includes(String(error.code)))) throw error
    renameSync(file, name)
  }
}

/** Puts the file back as it was; for when what should take its place will not open either. */
export function putBack(aside: string, live: string): void {
  for (const ending of [...LOGS, '-shm']) rmSync(live + ending, { force: true })
  for (const ending of [...LOGS, '']) if (existsSync(aside + ending)) renameSync(aside + ending, live + ending)
  flushFolder(dirname(live))
}

/** The file that was set aside last, and when. */
export function lastSetAside(dataDir: string): { file: string; at: Timestamp } | null {
  const folder = folderIn(dataDir)
  if (dataDir === '' || !existsSync(folder)) return null
  const found = readdirSync(folder).flatMap((name) => {
    const at = momentIn('stammkunde', name)
    return at === null ? [] : [{ file: join(folder, name), at }]
  })
  return found.toSorted((one, other) => (one.at < other.at ? 1 : -1))[0] ?? null
}
