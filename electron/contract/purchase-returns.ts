import { z } from 'zod'
import { read, write } from './call.ts'
import { Phase } from './customers.ts'
import { MostCents, Quantity } from './purchase-lines.ts'
import { Cents, CustomerId, IsoDate, line, Points, PurchaseId, PurchaseLineId } from './values.ts'

export const returnReasons = [
  'return-nothing-left',
  'return-quantity-too-large',
  'return-amount-too-large',
  'return-before-purchase',
  'return-line-unknown',
  'return-of-return',
  'return-both-given',
  'return-lines-empty',
  'return-fits-no-longer',
] as const

/** What comes back: single lines, an amount, or – with neither – all that is left of the receipt. */
const Back = z.object({
  purchaseId: PurchaseId,
  day: IsoDate,
  lines: z
    .array(z.object({ lineId: PurchaseLineId, quantity: Quantity }))
    .min(1, 'return-lines-empty')
    .max(500, 'lines-too-many')
    .optional(),
  amountCents: z.int('input-invalid').positive('amount-not-positive').max(MostCents, 'amount-too-large').optional(),
})
const onlyOne = ({ lines, amountCents }: z.output<typeof Back>) => lines === undefined || amountCents === undefined
export type Back = z.output<typeof Back>

const Effect = z.object({
  refundCents: Cents,
  pointsTakenBack: Points,
  /** Points that paid for what comes back. */
  pointsGivenBack: Points,
  /** What goes back to vouchers: money to those that paid, and those whose receipt comes back whole can be used again. */
  vouchers: z.array(z.object({ code: z.string(), kind: z.enum(['value', 'percent', 'amount', 'reward', 'referral']), backCents: Cents })),
  /** Null when nobody knows the customer. */
  customerId: CustomerId.nullable(),
  balance: Points,
  phase: Phase,
  previousPhase: Phase,
  purchaseDays: z.int(),
  /** What is left of the receipt. */
  leftCents: Cents,
})
export type ReturnEffect = z.infer<typeof Effect>

export const returnCalls = {
  /**
   * Takes goods or money of a receipt back: books against the receipt, counts on its day, takes back points at the rate of then. Partial
   * returns in any order come to the whole receipt exactly, in cents and in points.
   */
  return: write(Back.extend({ reason: line(200).default('') }).refine(onlyOne, 'return-both-given'), Effect.extend({ returnId: PurchaseId }), [
    'purchases',
    'customers',
    'phases',
    'loyalty',
  ]),
  /** What `return` would do, without doing it. */
  returnPreview: read(Back.refine(onlyOne, 'return-both-given'), Effect),
}
