import type Database from 'better-sqlite3'
import type { OperationId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { columnsOf, loggedTables } from '../../database/change-log.ts'
import type { Db } from '../../database/open.ts'
import type { Undoing } from '../service-base.ts'
import type { ChangeRow } from './operations.repository.ts'

type Value = string | number | null
type Row = Record<string, Value>
/** Takes one remembered change back. Must run newest first, so that each step meets the state that the change had left. */
export type Invert = (change: ChangeRow, operationId: OperationId) => void

/**
 * The inverse of every kind of change. Where a capability has registered its own inverse of an insert, that one is used;
 * so ledgers are booked against, never deleted from.
 */
export function changeInverse(db: Db, undoing: readonly Undoing[]): Invert {
  const own = new Map(undoing.map((entry) => [entry.table, entry]))
  const tables = new Map(loggedTables.map(({ table, kind, mayVanish = false }) => [table, { kind, mayVanish, columns: columnsOf(db, table) }]))
  const statements = new Map<string, Database.Statement<Value[]>>()

  function run(sql: string, values: Value[]): number {
    let statement = statements.get(sql)
    if (!statement) statements.set(sql, (statement = db.prepare<Value[]>(sql)))
    return statement.run(...values).changes
  }
  /** Names come from the log, so each is held against the schema before it becomes SQL. */
  function tableOf({ tableName }: ChangeRow) {
    const table = tables.get(tableName)
    if (!table) throw new Error(`unlogged table ${tableName}`)
    return table
  }

  return (change, operationId) => {
    const { kind, columns, mayVanish } = tableOf(change)
    const mustChange = (rows: number): void => {
      // A row that is gone without a trace in the log was erased for good; then there is nothing to take back.
      if (rows === 0 && !mayVanish) throw new AppError('conflict', 'operation-not-undoable')
    }
    switch (change.kind) {
      case 'insert': {
        const special = own.get(change.tableName)
        if (special) return special.undoInsert(change.rowId, operationId, change.customerId)
        if (kind === 'ledger') throw new Error(`no inverse registered for ${change.tableName}`)
        return mustChange(run(`delete from ${change.tableName} where id = ?`, [change.rowId]))
      }
      case 'update': {
        const before = JSON.parse(change.before ?? '{}') as Row
        const changed = columns.filter((column) => Object.hasOwn(before, column))
        const set = changed.map((column) => `"${column}" = ?`).join(', ')
        return mustChange(
          run(`update ${change.tableName} set ${set} where id = ?`, [...changed.map((column) => before[column] ?? null), change.rowId]),
        )
      }
      case 'delete': {
        const before = JSON.parse(change.before ?? '{}') as Row
        const kept = columns.filter((column) => Object.hasOwn(before, column))
        const names = kept.map((column) => `"${column}"`).join(', ')
        return mustChange(
          run(
            `insert into ${change.tableName} (${names}) values (${kept.map(() => '?').join(', ')})`,
            kept.map((column) => before[column] ?? null),
          ),
        )
      }
    }
  }
}
