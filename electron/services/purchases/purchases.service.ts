import type { CustomerId, Handlers, OperationId, Purchase, PurchaseId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import type { PhasesService } from '../phases/phases.service.ts'
import type { ServiceBase, Undoing } from '../service-base.ts'
import { purchaseLinesRepository } from './purchase-lines.repository.ts'
import { purchasesRepository } from './purchases.repository.ts'
import { receiptWriter } from './receipt-writer.ts'
import type { ReceiptWriter } from './receipt-writer.ts'
import { recordPurchase } from './record-purchase.ts'
import { reducePurchase } from './reduce-purchase.ts'
import type { ReducingPurchases } from './reduce-purchase.ts'
import { reductionsRepository } from './reductions.repository.ts'
import { returnPurchase } from './return-purchase.ts'
import type { AskReturn } from './return-purchase.ts'
import { unknownSales } from './unknown-sales.ts'
import { unusualAmount } from './unusual-amount.ts'

export interface PurchasesService extends Omit<ReducingPurchases, 'keptOf'> {
  calls: Handlers['purchases']
  undoing: readonly Undoing[]
  /** Holds receipts and their returns together, whatever was undone or done again. Runs before everybody who reads purchases. */
  afterOperation(operationId: OperationId): void
  /** For whoever brings receipts by the thousand. */
  receipts: ReceiptWriter
  /** Whoever owns vouchers says what a return gives back to them. */
  onReturnAsked(ask: AskReturn): void
  /** Erases a customer's purchases. Only while erasing is allowed; see `whilePurging`. */
  purge(customerId: CustomerId): void
}
interface Deps extends ServiceBase {
  customers: { require(customerId: CustomerId): unknown; nameOf(customerId: CustomerId): string }
  phases: Pick<PhasesService, 'standingOf'>
  loyalty: LoyaltyService
}

export function purchasesService({ db, clock, newId, recorder, customers, phases, loyalty }: Deps): PurchasesService {
  const purchases = purchasesRepository(db)
  const purchaseLines = purchaseLinesRepository(db)
  const recording = recordPurchase({ clock, newId, purchases, purchaseLines, customers, phases, loyalty, isUnusual: unusualAmount(db) })
  let askVouchers: AskReturn = () => []
  const { keptOf, ...reducing } = reducePurchase({ newId, purchases, purchaseLines, reductions: reductionsRepository(db), loyalty })
  const returning = returnPurchase({
    clock,
    newId,
    purchases,
    purchaseLines,
    customers,
    phases,
    loyalty,
    keptOf,
    vouchersBack: (...asked) => askVouchers(...asked),
  })

  /** Takes the returns of a receipt out with it: they would give back what was never bought. */
  function voidReturns(purchaseId: PurchaseId): number {
    const returns = purchases.returnIds(purchaseId)
    for (const id of returns) {
      purchases.void(id, clock.now())
      loyalty.reverse(id)
    }
    return returns.length
  }
  const withReturns = (purchase: Purchase) => ({ ...purchase, returns: purchases.returnsOf(purchase.id) })

  return {
    ...reducing,
    onReturnAsked: (ask) => void (askVouchers = ask),
    purge: purchases.purge,
    receipts: receiptWriter({ db, clock, newId, loyalty, purchases, purchaseLines }),
    undoing: [
      {
        table: 'purchase',
        // The points it earned are entries of the same operation and were booked against before; what is left came with a later customer.
        undoInsert(rowId) {
          voidReturns(rowId as PurchaseId)
          purchases.void(rowId as PurchaseId, clock.now())
          loyalty.reverse(rowId as PurchaseId)
        },
      },
    ],
    afterOperation(operationId) {
      for (const purchaseId of purchases.settledBy(operationId)) {
        if (purchases.hasStrays(purchaseId) || purchaseLines.isOverdrawn(purchaseId)) throw new AppError('conflict', 'return-fits-no-longer')
        // What belongs to nobody any more gives nobody points.
        const isSomebodys = (purchases.standing(purchaseId)?.customerId ?? null) !== null
        if (isSomebodys) loyalty.giveBack({ purchaseId, kept: keptOf(purchaseId) })
        loyalty.takeBack({ purchaseId, remainingBase: isSomebodys ? purchaseLines.base(purchaseId) : 0 })
      }
    },
    calls: {
      ...unknownSales({ db, recorder, customers, loyalty, purchaseLines }),
      record(order) {
        customers.require(order.customerId)
        const before = phases.standingOf(order.customerId)
        const purchase = recording.book(order)
        const after = phases.standingOf(order.customerId)
        recorder.describe({ customerId: order.customerId, count: 1 })
        return {
          purchase,
          pointsEarned: purchase.points,
          balance: loyalty.balance(order.customerId),
          phase: after.phase,
          previousPhase: before.phase,
          purchaseDays: after.purchaseDays,
        }
      },
      return(order) {
        const effect = returning.book(order)
        recorder.describe({ ...(effect.customerId === null ? {} : { customerId: effect.customerId }), count: 1 })
        return effect
      },
      recordPreview: recording.preview,
      returnPreview: returning.preview,
      get({ purchaseId }) {
        const purchase = purchases.whole(purchaseId)
        if (!purchase) throw new AppError('missing', 'purchase-gone')
        const staffName = purchase.staffId === null ? '' : (purchases.staffName(purchase.staffId) ?? '')
        return { ...withReturns(purchase), lines: purchaseLines.shown(purchaseId), staffName, leftCents: purchases.left(purchaseId) }
      },
      listFor: ({ customerId, limit, offset }) => ({
        rows: purchases.page(customerId, limit, offset).map(withReturns),
        ...purchases.totalsOf(customerId),
      }),
      remove({ purchaseId }) {
        const found = purchases.standing(purchaseId)
        if (!found) throw new AppError('missing', 'purchase-gone')
        const returnsRemoved = voidReturns(purchaseId)
        purchases.void(purchaseId, clock.now())
        loyalty.reverse(purchaseId)
        recorder.describe({ ...(found.customerId === null ? {} : { customerId: found.customerId }), count: 1 })
        return { customerId: found.customerId, returnsRemoved }
      },
      totals: ({ from, until }) => purchases.shopTotals(from, until),
    },
  }
}
