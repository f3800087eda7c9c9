import { z } from 'zod'
import { bonusRuleCalls, bonusRuleReasons } from './bonus-rules.ts'
import { read, write } from './call.ts'
import { tierCalls, tierReasons, TierStanding } from './tiers.ts'
import { AccountId, Cents, CustomerId, IsoDate, Limit, line, Nothing, Offset, Points, PurchaseId, Timestamp } from './values.ts'

export const loyaltyReasons = [
  'points-zero',
  'points-reason-missing',
  'points-below-zero',
  'points-too-many',
  'redeem-not-positive',
  'redeem-too-many',
  'redeem-too-few',
  'redeem-worth-nothing',
  'redeem-receipt-unknown',
  ...tierReasons,
  ...bonusRuleReasons,
] as const

/** Domain.md §6.1. */
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
  /** What gave the points; what was redeemed says here how many cents it was worth. */
  baseCents: Cents.nullable(),
  reason: z.string(),
  expiresOn: IsoDate.nullable(),
  usableFrom: IsoDate.nullable(),
  createdAt: Timestamp,
})
export type PointEntry = z.infer<typeof PointEntry>

/** Points of one origin: `rest` of them are left, valid through `expiresOn`, each worth `worth` hundredths of a cent. */
const Lot = z.object({
  id: z.int(),
  kind: EntryKind,
  day: IsoDate,
  expiresOn: IsoDate.nullable(),
  /** Before this day they are pending, because the goods may still come back; null at once. */
  usableFrom: IsoDate.nullable(),
  points: Points,
  rest: Points,
  worth: z.int(),
})
export type PointLot = z.infer<typeof Lot>
const Account = z.object({
  accountId: AccountId.nullable(),
  /** Below zero where there is debt. */
  balance: Points,
  pending: Points,
  debt: Points,
  /** What can be redeemed today, and what that is worth. */
  usable: Points,
  usableCents: Cents,
  openedOn: IsoDate.nullable(),
  /** Those with something left, in the order in which they are used up. */
  lots: z.array(Lot),
  /** Null where the shop has no tiers. */
  tier: TierStanding.nullable(),
  entries: z.array(PointEntry),
  total: z.int(),
})

/** What points give and promise: years they are valid, hundredths of a cent, days they are pending. */
export const Programme = z.object({
  pointsPerEuro: z.int(),
  pointYears: z.int(),
  pointWorth: z.int(),
  pointMinimum: z.int(),
  pointPendingDays: z.int(),
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
  /**
   * Uses points up, those that end first before the others. On a receipt they lower what is paid for its goods that may be discounted, and
   * with it the points that it earns. Refuses more than is usable, less than the minimum and more than the receipt can be lowered by. A
   * receipt of the last 14 days is judged by what was valid on its own day.
   */
  redeem: write(
    z.object({
      customerId: CustomerId,
      points: z.int().positive('redeem-not-positive').max(1_000_000, 'points-too-many'),
      purchaseId: PurchaseId.optional(),
    }),
    z.object({ cents: Cents, balance: Points }),
    ['loyalty', 'purchases', 'customers', 'phases'],
  ),
  /** Works every account out anew from the ledger and lists those that are not sound or show another balance; none is good. */
  verify: read(
    Nothing,
    z.object({ accounts: z.int(), entries: z.int(), differences: z.array(z.object({ customerId: CustomerId, shown: Points, computed: Points })) }),
  ),
  ...tierCalls,
  ...bonusRuleCalls,
  /** What holds now, and what held since when, newest first. */
  programme: read(Nothing, Programme.extend({ versions: z.array(Programme.extend({ since: IsoDate })) })),
}
