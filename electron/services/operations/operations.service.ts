import type { CustomerId, Handlers, ImportId, JobContext, Operation, OperationId, Timestamp } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { startOfDay } from '../../database/clock.ts'
import type { ServiceBase, Tasks, Undoing } from '../service-base.ts'
import { firstLink, isInForce, lastLink } from './blockers.ts'
import { changeInverse } from './change-inverse.ts'
import { historyOf, operationChanges } from './operation-changes.ts'
import { operationsRepository } from './operations.repository.ts'
import type { OperationRow } from './operations.repository.ts'
import { revertField } from './revert-field.ts'
import { takeBack } from './take-back.ts'

/** From this many changes on, the work moves away from the thread that serves the window. */
const LARGE = 500
const MERGE = 'customers.merge'
/** How many kept customers are named. */
const NAMED = 100

export interface OperationsService {
  calls: Handlers['operations']
  /** `imports.undo`: takes an import back, except customers who were changed since. */
  undoImport: Handlers['imports']['undo']
  /** `customers.undoMerge`: takes a merge back. */
  undoMerge: Handlers['customers']['undoMerge']
  tasks: Tasks
}
/** What undoing needs to know about imports. */
interface UndoneImports {
  /** Refuses an import that never was. */
  find(importId: ImportId): { operationId: OperationId | null }
  byOperation(operationId: OperationId): ImportId | undefined
  /** Null when redo has put the import in force again. */
  markUndone(importId: ImportId, at: Timestamp | null): void
}
/** What undoing needs to know about merges. */
interface UndoneMerges {
  settle(operationId: OperationId): void
  survivorOf(undoId: OperationId): CustomerId | null
}
interface Deps extends ServiceBase {
  merges: UndoneMerges
  customers: { require(customerId: CustomerId): unknown; searchQuery(text: string): string | null }
  undoing: readonly Undoing[]
  imports: UndoneImports
}
interface Outcome {
  operationId: OperationId | null
  kept: CustomerId[]
  keptTotal: number
  removed: number
  reverted: number
}
interface Order {
  operationId: OperationId
  keepChanged: boolean
}

/** Undo, redo and the history of changes, all from the one change log. */
export function operationsService({ db, clock, recorder, background, undoing, imports, merges, customers }: Deps): OperationsService {
  const repository = operationsRepository(db)
  const invert = changeInverse(db, undoing)
  const take = takeBack({ db, recorder, repository, invert })

  function require(id: OperationId): OperationRow {
    const operation = repository.find(id)
    if (!operation) throw new AppError('missing', 'operation-gone')
    return operation
  }
  const isSample = (operation: OperationRow) => operation.call.startsWith('sample.')
  function shown(row: OperationRow): Operation {
    const { id, call, kind, at, customerId, displayName, count } = row
    const inForce = isInForce(repository, row)
    return { id, call, kind, at, customerId, displayName, count, isUndone: !inForce, canUndo: inForce && row.hasChanges === 1 && !isSample(row) }
  }

  /** Does the work on whichever thread it was called. */
  function perform({ operationId, keepChanged }: Order, job: JobContext): Outcome {
    const target = require(operationId)
    const first = firstLink(repository, target)
    const importId = first.call.startsWith('imports.') ? imports.byOperation(first.id) : undefined
    const isUndo = target.kind !== 'undo'
    const outcome = take(target, keepChanged || (importId !== undefined && isUndo), job, () => {
      if (importId !== undefined) imports.markUndone(importId, isUndo ? clock.now() : null)
      if (first.call === MERGE) merges.settle(recorder.current()!)
    })
    return { ...outcome, kept: [...outcome.kept].slice(0, NAMED), keptTotal: outcome.kept.size }
  }

  /** Small work at once, large work in the background; afterwards the operation that it became. */
  async function run(order: Order, job: JobContext): Promise<Outcome> {
    const isLarge = repository.isAtLeast(order.operationId, LARGE)
    return isLarge ? await background.run<Outcome>('operations.takeBack', order, job) : perform(order, job)
  }

  async function undone(target: OperationRow, job: JobContext) {
    if (isSample(target) || target.hasChanges === 0) throw new AppError('conflict', 'operation-not-undoable', { call: target.call })
    const { operationId } = await run({ operationId: target.id, keepChanged: false }, job)
    if (operationId === null) throw new AppError('conflict', 'operation-not-undoable', { call: target.call })
    const undone = shown(require(target.id))
    // A customer who was just taken away has no name any more, and one who just came back had none before.
    return { operationId, undone: { ...undone, displayName: undone.displayName ?? target.displayName } }
  }

  return {
    tasks: { 'operations.takeBack': perform },
    async undoImport({ importId }, job) {
      const { operationId } = imports.find(importId)
      const first = operationId === null ? undefined : repository.find(operationId)
      if (!first) return { removed: 0, reverted: 0, kept: [], keptTotal: 0 }
      if (!isInForce(repository, first)) throw new AppError('conflict', 'import-already-undone')
      const outcome = await run({ operationId: lastLink(repository, first).id, keepChanged: true }, job)
      const kept = outcome.kept.map((customerId) => ({ customerId, displayName: repository.nameOf(customerId) ?? '' }))
      return { removed: outcome.removed, reverted: outcome.reverted, kept, keptTotal: outcome.keptTotal }
    },
    async undoMerge({ mergeId }, job) {
      const found = repository.find(mergeId)
      const first = found && firstLink(repository, found)
      if (first?.call !== MERGE) throw new AppError('missing', 'merge-gone')
      if (!isInForce(repository, first)) throw new AppError('conflict', 'merge-already-undone')
      const { operationId } = await undone(lastLink(repository, first), job)
      return { operationId, survivorId: merges.survivorOf(operationId) }
    },
    calls: {
      list({ limit, offset, today, topic, text }) {
        const query = customers.searchQuery(text)
        if (query === null) return { rows: [], total: 0 }
        const filter = {
          since: today ? startOfDay(clock.now()) : '',
          like: topic === undefined ? null : `${topic}.%`,
          match: query === '' ? null : query,
        }
        return { rows: repository.page(filter, limit, offset).map(shown), total: repository.count(filter) }
      },
      changes: ({ operationId, limit, offset }) => operationChanges(repository, require(operationId), limit, offset),
      revertField: revertField({ db, clock, recorder, repository, invert, customers }),
      undo({ operationId }, job) {
        const operation = require(operationId)
        if (!isInForce(repository, operation)) throw new AppError('conflict', 'operation-already-undone', { day: operation.at.slice(0, 10) })
        return undone(lastLink(repository, operation), job)
      },
      undoLast(_, job) {
        const last = repository.lastDone()
        if (!last) throw new AppError('missing', 'operation-nothing-to-undo')
        return undone(last, job)
      },
      redoLast(_, job) {
        const last = repository.lastUndo()
        if (!last || repository.wasFollowed(last.id)) throw new AppError('missing', 'operation-nothing-to-redo')
        return undone(last, job)
      },
      history({ customerId, limit, offset }) {
        const rows = historyOf(repository, customerId)
        return { rows: rows.slice(offset, offset + limit), total: rows.length }
      },
    },
  }
}
