import type { Cents, CustomerId, Handlers, IsoDate, PurchaseId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import type { PhasesService } from '../phases/phases.service.ts'
import type { ServiceBase, Undoing } from '../service-base.ts'
import { purchasesRepository } from './purchases.repository.ts'
import { receiptWriter } from './receipt-writer.ts'
import type { ReceiptWriter } from './receipt-writer.ts'
import { unknownSales } from './unknown-sales.ts'

/** Nobody copies older receipts; an earlier year is a slip of the finger. */
const EARLIEST_DAY = '1990-01-01' as IsoDate

export interface PurchasesService {
  calls: Handlers['purchases']
  undoing: readonly Undoing[]
  /** For whoever brings receipts by the thousand. */
  receipts: ReceiptWriter
  /** Erases a customer's purchases. Only while erasing is allowed; see `whilePurging`. */
  purge(customerId: CustomerId): void
}
interface Deps extends ServiceBase {
  customers: { require(customerId: CustomerId): unknown; nameOf(customerId: CustomerId): string }
  phases: Pick<PhasesService, 'standingOf'>
  loyalty: Pick<LoyaltyService, 'earn' | 'takeBackFor' | 'reverse' | 'balance'>
}

export function purchasesService({ db, clock, newId, recorder, customers, phases, loyalty }: Deps): PurchasesService {
  const purchases = purchasesRepository(db)

  function refuseDay(day: IsoDate): void {
    if (day > clock.today()) throw new AppError('invalid', 'day-in-future', { day })
    if (day < EARLIEST_DAY) throw new AppError('invalid', 'purchase-too-old', { day })
  }
  function refuseTwice(receiptNo: string, day: IsoDate): void {
    const owner = purchases.ownerOfReceipt(receiptNo, day)
    if (owner !== undefined) throw new AppError('conflict', 'receipt-already-recorded', { name: customers.nameOf(owner), day, receiptNo })
  }

  return {
    purge: purchases.purge,
    receipts: receiptWriter({ db, clock, newId, loyalty }),
    undoing: [
      {
        table: 'purchase',
        // The points it earned are entries of the same operation and were booked against before; what is left came with a later customer.
        undoInsert(rowId) {
          purchases.void(rowId as PurchaseId, clock.now())
          loyalty.reverse(rowId as PurchaseId)
        },
      },
    ],
    calls: {
      ...unknownSales({ db, recorder, customers, loyalty }),
      record({ allowSameReceipt, ...input }) {
        refuseDay(input.day)
        customers.require(input.customerId)
        if (!allowSameReceipt) refuseTwice(input.receiptNo, input.day)
        const before = phases.standingOf(input.customerId)
        const purchase = { ...input, id: newId() as PurchaseId, totalCents: input.totalCents as Cents, createdAt: clock.now() }
        purchases.insert(purchase)
        const points = loyalty.earn(purchase)
        const after = phases.standingOf(input.customerId)
        recorder.describe({ customerId: input.customerId, count: 1 })
        return {
          purchase: { ...purchase, points },
          pointsEarned: points,
          balance: loyalty.balance(input.customerId),
          phase: after.phase,
          previousPhase: before.phase,
          purchaseDays: after.purchaseDays,
        }
      },
      listFor: ({ customerId, limit, offset }) => ({ rows: purchases.page(customerId, limit, offset), ...purchases.totals(customerId) }),
      remove({ purchaseId }) {
        const customerId = purchases.ownerOf(purchaseId)
        if (customerId === undefined) throw new AppError('missing', 'purchase-gone')
        purchases.void(purchaseId, clock.now())
        loyalty.reverse(purchaseId)
        recorder.describe({ customerId, count: 1 })
        return { customerId }
      },
    },
  }
}
