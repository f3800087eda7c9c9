import { SqliteError } from 'better-sqlite3'
import type { CustomerId, JobContext, OperationId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import { laterInForce } from './blockers.ts'
import type { Blocker } from './blockers.ts'
import type { Invert } from './change-inverse.ts'
import type { ChangeRow, OperationRow, OperationsRepository } from './operations.repository.ts'

/** How many changes are read at once; between two pages the work can be cancelled. */
const PAGE = 1000

interface Deps extends Pick<ServiceBase, 'db' | 'recorder'> {
  repository: OperationsRepository
  invert: Invert
}
export interface TakenBack {
  /** Null when everything had to be kept, so that nothing changed. */
  operationId: OperationId | null
  /** Customers whose rows were kept, because later changes are in force; only where keeping was asked for. */
  kept: ReadonlySet<CustomerId>
  /** Customers who were made by the operation and are gone now, and those who have their former values again. */
  removed: number
  reverted: number
}

/**
 * Takes the changes of one operation back, newest first, as an operation of its own.
 * With `keepChanged` a customer who was changed since stays whole as he is; without it one such change refuses everything.
 */
export function takeBack({ db, recorder, repository, invert }: Deps) {
  function blocked({ operation, customerId }: Blocker): AppError {
    const subject = operation.customerId ?? customerId
    const detail = { operationId: operation.id, call: operation.call, at: operation.at, day: operation.at.slice(0, 10) }
    if (subject === null) return new AppError('conflict', 'operation-blocked-by-later-setting', detail)
    const name = operation.displayName ?? repository.nameOf(subject) ?? operation.call
    return new AppError('conflict', 'operation-blocked-by-later', { ...detail, name })
  }

  /** A rule of the schema stands against the old state: something later took its place, such as a customer number. */
  function invertOne(change: ChangeRow, target: OperationRow, operationId: OperationId): void {
    try {
      invert(change, operationId)
    } catch (error) {
      if (!(error instanceof SqliteError) || !error.code.startsWith('SQLITE_CONSTRAINT')) throw error
      const later = repository.lastOnRow(change, target.id, operationId) ?? repository.lastOnTable(change.tableName, target.id, operationId)
      const operation = later === undefined ? undefined : repository.find(later)
      throw operation ? blocked({ operation, customerId: operation.customerId ?? change.customerId }) : error
    }
  }

  function invertAll(target: OperationRow, operationId: OperationId, kept: ReadonlySet<CustomerId>, job: JobContext) {
    const made = new Set<CustomerId>()
    const touched = new Set<CustomerId>()
    let ofNobody = 0
    const total = repository.changeCount(target.id)
    let done = 0
    // The log of this very operation grows behind it, so the pages end at the target's own changes.
    for (let before = Number.MAX_SAFE_INTEGER; ;) {
      if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
      job.report(done, total, 'undoing')
      const page = repository.changesBefore(target.id, before, PAGE)
      for (const change of page) {
        before = change.id
        if (change.customerId !== null) {
          if (kept.has(change.customerId)) continue
          touched.add(change.customerId)
          if (change.tableName === 'customer' && change.kind === 'insert') made.add(change.customerId)
        } else ofNobody++
        invertOne(change, target, operationId)
      }
      done += page.length
      if (page.length < PAGE) break
    }
    job.report(total, total, 'finishing')
    return { removed: made.size, reverted: touched.size - made.size, ofNobody }
  }

  /** Rows that would belong to somebody who is gone cannot come back; that shows when everything is in place. */
  function standing<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      if (error instanceof SqliteError && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY') throw new AppError('conflict', 'operation-not-undoable')
      throw error
    }
  }

  /** @param finish runs in the same transaction, once something was taken back */
  return (target: OperationRow, keepChanged: boolean, job: JobContext, finish: () => void = () => {}): TakenBack => {
    const kept = new Set<CustomerId>()
    for (const blocker of laterInForce(repository, target.id)) {
      if (!keepChanged || blocker.customerId === null) throw blocked(blocker)
      kept.add(blocker.customerId)
    }
    const kind = target.kind === 'undo' ? 'redo' : 'undo'
    const { value, operationId } = standing(() =>
      recorder.run({ call: target.call, kind, undoesId: target.id }, () => {
        db.pragma('defer_foreign_keys = on')
        const own = recorder.current()!
        const counts = invertAll(target, own, kept, job)
        recorder.describe({ ...(target.customerId === null ? {} : { customerId: target.customerId }), count: target.count })
        // Where nothing changed the operation is dropped again, and with it this mark.
        repository.markUndone(target.id, own)
        if (counts.removed + counts.reverted + counts.ofNobody > 0) finish()
        return { removed: counts.removed, reverted: counts.reverted }
      }),
    )
    return { operationId, kept, ...value }
  }
}
