import { statSync } from 'node:fs'
import { SqliteError } from 'better-sqlite3'
import type Database from 'better-sqlite3'
import type { BackupCounts } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { SCHEMA_VERSION } from '../../database/migrate.ts'
import { APPLICATION_ID, openReadOnly } from '../../database/open.ts'
import { filesNamedIn } from '../documents/named-files.ts'
import type { NamedFile } from '../documents/named-files.ts'
import { countsOf } from './backup.repository.ts'

export interface InspectedCopy {
  bytes: number
  schemaVersion: number
  counts: BackupCounts
  files: NamedFile[]
}

/**
 * Looks at a file without changing it: is it ours, does this program understand it, is it whole.
 * Refuses with a reason of its own for a missing, a foreign, a newer and a damaged file.
 */
export function inspectCopy(file: string): InspectedCopy {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat) throw new AppError('missing', 'backup-file-missing', { file })
  if (!stat.isFile() || stat.size === 0) throw new AppError('invalid', 'backup-not-a-backup', { file })
  let isOurs = false
  try {
    const db = openReadOnly(file)
    try {
      const schemaVersion = requireOurs(db, file)
      isOurs = true
      // SQLite fills a last page that was cut off with zeros, and calls it whole where it was nearly empty.
      const isCut = stat.size % (db.pragma('page_size', { simple: true }) as number) !== 0
      if (isCut || db.pragma('integrity_check(1)', { simple: true }) !== 'ok') throw new AppError('invalid', 'backup-damaged', { file })
      return { bytes: stat.size, schemaVersion, counts: countsOf(db), files: filesNamedIn(db) }
    } finally {
      db.close()
    }
  } catch (error) {
    if (!(error instanceof SqliteError)) throw error
    // What is no SQLite file at all was never a backup; what fails later on is one that has suffered.
    const reason = isOurs || error.code !== 'SQLITE_NOTADB' ? 'backup-damaged' : 'backup-not-a-backup'
    throw Object.assign(new AppError('invalid', reason, { file }), { cause: error })
  }
}

function requireOurs(db: Database.Database, file: string): number {
  if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) throw new AppError('invalid', 'backup-not-a-backup', { file })
  const version = db.pragma('user_version', { simple: true }) as number
  if (version === 0) throw new AppError('invalid', 'backup-not-a-backup', { file })
  if (version > SCHEMA_VERSION) throw new AppError('conflict', 'backup-newer', { file, version, known: SCHEMA_VERSION })
  return version
}
