import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { BackupCounts, Timestamp } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { Log, SwapDatabase } from '../service-base.ts'
import { keptAt, keptTooLong } from './backup.rules.ts'
import { countsOf } from './backup.repository.ts'
import { flushFile, flushFolder, removeDatabase } from './database-file.ts'
import { keptFolder } from './stage-copy.ts'
import type { Staged } from './stage-copy.ts'

/**
 * Puts a staged file in the place of the live one, with the database closed. The move is one step, so a crash leaves either
 * the old data or the new. Where the new file will not open, the kept data come back.
 */
export function putInPlace(live: string, { ready, kept }: Staged, swapDatabase: SwapDatabase, log: Log): BackupCounts {
  let isMoved = false
  try {
    return swapDatabase(() => {
      // SQLite removes both when the last connection closes; so where one is left, somebody else is still at work on the old file.
      if (existsSync(`${live}-wal`) || existsSync(`${live}-shm`)) throw new AppError('conflict', 'writer-busy')
      renameSync(ready, live)
      isMoved = true
      flushFolder(dirname(live))
    }, countsOf)
  } catch (error) {
    log.error('restore', error)
    if (isMoved) swapDatabase(() => replaceByCopy(kept, live), countsOf)
    removeDatabase(kept)
    throw error instanceof AppError && !isMoved ? error : Object.assign(new AppError('conflict', 'restore-failed'), { cause: error })
  } finally {
    rmSync(dirname(ready), { recursive: true, force: true })
  }
}

function replaceByCopy(from: string, live: string): void {
  const beside = `${live}.returning`
  copyFileSync(from, beside)
  flushFile(beside)
  removeDatabase(live)
  renameSync(beside, live)
}

/** The newest data that a restore has laid aside, and when; null when there are none. */
export function lastKept(dataDir: string): { file: string; at: Timestamp } | null {
  const folder = keptFolder(dataDir)
  if (dataDir === '' || !existsSync(folder)) return null
  const found = readdirSync(folder).flatMap((name) => {
    const at = keptAt(name)
    return at === null ? [] : [{ file: join(folder, name), at }]
  })
  return found.toSorted((one, other) => (one.at < other.at ? 1 : -1))[0] ?? null
}

/** Removes what earlier restores have laid aside and nobody will ask for any more. */
export function pruneKept(dataDir: string, now: Timestamp): void {
  const folder = keptFolder(dataDir)
  if (dataDir === '' || !existsSync(folder)) return
  for (const name of keptTooLong(readdirSync(folder), now)) removeDatabase(join(folder, name))
}
