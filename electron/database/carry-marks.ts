import type { Db } from './open.ts'

/** High-water marks: ids, customer numbers and card serials that were given out and must never be given out again. */
const MARKS = [
  { table: 'id_mark', column: 'high' },
  { table: 'customer_mark', column: 'number_high' },
  { table: 'card_serial', column: 'high' },
] as const

/**
 * Lifts the marks of a restored file to those of the present one. Cards issued since the copy lie in customers' pockets, so
 * their numbers stay used although the copy does not know them.
 */
export function carryMarks(from: Pick<Db, 'prepare'>, to: Db): void {
  for (const { table, column } of MARKS) {
    const high = from.prepare<[], number>(`select ${column} from ${table}`).pluck().get() ?? 0
    to.prepare(`update ${table} set ${column} = max(${column}, ?)`).run(high)
  }
}
