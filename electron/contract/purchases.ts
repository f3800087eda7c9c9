import { z } from 'zod'
import { read, write } from './call.ts'
import { Phase } from './customers.ts'
import { Cents, CustomerId, IsoDate, Limit, line, Offset, Points, PurchaseId, Timestamp } from './values.ts'

export const purchaseReasons = ['amount-not-positive', 'amount-too-large', 'purchase-gone', 'receipt-already-recorded', 'purchase-too-old'] as const

/** A purchase copied from the till. Stammkunde is not a till: no payment, no change, no receipt (domain.md G5). */
export const Purchase = z.object({
  id: PurchaseId,
  customerId: CustomerId,
  day: IsoDate,
  totalCents: Cents,
  receiptNo: z.string(),
  note: z.string(),
  points: Points,
  createdAt: Timestamp,
})
export type Purchase = z.infer<typeof Purchase>

export const purchaseCalls = {
  /**
   * Copies a receipt of the till. Future days are refused. A receipt number that was recorded for the same day is refused
   * with `receipt-already-recorded` unless `allowSameReceipt` is set. Earns points and moves the phase.
   */
  record: write(
    z.object({
      customerId: CustomerId,
      day: IsoDate,
      totalCents: z.int('input-invalid').positive('amount-not-positive').max(9_999_999_999, 'amount-too-large'),
      receiptNo: line(40).default(''),
      note: line(200).default(''),
      allowSameReceipt: z.boolean().default(false),
    }),
    z.object({ purchase: Purchase, pointsEarned: Points, balance: Points, phase: Phase, previousPhase: Phase, purchaseDays: z.int() }),
    ['purchases', 'customers', 'phases', 'loyalty'],
  ),
  listFor: read(
    z.object({ customerId: CustomerId, limit: Limit.default(100), offset: Offset.default(0) }),
    z.object({ rows: z.array(Purchase), total: z.int(), sumCents: Cents }),
  ),
  /** Takes a wrongly copied purchase out again; its points are booked back. */
  remove: write(z.object({ purchaseId: PurchaseId }), z.object({ customerId: CustomerId }), ['purchases', 'customers', 'phases', 'loyalty']),
}
