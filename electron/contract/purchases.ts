import { z } from 'zod'
import { read, write } from './call.ts'
import { Phase } from './customers.ts'
import { Discount, MostCents, PurchaseChannel, PurchaseLine, purchaseLineReasons, PurchaseLinesInput } from './purchase-lines.ts'
import { returnCalls, returnReasons } from './purchase-returns.ts'
import { Cents, CustomerId, IsoDate, Limit, line, Offset, Points, PurchaseId, StaffId, Timestamp } from './values.ts'

export const purchaseReasons = [
  'amount-not-positive',
  'amount-too-large',
  'purchase-gone',
  'receipt-already-recorded',
  'amount-unusual',
  'purchase-too-old',
  'purchase-empty',
  'purchase-total-differs',
  'staff-unknown',
  'totals-backwards',
  'reduction-of-return',
  'reduction-too-large',
  ...purchaseLineReasons,
  ...returnReasons,
] as const

/** A purchase copied from the till, or a return of one. Stammkunde is not a till: no payment, no change, no receipt (domain.md G5). */
export const Purchase = z.object({
  id: PurchaseId,
  /** Null: a sale whose customer nobody knows. */
  customerId: CustomerId.nullable(),
  kind: z.enum(['purchase', 'return']),
  /** The receipt that a return takes goods back from; null when it is not known. */
  returnsId: PurchaseId.nullable(),
  day: IsoDate,
  /** The purchase day it counts on; that of a return is the original's. */
  countsOn: IsoDate,
  /** What was paid; negative on a return. */
  totalCents: Cents,
  listCents: Cents,
  discountReason: z.string(),
  channel: PurchaseChannel,
  staffId: StaffId.nullable(),
  receiptNo: z.string(),
  note: z.string(),
  lineCount: z.int(),
  /** The names of its first lines. */
  goods: z.string(),
  /** What it earned or took back. */
  points: Points,
  createdAt: Timestamp,
})
export type Purchase = z.infer<typeof Purchase>
const WithReturns = Purchase.extend({ returns: z.array(Purchase) })
export type PurchaseWithReturns = z.infer<typeof WithReturns>
const Receipt = WithReturns.extend({ lines: z.array(PurchaseLine), staffName: z.string(), leftCents: Cents })
export type Receipt = z.infer<typeof Receipt>

/** What is copied from the till. */
const Order = z.object({
  customerId: CustomerId,
  day: IsoDate,
  totalCents: z.int('input-invalid').positive('amount-not-positive').max(MostCents, 'amount-too-large').optional(),
  lines: PurchaseLinesInput.default([]),
  /** Taken off the whole receipt. With lines it is spread over those that may be discounted; `totalCents` is what was paid. */
  discountCents: Discount.default(0),
  discountReason: line(100).default(''),
  channel: PurchaseChannel.default('shop'),
  staffId: StaffId.nullable().default(null),
  receiptNo: line(40).default(''),
  note: line(200).default(''),
  allowSameReceipt: z.boolean().default(false),
  allowUnusual: z.boolean().default(false),
})
const saysSomething = ({ totalCents, lines }: z.output<typeof Order>) => totalCents !== undefined || lines.length > 0

const RecordEffect = z.object({
  totalCents: Cents,
  listCents: Cents,
  /** What each line comes to, in the order given. */
  lines: z.array(z.object({ netCents: Cents, discountCents: Cents, earnsPoints: z.boolean() })),
  points: Points,
  balance: Points,
  phase: Phase,
  previousPhase: Phase,
  /** The how-manieth purchase day this is; the present count where the day counts already. */
  purchaseDays: z.int(),
  isNewDay: z.boolean(),
})
export type RecordEffect = z.infer<typeof RecordEffect>

const touches = ['purchases', 'customers', 'phases', 'loyalty'] as const

export const purchaseCalls = {
  /**
   * Copies a receipt of the till: its total, its lines, or both, which must agree. Future days are refused. A receipt number that was
   * recorded for the same day is refused with `receipt-already-recorded` unless `allowSameReceipt` is set, an amount far above everything
   * the shop has sold so far with `amount-unusual` unless `allowUnusual` is set. Earns points and moves the phase.
   */
  record: write(
    Order.refine(saysSomething, 'purchase-empty'),
    z.object({ purchase: Purchase, pointsEarned: Points, balance: Points, phase: Phase, previousPhase: Phase, purchaseDays: z.int() }),
    touches,
  ),
  /** What `record` would do, without doing it and without asking about receipt numbers and amounts. */
  recordPreview: read(Order.refine(saysSomething, 'purchase-empty'), RecordEffect),
  ...returnCalls,
  /** One receipt with its lines, what can still come back of each, and its returns. */
  get: read(z.object({ purchaseId: PurchaseId }), Receipt),
  /** Newest day first, each with its returns; `total` counts receipts, `sumCents` is net of returns. */
  listFor: read(
    z.object({ customerId: CustomerId, limit: Limit.default(100), offset: Offset.default(0) }),
    z.object({ rows: z.array(WithReturns), total: z.int(), sumCents: Cents }),
  ),
  /** Takes a wrongly copied purchase out again, together with its returns; points are booked back. Of a return only that return. */
  remove: write(z.object({ purchaseId: PurchaseId }), z.object({ customerId: CustomerId.nullable(), returnsRemoved: z.int() }), touches),
  /** What the shop took in from day to day, net of returns, with sales whose customer nobody knows. By the day of the till. */
  totals: read(
    z.object({ from: IsoDate, until: IsoDate }).refine(({ from, until }) => from <= until, 'totals-backwards'),
    z.object({
      netCents: Cents,
      known: z.object({ receipts: z.int(), cents: Cents }),
      unknown: z.object({ receipts: z.int(), cents: Cents }),
      returns: z.object({ receipts: z.int(), cents: Cents }),
    }),
  ),
}
