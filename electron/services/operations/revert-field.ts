import { SqliteError } from 'better-sqlite3'
import type { CustomerId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import type { Invert } from './change-inverse.ts'
import { columnsToRevert, REVERTIBLE_ROWS } from './history.rules.ts'
import type { ChangeRow, OperationsRepository } from './operations.repository.ts'

type Row = Record<string, string | number | null>
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'recorder'> {
  repository: OperationsRepository
  invert: Invert
  customers: { require(customerId: CustomerId): unknown }
}

/** Brings the former value of one field back, or a row that came or went. Runs inside an operation of its own, so that it can be undone in turn. */
export function revertField({ db, clock, recorder, repository, invert, customers }: Deps) {
  const touched = db.prepare<[string, CustomerId]>('update customer set updated_at = ? where id = ?')

  const isConstraint = (error: unknown) => error instanceof SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')

  function revertRow(change: ChangeRow): void {
    if (change.kind === 'update' || !REVERTIBLE_ROWS.has(change.tableName)) throw new AppError('conflict', 'change-not-revertible')
    const later = repository.laterChange(change)
    if (later) throw new AppError('conflict', 'change-row-newer', { day: later.at.slice(0, 10) })
    try {
      invert(change, recorder.current()!)
    } catch (error) {
      throw isConstraint(error) ? new AppError('conflict', 'change-not-revertible') : error
    }
  }
  function revertColumns(change: ChangeRow, field: string): void {
    const columns = columnsToRevert(change, field)
    const now = repository.rowNow(change.tableName, change.rowId)
    if (columns.length === 0 || !now) throw new AppError('conflict', 'change-not-revertible')
    const [before, after] = [JSON.parse(change.before ?? '{}') as Row, JSON.parse(change.after ?? '{}') as Row]
    if (columns.some((column) => now[column] !== after[column])) {
      const later = repository.lastChangeOf(change, columns)
      throw new AppError('conflict', 'change-newer', { day: (later?.at ?? clock.now()).slice(0, 10), value: String(now[field] ?? '') })
    }
    try {
      const set = columns.map((column) => `"${column}" = ?`).join(', ')
      const values = columns.map((column) => before[column] ?? null)
      db.prepare<Row[string][]>(`update ${change.tableName} set ${set} where id = ?`).run(...values, change.rowId)
    } catch (error) {
      if (!isConstraint(error)) throw error
      throw field === 'number'
        ? new AppError('conflict', 'number-taken', { number: String(before[field]), name: repository.nameOfNumber(String(before[field])) })
        : new AppError('conflict', 'name-missing')
    }
  }

  return ({ changeId, field }: { changeId: number; field?: string | undefined }): { customerId: CustomerId } => {
    const change = repository.change(changeId)
    if (!change || change.customerId === null) throw new AppError('missing', 'change-gone')
    customers.require(change.customerId)
    if (field === undefined) revertRow(change)
    else revertColumns(change, field)
    touched.run(clock.now(), change.customerId)
    recorder.describe({ customerId: change.customerId, count: 1 })
    return { customerId: change.customerId }
  }
}
