import { existsSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { join, relative, isAbsolute } from 'node:path'
import type { Reason, Timestamp } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { COPY_ENDING, PART_ENDING } from './backup.rules.ts'

/** A half-written copy of this age was left behind by a crash; a younger one may still be growing under another program's hand. */
const STALE_MS = 3_600_000

/** Refuses a folder that is not there, or that is the data folder itself: a copy beside the original protects from nothing. */
export function requireTarget(folder: string, dataDir: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new AppError('missing', 'backup-target-missing', { folder })
  if (dataDir === '' || !existsSync(dataDir)) return
  const inside = relative(realpathSync(dataDir), realpathSync(folder))
  if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside))) throw new AppError('conflict', 'backup-target-is-data-folder', { folder })
}

/** Removes what a crash during an earlier backup left behind. */
export function clearStaleParts(folder: string, now: Timestamp): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('Stammkunde-') || !name.includes(`${COPY_ENDING}${PART_ENDING}`)) continue
    const age = Date.parse(now) - (statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (age > STALE_MS) rmSync(join(folder, name), { force: true })
  }
}

const FULL = /^(ENOSPC|EDQUOT|SQLITE_FULL)/
const READ_ONLY = /^(EROFS|EACCES|EPERM|SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM)/
const UNREADABLE = /^(EIO|SQLITE_IOERR|SQLITE_CORRUPT|SQLITE_NOTADB)/

/** What an error while writing to a folder means: it is gone, full, read-only, or does not give back what was written. */
export function targetFailure(error: unknown, folder: string): unknown {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const because = (reason: Reason) => Object.assign(new AppError('conflict', reason, { folder }), { cause: error })
  if (FULL.test(code)) return because('backup-target-full')
  if (!existsSync(folder)) return because('backup-target-missing')
  if (READ_ONLY.test(code)) return because('backup-target-read-only')
  if (UNREADABLE.test(code)) return because('backup-verify-failed')
  return error
}
