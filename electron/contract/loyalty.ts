import { z } from 'zod'
import { read, write } from './call.ts'
import { AccountId, Cents, CustomerId, IsoDate, Limit, line, Offset, Points, PurchaseId, Timestamp } from './values.ts'

export const loyaltyReasons = ['points-zero', 'points-reason-missing', 'points-below-zero', 'points-too-many'] as const

/** Domain.md §6.1. This issue books EARN, REV_EARN and ADJUST; the rest follows with redemption and expiry. */
export const EntryKind = z.enum(['EARN', 'BONUS', 'REDEEM', 'EXPIRE', 'REV_EARN', 'REV_REDEEM', 'ADJUST', 'MERGE'])
export type EntryKind = z.infer<typeof EntryKind>
export const PointEntry = z.object({
  id: z.int(),
  kind: EntryKind,
  points: Points,
  day: IsoDate,
  purchaseId: PurchaseId.nullable(),
  /** The entry that this one books against, for what was taken back. */
  reversesId: z.int().nullable(),
  baseCents: Cents.nullable(),
  reason: z.string(),
  expiresOn: IsoDate.nullable(),
  createdAt: Timestamp,
})
export type PointEntry = z.infer<typeof PointEntry>
const Account = z.object({
  accountId: AccountId.nullable(),
  balance: Points,
  openedOn: IsoDate.nullable(),
  entries: z.array(PointEntry),
  total: z.int(),
})

export const loyaltyCalls = {
  account: read(z.object({ customerId: CustomerId, limit: Limit.default(100), offset: Offset.default(0) }), Account),
  /** Manual change with a reason; may not bring the balance below zero. */
  adjust: write(
    z.object({
      customerId: CustomerId,
      points: z
        .int()
        .min(-1_000_000, 'points-too-many')
        .max(1_000_000, 'points-too-many')
        .refine((n) => n !== 0, 'points-zero'),
      reason: line(200).refine((t) => t !== '', 'points-reason-missing'),
    }),
    z.object({ balance: Points }),
    ['loyalty', 'customers'],
  ),
  /** Recomputes every balance from the ledger and lists the accounts whose shown balance differs; empty is good. */
  check: read(
    z.object({}),
    z.object({ accounts: z.int(), differences: z.array(z.object({ customerId: CustomerId, shown: Points, computed: Points })) }),
  ),
}
