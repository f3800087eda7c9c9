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
  // A table that is built anew is dropped first, which would take along what refers to it; all references are checked instead.
  db.pragma('foreign_keys = off')
  try {
    for (const [index, step] of steps.entries()) if (index >= version) run(db, step, { version: index + 1, isLast: index + 1 === steps.length, copy })
  } finally {
    db.pragma('foreign_keys = on')
  }
  return copy
}

function run(db: Db, step: (typeof migrations)[number], { version, isLast, copy }: { version: number; isLast: boolean; copy: string | null }): void {
  try {
    db.transaction(() => {
      db.exec(step.sql)
      // Nothing is written by an owner between two steps, so the triggers are made once, for the schema in the end.
      if (isLast) installChangeLog(db)
      if (copy !== null && (db.pragma('foreign_key_check') as unknown[]).length > 0) throw new Error('rows refer to rows that are not there')
      db.pragma(`user_version = ${version}`)
    }).immediate()
  } catch (error) {
    const failure = new AppError('conflict', 'migration-failed', { step: step.name, copy: copy ?? '' })
    failure.cause = error
    throw failure
  }
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
