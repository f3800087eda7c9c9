import { SqliteError } from 'better-sqlite3'
import type Database from 'better-sqlite3'
import type { Db } from './open.ts'

/**
 * High-water marks: ids, customer numbers and card serials that were given out and must never be given out again.
 * `leap` is how far to go ahead where the present mark cannot be read; ids follow the clock and need none.
 */
const MARKS = [
  { table: 'id_mark', column: 'high', leap: 0 },
  { table: 'customer_mark', column: 'number_high', leap: 1000 },
  { table: 'card_serial', column: 'high', leap: 1000 },
] as const

/**
 * Lifts the marks of a restored file to those of the present one. Cards issued since the copy lie in customers' pockets, so
 * their numbers stay used although the copy does not know them. Of a damaged file (or none: null) nobody knows how far it had got.
 */
export function carryMarks(from: Pick<Database.Database, 'prepare'> | null, to: Db): void {
  for (const { table, column, leap } of MARKS) {
    const high = from && readable(() => from.prepare<[], number>(`select ${column} from ${table}`).pluck().get())
    if (high == null) to.prepare(`update ${table} set ${column} = ${column} + ?`).run(leap)
    else to.prepare(`update ${table} set ${column} = max(${column}, ?)`).run(high)
  }
}

function readable<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof SqliteError) return null
    throw error
  }
}
