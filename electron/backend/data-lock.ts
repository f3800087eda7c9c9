import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../database/app-error.ts'

/**
 * One process per data folder. An exclusive SQLite lock is held by the operating system, so it falls with the process, however
 * that ends, and no stale lock file can keep an owner out.
 * @returns gives the folder free
 */
export function lockDataFolder(folder: string): () => void {
  prepare(folder)
  const lock = new Database(join(folder, 'stammkunde.lock'), { timeout: 0 })
  try {
    lock.pragma('journal_mode = memory')
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new AppError('conflict', 'data-folder-in-use', { folder })
    throw error
  }
  return () => lock.close()
}

function prepare(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch {
    throw new AppError('denied', existsSync(folder) ? 'folder-read-only' : 'folder-missing', { folder })
  }
}
