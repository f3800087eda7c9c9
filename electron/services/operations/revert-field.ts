import { SqliteError } from 'better-sqlite3'
import type { CustomerId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import { columnsToRevert } from './history.rules.ts'
import type { OperationsRepository } from './operations.repository.ts'

type Row = Record<string, string | number | null>
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'recorder'> {
  repository: OperationsRepository
  customers: { require(customerId: CustomerId): unknown }
}

/** Brings the former value of one field back. Runs inside an operation of its own, so that it can be undone in turn. */
export function revertField({ db, clock, recorder, repository, customers }: Deps) {
  const touched = db.prepare<[string, CustomerId]>('update customer set updated_at = ? where id = ?')

  return ({ changeId, field }: { changeId: number; field: string }): { customerId: CustomerId } => {
    const change = repository.change(changeId)
    if (!change || change.customerId === null) throw new AppError('missing', 'change-gone')
    customers.require(change.customerId)
    const columns = columnsToRevert(change, field)
    if (columns.length === 0) throw new AppError('conflict', 'change-not-revertible')
    const [before, after] = [JSON.parse(change.before ?? '{}') as Row, JSON.parse(change.after ?? '{}') as Row]
    const now = repository.rowNow(change.tableName, change.rowId)
    if (!now) throw new AppError('conflict', 'change-not-revertible')
    if (columns.some((column) => now[column] !== after[column])) {
      const later = repository.lastChangeOf(change, columns)
      throw new AppError('conflict', 'change-newer', { day: (later?.at ?? clock.now()).slice(0, 10), value: String(now[field] ?? '') })
    }
    try {
      const set = columns.map((column) => `"${column}" = ?`).join(', ')
      db.prepare<Row[string][]>(`update ${change.tableName} set ${set} where id = ?`).run(
        ...columns.map((column) => before[column] ?? null),
        change.rowId,
      )
    } catch (error) {
      if (!(error instanceof SqliteError) || !error.code.startsWith('SQLITE_CONSTRAINT')) throw error
      throw field === 'number'
        ? new AppError('conflict', 'number-taken', { number: String(before[field]), name: repository.nameOfNumber(String(before[field])) })
        : new AppError('conflict', 'name-missing')
    }
    touched.run(clock.now(), change.customerId)
    recorder.describe({ customerId: change.customerId, count: 1 })
    return { customerId: change.customerId }
  }
}
