import type { CustomerId, Handlers, MergeOrder, OperationId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { CustomersService, StoredCustomer } from '../customers/customers.service.ts'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import type { PhasesService } from '../phases/phases.service.ts'
import type { ServiceBase } from '../service-base.ts'
import type { ConsentsService } from '../consents/consents.service.ts'
import { customerMoves } from './customer-moves.ts'
import { chooseFields } from './merge-fields.rules.ts'
import type { FieldChoice } from './merge-fields.rules.ts'
import { mergesRepository } from './merges.repository.ts'

export interface MergesService {
  calls: Pick<Handlers['customers'], 'merge' | 'mergePreview' | 'merges'>
  /** After a merge was taken back or done again, in the same operation: what stands against a moved entry follows it. */
  settle(operationId: OperationId): void
  survivorOf(undoId: OperationId): CustomerId | null
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> {
  customers: Pick<CustomersService, 'require' | 'nameOf' | 'writer'>
  phases: Pick<PhasesService, 'standingTogether'>
  loyalty: Pick<LoyaltyService, 'accountOf'>
  consents: Pick<ConsentsService, 'takeOver'>
}

/** Several customers become one. Works across tables by the rules of `customerTables`; undone like any other operation. */
export function mergesService({ db, clock, recorder, customers, phases, loyalty, consents }: Deps): MergesService {
  const repository = mergesRepository(db)
  const moves = customerMoves(db, consents)

  /** The survivor first, then the others; refuses whoever cannot be merged. */
  function sidesOf({ survivorId, otherIds }: MergeOrder): StoredCustomer[] {
    const others = [...new Set(otherIds)]
    if (others.includes(survivorId)) throw new AppError('invalid', 'merge-with-itself')
    const [survivor, ...rest] = [survivorId, ...others].map((id) => customers.require(id))
    for (const other of rest) {
      const detail = { name: survivor!.displayName, other: other.displayName }
      if (other.kind !== survivor!.kind) throw new AppError('conflict', 'merge-firm-with-person', detail)
      if (other.isSample !== survivor!.isSample) throw new AppError('conflict', 'merge-sample-with-own', detail)
    }
    return [survivor!, ...rest]
  }

  function writeFields(survivor: StoredCustomer, others: readonly StoredCustomer[], fields: readonly FieldChoice[]): void {
    const change: Record<string, unknown> = {}
    for (const { field, choice, result } of fields) {
      const from = [survivor, ...others].find(({ id }) => id === choice)
      change[field] = from ? from[field] : result
    }
    const extra = Object.assign({}, ...[survivor, ...others].toReversed().map((side) => JSON.parse(side.extra) as object)) as Record<string, unknown>
    customers.writer.change(survivor.id, { ...change, extra })
    const oldest = [survivor, ...others].reduce((first, next) => (next.createdAt < first.createdAt ? next : first))
    if (oldest !== survivor) repository.setCreated(survivor.id, oldest.createdOn, oldest.createdAt)
  }

  return {
    settle: repository.moveCounterEntries,
    survivorOf: repository.survivorOf,
    calls: {
      merge(order) {
        const [survivor, ...others] = sidesOf(order)
        const all = [survivor!, ...others]
        const ids = all.map(({ id }) => id)
        writeFields(survivor!, others, chooseFields(all, order.choices))
        const since = repository.accountSince(ids)
        if (since !== null) loyalty.accountOf(survivor!.id, since)
        const at = clock.now()
        for (const { id } of others) {
          moves.move(survivor!.id, id, ids)
          repository.markMerged(id, survivor!.id, at)
        }
        recorder.describe({ customerId: survivor!.id, count: ids.length })
        return { mergeId: recorder.current()! }
      },
      mergePreview(order) {
        const all = sidesOf(order)
        const ids = all.map(({ id }) => id)
        const sides = all.map(({ id, number, displayName, createdOn }) => {
          const counts = id === order.survivorId ? { moves: {}, stays: {} } : moves.count(order.survivorId, id, ids)
          return { id, number, displayName, createdOn, ...repository.figures(id), ...counts }
        })
        const together = phases.standingTogether(ids)
        return {
          survivorId: order.survivorId,
          sides,
          fields: chooseFields(all, order.choices),
          points: sides.reduce((sum, { points }) => sum + points, 0),
          phase: { from: sides[0]!.phase, to: together.phase, purchaseDays: together.purchaseDays },
        }
      },
      merges({ customerId }) {
        customers.require(customerId)
        const found = new Map<OperationId, { mergeId: OperationId; at: string; others: { id: CustomerId; number: string; displayName: string }[] }>()
        for (const { operationId, at, ...other } of repository.mergedInto(customerId)) {
          const mergeId = repository.firstLink(operationId)
          const merge = found.get(mergeId) ?? { mergeId, at, others: [] }
          merge.others.push({ ...other, displayName: customers.nameOf(other.id) })
          found.set(mergeId, merge)
        }
        return [...found.values()]
      },
    },
  }
}
