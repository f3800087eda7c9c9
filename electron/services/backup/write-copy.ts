import { existsSync, renameSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { BackupCounts, JobContext } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { openReadOnly } from '../../database/open.ts'
import type { Db } from '../../database/open.ts'
import { copyFilesOut } from './copy-files.ts'
import type { FileSum } from './copy-files.ts'
import { PART_ENDING } from './backup.rules.ts'
import { countsOf } from './backup.repository.ts'
import { flushFile, flushFolder, removeDatabase } from './database-file.ts'
import { hasSameBytes } from './same-bytes.ts'
import type { CheckBeside } from './source-check.ts'
import { targetFailure } from './target.ts'

/** Pages per step (8 MB): between two steps progress is told and a cancel is heard. */
const PAGES_PER_STEP = 2000

export interface WriteOrder {
  folder: string
  fileName: string
  dataDir: string
}
interface Snapshot {
  db: Database.Database
  isWholeFile: boolean
}
export interface WrittenCopy {
  file: string
  bytes: number
  counts: BackupCounts
  documents: FileSum
}

/**
 * Copies a database that is in use to `folder`, reads the copy back from there and proves it, then gives it its name.
 * Nothing is left behind when that fails or is cancelled.
 * @param checkBeside looks the original over while its pages are copied; the copy that is read back as the same bytes is then as sound
 */
export async function writeCopy(
  db: Db,
  { folder, fileName, dataDir }: WriteOrder,
  job: JobContext,
  checkBeside: CheckBeside | null = null,
): Promise<WrittenCopy> {
  const part = join(folder, fileName + PART_ENDING)
  const file = join(folder, fileName)
  const beside = db.memory ? null : lookedOver(checkBeside)
  let source: Snapshot | null = null
  try {
    source = db.memory ? null : openSnapshot(db)
    beside?.begin()
    const counts = countsOf(source?.db ?? db)
    await copyPages(source?.db ?? db, part, job)
    const isExact = source?.isWholeFile === true && (await readBack(db.name, part, job))
    const isKnownSound = isExact && (await beside?.verdict) === true
    verify(part, counts, isKnownSound ? null : isExact ? 'quick_check(1)' : 'integrity_check(1)', job)
    const documents = copyFilesOf(part, dataDir, folder, job)
    stopIfCancelled(job)
    if (existsSync(file)) throw new AppError('conflict', 'backup-verify-failed', { folder })
    renameSync(part, file)
    flushFolder(folder)
    return { file, bytes: statSync(file).size, counts, documents }
  } catch (error) {
    discard(part)
    throw targetFailure(error, folder)
  } finally {
    beside?.begin()
    await beside?.verdict // whoever hears that it ended may move the file
    source?.db.close()
  }
}

/** A check that cannot run says nothing; the copy itself is checked then. */
function lookedOver(check: CheckBeside | null) {
  const started = check?.()
  return started && { begin: started.begin, verdict: started.verdict.catch(() => null) }
}

/**
 * A connection that sees the data as they are now, however much is written meanwhile. `isWholeFile` tells that all of it
 * lies in the database file itself: the write-ahead log was folded in, and SQLite leaves the file alone while this one reads.
 */
function openSnapshot(db: Db): Snapshot {
  const version = () => db.pragma('data_version', { simple: true })
  const log = () => (db.pragma('wal_checkpoint(passive)') as { log: number; checkpointed: number }[])[0]
  const source = openReadOnly(db.name)
  for (let attempt = 1; ; attempt++) {
    const [before, folded] = [version(), log()]
    source.exec('begin')
    source.prepare('select count(*) from sqlite_schema').get()
    const after = log()
    const isWholeFile = before === version() && folded?.log === after?.log && after?.log === after?.checkpointed
    if (isWholeFile || attempt === 3) return { db: source, isWholeFile }
    source.exec('rollback')
  }
}

async function copyPages(source: Database.Database, part: string, job: JobContext): Promise<void> {
  removeDatabase(part)
  await source.backup(part, {
    progress({ totalPages, remainingPages }) {
      stopIfCancelled(job)
      job.report(totalPages - remainingPages, totalPages, 'copying')
      return PAGES_PER_STEP
    },
  })
  // A copy that travels on a stick must be one file that can be read where nothing can be written.
  const copy = new Database(part)
  try {
    copy.pragma('locking_mode = exclusive')
    copy.pragma('journal_mode = delete')
  } finally {
    copy.close()
  }
  flushFile(part)
}

async function readBack(original: string, part: string, job: JobContext): Promise<boolean> {
  const same = await hasSameBytes(original, part, (bytes, total) => {
    stopIfCancelled(job)
    job.report(bytes, total, 'reading-back')
  })
  if (!same) throw new AppError('conflict', 'backup-verify-failed', { folder: dirname(part) })
  return true
}

/**
 * A copy that is known to hold the very bytes of the original needs its structure checked only (measured: a fifth of the full
 * check, which looks every row up in every index), and not even that where the original's was checked. Without that knowledge the full
 * check runs.
 */
function verify(part: string, expected: BackupCounts, check: 'quick_check(1)' | 'integrity_check(1)' | null, job: JobContext): void {
  stopIfCancelled(job)
  job.report(0, null, 'verifying')
  const copy = openReadOnly(part)
  try {
    const verdict = check === null ? 'ok' : copy.pragma(check, { simple: true })
    const found = countsOf(copy)
    const isSame = found.customers === expected.customers && found.purchases === expected.purchases && found.cards === expected.cards
    if (verdict !== 'ok' || !isSame) throw new AppError('conflict', 'backup-verify-failed', { folder: dirname(part) })
  } finally {
    copy.close()
  }
}

/** The contents of the documents that the copy names; before it gets its own name, so that a named copy is whole. */
function copyFilesOf(part: string, dataDir: string, folder: string, job: JobContext): FileSum {
  const copy = openReadOnly(part)
  try {
    return copyFilesOut(copy, dataDir, folder, job)
  } finally {
    copy.close()
  }
}

/** Cleaning up may fail where the target is gone; the first failure is the one to tell. */
function discard(part: string): void {
  try {
    removeDatabase(part)
  } catch {
    // The target is not there any more, and the half-written copy with it.
  }
}

export function stopIfCancelled(job: JobContext): void {
  if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
}
