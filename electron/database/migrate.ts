import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from './app-error.ts'
import { installChangeLog } from './change-log.ts'
import { migrations } from './migrations/index.ts'
import { openReadOnly } from './open.ts'
import type { Db } from './open.ts'

/** The schema version this program writes. */
export const SCHEMA_VERSION = migrations.length

/**
 * Brings the schema up to date, each migration in a transaction of its own. Before the first pending one a verified copy of
 * existing data is laid beside the file. Refuses a file that a newer program wrote.
 * @returns the path of that copy, or null where nothing had to be copied
 */
export function migrate(db: Db, steps = migrations): string | null {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > steps.length) throw new AppError('conflict', 'database-newer', { file: db.name, version, known: steps.length })
  if (version === steps.length) return null
  const copy = version === 0 || db.memory ? null : copyBefore(db, version)
  for (const [index, step] of steps.entries()) {
    if (index < version) continue
    try {
      db.transaction(() => {
        db.exec(step.sql)
        installChangeLog(db)
        db.pragma(`user_version = ${index + 1}`)
      }).immediate()
    } catch (error) {
      const failure = new AppError('conflict', 'migration-failed', { step: step.name, copy: copy ?? '' })
      failure.cause = error
      throw failure
    }
  }
  return copy
}

function copyBefore(db: Db, version: number): string {
  const folder = join(dirname(db.name), 'before-update')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `stammkunde-schema-${version}.db`)
  if (existsSync(file)) rmSync(file)
  db.prepare('vacuum into ?').run(file)
  const copy = openReadOnly(file)
  try {
    const verdict = copy.pragma('integrity_check', { simple: true })
    if (verdict !== 'ok') throw new AppError('conflict', 'migration-failed', { step: 'copy', copy: file })
  } finally {
    copy.close()
  }
  return file
}
