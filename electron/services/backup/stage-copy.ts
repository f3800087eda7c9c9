import { mkdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { BackupCounts, JobContext, Timestamp } from '#contract'
import { migrate } from '../../database/migrate.ts'
import { carryMarks } from '../../database/carry-marks.ts'
import { openDatabase, openReadOnly } from '../../database/open.ts'
import type { Db } from '../../database/open.ts'
import type { KeptBecause } from './backup.rules.ts'
import { keptName } from './backup.rules.ts'
import { filesNamedIn } from '../documents/named-files.ts'
import { backupRepository, countsOf, documentSum } from './backup.repository.ts'
import { copyFilesBack } from './copy-files.ts'
import { flushFile, flushFolder, removeDatabase } from './database-file.ts'
import { inspectCopy } from './inspect-copy.ts'
import { stopIfCancelled } from './write-copy.ts'

const PAGES_PER_STEP = 2000

export interface StageOrder {
  file: string
  dataDir: string
  because: KeptBecause
  /** Whether the file is one of the owner's copies, to be listed as such afterwards. */
  isCopy: boolean
  at: Timestamp
}
export interface Staged {
  /** The file that can take the place of the live one: checked, of the present schema, one file without a log beside it. */
  ready: string
  /** The present data, complete. */
  kept: string
  counts: BackupCounts
  documents: { restored: number; missing: number }
}

/** Where a copy is made ready, beside the live file so that it can be moved into its place in one step. */
export const stagingFolder = (dataDir: string): string => join(dataDir, 'restoring')
export const keptFolder = (dataDir: string): string => join(dataDir, 'before-restore')

/**
 * Everything of a restore that can fail or take long, done before the live file is touched: checks the copy, brings it beside
 * the live file, updates its schema, checks it again, and lays a complete copy of the present data aside.
 */
export async function stageCopy(live: Db, order: StageOrder, job: JobContext): Promise<Staged> {
  const { ready, counts, documents } = await readyCopy(live.name, (to) => carryMarks(live, to), order, job)
  const kept = join(keptFolder(order.dataDir), keptName(order.because, order.at))
  try {
    mkdirSync(dirname(kept), { recursive: true })
    await copyTo(live.name, kept, job)
    flushFile(kept)
    flushFolder(dirname(kept))
    stopIfCancelled(job)
    return { ready, kept, counts, documents }
  } catch (error) {
    removeDatabase(kept)
    rmSync(dirname(ready), { recursive: true, force: true })
    throw error
  }
}

/** Checks a copy, brings it beside the live file and makes it fit to take its place. Nothing is left behind where that fails. */
export async function readyCopy(
  live: string,
  carry: (to: Db) => void,
  order: Omit<StageOrder, 'because'>,
  job: JobContext,
): Promise<Omit<Staged, 'kept'>> {
  job.report(0, null, 'verifying')
  const { bytes } = inspectCopy(order.file)
  const staging = stagingFolder(order.dataDir)
  rmSync(staging, { recursive: true, force: true })
  mkdirSync(staging)
  try {
    const ready = join(staging, basename(live))
    await copyTo(order.file, ready, job)
    makeReady(ready, carry, order, bytes)
    const { counts } = inspectCopy(ready)
    flushFile(ready)
    const documents = filesBack(ready, order, job)
    stopIfCancelled(job)
    return { ready, counts, documents }
  } catch (error) {
    rmSync(staging, { recursive: true, force: true })
    throw error
  }
}

/** Contents that were deleted since the copy was made come back from beside it. */
function filesBack(ready: string, { file, dataDir }: Pick<StageOrder, 'file' | 'dataDir'>, job: JobContext): Staged['documents'] {
  const db = openReadOnly(ready)
  try {
    return copyFilesBack(db, dirname(file), dataDir, job)
  } finally {
    db.close()
  }
}

async function copyTo(from: string, to: string, job: JobContext): Promise<void> {
  const source = openReadOnly(from)
  try {
    await source.backup(to, {
      progress({ totalPages, remainingPages }) {
        stopIfCancelled(job)
        job.report(totalPages - remainingPages, totalPages, 'copying')
        return PAGES_PER_STEP
      },
    })
  } finally {
    source.close()
  }
}

function makeReady(ready: string, carry: (to: Db) => void, { file, isCopy, at }: Omit<StageOrder, 'because'>, bytes: number): void {
  const db = openDatabase(ready)
  try {
    migrate(db)
    carry(db)
    db.prepare('update current_operation set operation_id = null').run()
    if (isCopy) remember(db, file, bytes, at)
    db.pragma('wal_checkpoint(truncate)')
    db.pragma('journal_mode = delete')
  } finally {
    db.close()
  }
}

/** A copy cannot hold the line that says it was made; without it the owner would be asked for a new copy at once. */
function remember(db: Db, file: string, bytes: number, at: Timestamp): void {
  const copies = backupRepository(db)
  const made = new Date(Math.min(statSync(file).mtimeMs, Date.parse(at))).toISOString() as Timestamp
  const row = {
    at: made,
    folder: dirname(file),
    fileName: basename(file),
    bytes,
    ...countsOf(db),
    ...documentSum(filesNamedIn(db)),
    state: 'verified' as const,
  }
  if (!copies.isKnown(row)) copies.insert(row)
}
