import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { JobContext } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ReadDb } from '../../database/open.ts'
import { filesNamedIn } from '../documents/named-files.ts'
import type { NamedFile } from '../documents/named-files.ts'
import { fileStore, filesFolder } from '../documents/file-store.ts'

/** Beside the copies lie the contents of the documents that they name, each once for all copies in the folder. */
export const copiedFilesFolder = (folder: string): string => join(folder, 'Stammkunde-Dateien')

export interface FileSum {
  count: number
  bytes: number
  /** How many of them are not there. */
  missing: number
}

export const sumOf = (files: readonly NamedFile[], isThere: (file: NamedFile) => boolean): FileSum => ({
  count: files.length,
  bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  missing: files.filter((file) => !isThere(file)).length,
})

/** Copies every content that a database names and the folder does not have yet; each is read back before it counts. */
export function copyFilesOut(db: ReadDb, dataDir: string, folder: string, job: JobContext): FileSum {
  const target = copiedFilesFolder(folder)
  const to = fileStore(target)
  const files = filesNamedIn(db)
  if (files.length > 0) clearParts(target)
  bring(files, filesFolder(dataDir), target, job, 'copying-files')
  return sumOf(files, ({ hash, bytes }) => to.has(hash, bytes))
}

/** Brings back what a copy names and this computer has not; nothing is ever deleted here. */
export function copyFilesBack(db: ReadDb, folder: string, dataDir: string, job: JobContext): { restored: number; missing: number } {
  const here = fileStore(filesFolder(dataDir))
  const files = filesNamedIn(db)
  const lacking = files.filter(({ hash, bytes }) => !here.has(hash, bytes))
  bring(lacking, copiedFilesFolder(folder), filesFolder(dataDir), job, 'copying-files')
  const missing = lacking.filter(({ hash, bytes }) => !here.has(hash, bytes)).length
  return { restored: lacking.length - missing, missing }
}

function bring(files: readonly NamedFile[], fromFolder: string, toFolder: string, job: JobContext, phase: string): void {
  const [from, to] = [fileStore(fromFolder), fileStore(toFolder)]
  for (const [done, { hash, bytes }] of files.entries()) {
    if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
    job.report(done, files.length, phase)
    if (to.has(hash, bytes)) continue
    const content = from.read(hash)
    // What is lost here already cannot be copied; the sum says how many.
    if (!content) continue
    to.put(content)
    if (to.read(hash)) continue
    to.remove(hash)
    throw new AppError('conflict', 'backup-verify-failed', { folder: toFolder })
  }
}

const STALE_MS = 3_600_000
/** Half-written contents that a crash left behind. */
function clearParts(target: string): void {
  const names = statSync(target, { throwIfNoEntry: false }) ? readdirSync(target, { recursive: true, encoding: 'utf8' }) : []
  for (const name of names) {
    const file = join(target, name)
    if (name.endsWith('.part') && Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > STALE_MS) rmSync(file, { force: true })
  }
}
