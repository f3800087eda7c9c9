import Database from 'better-sqlite3'
import { AppError } from './app-error.ts'

declare const canWrite: unique symbol
/** The one connection that writes. */
export type Db = Database.Database & { readonly [canWrite]: true }
/** What reading code gets to see: prepared selects only. */
export type ReadDb = Pick<Database.Database, 'prepare' | 'pragma'>

/** Marks our files, so that a foreign SQLite file is told apart ("Stk1"). */
export const APPLICATION_ID = 0x53746b31

const OLDEST_SQLITE = [3, 51, 3] as const

/** Opens (or creates) a database file for writing, with the pragmas the app relies on. Refuses foreign and damaged files. */
export function openDatabase(file: string): Db {
  const db = new Database(file)
  try {
    requireSqlite(db)
    // Reading the header first: it fails here, before any pragma could write to a file that is not ours.
    const owner = db.pragma('application_id', { simple: true })
    const isNew = db.prepare('select count(*) from sqlite_schema').pluck().get() === 0
    if (!isNew && owner !== APPLICATION_ID) throw new AppError('conflict', 'database-foreign', { file })
    db.pragma('journal_mode = wal')
    db.pragma('foreign_keys = on')
    db.pragma('synchronous = full')
    db.pragma('busy_timeout = 5000')
    db.pragma('trusted_schema = off')
    db.pragma('recursive_triggers = on')
    db.pragma('cache_size = -32000')
    db.pragma('temp_store = memory')
    if (isNew) db.pragma(`application_id = ${APPLICATION_ID}`)
    return db as Db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Opens a file for reading only: a backup, or another connection beside the writer. */
export function openReadOnly(file: string): Database.Database {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  db.pragma('trusted_schema = off')
  return db
}

/** Older versions can lose the write-ahead log when two connections meet (fixed in 3.51.3). */
function requireSqlite(db: Database.Database): void {
  const version = db.prepare('select sqlite_version()').pluck().get() as string
  const parts = version.split('.').map(Number)
  for (const [index, least] of OLDEST_SQLITE.entries()) {
    const have = parts[index] ?? 0
    if (have > least) return
    if (have < least) throw new AppError('conflict', 'sqlite-too-old', { version })
  }
}

type NotAPromise<T> = T extends PromiseLike<unknown> ? never : T

/** Runs `work` in one transaction (a savepoint when one is open). A throw rolls everything back; `work` may not be asynchronous. */
export function inTransaction<T>(db: Db, work: () => NotAPromise<T>): NotAPromise<T> {
  return db.transaction(work).immediate()
}

/**
 * The same for long work that reads first: others may write until it writes itself. Where somebody did, it is refused (SQLITE_BUSY) and has
 * to begin anew.
 */
export function inLateTransaction<T>(db: Db, work: () => NotAPromise<T>): NotAPromise<T> {
  return db.transaction(work).deferred()
}
