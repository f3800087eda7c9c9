import { z } from 'zod'
import { read, write } from './call.ts'
import { Cents, CustomerId, ImportId, IsoDate, Limit, Offset, PurchaseId } from './values.ts'

export const unknownSaleReasons = ['unknown-sales-none', 'unknown-sales-choose'] as const

/** A sale of the till whose customer nobody knows; `hint` is what the file said, empty where it said nothing. */
export const UnknownSale = z.object({
  purchaseId: PurchaseId,
  importId: ImportId.nullable(),
  kind: z.enum(['purchase', 'return']),
  day: IsoDate,
  receiptNo: z.string(),
  totalCents: Cents,
  hint: z.string(),
})
export type UnknownSale = z.infer<typeof UnknownSale>
/** All sales of which the file said the same. */
export const UnknownGroup = z.object({ hint: z.string(), sales: z.int(), totalCents: z.int(), firstDay: IsoDate, lastDay: IsoDate })
export type UnknownGroup = z.infer<typeof UnknownGroup>

export const unknownSaleCalls = {
  /** Sales without a customer, the newest first; with `hint` only those of which the file said this. */
  unknown: read(
    z.object({ hint: z.string().max(200).optional(), limit: Limit.default(100), offset: Offset.default(0) }),
    z.object({ rows: z.array(UnknownSale), total: z.int(), netCents: z.int() }),
  ),
  /** The same by what the file said; those of whom it said nothing come last. */
  unknownGroups: read(
    z.object({ limit: Limit.default(100), offset: Offset.default(0) }),
    z.object({
      rows: z.array(UnknownGroup),
      total: z.int(),
      /** Of them those of whom the file said anything. */
      named: z.int(),
      sales: z.int(),
      netCents: z.int(),
    }),
  ),
  /** Gives sales to a customer, one by one or all with a hint; points and phase follow. */
  assign: write(
    z.object({
      customerId: CustomerId,
      purchaseIds: z.array(PurchaseId).min(1).max(10_000).optional(),
      hint: z.string().min(1).max(200).optional(),
    }),
    z.object({ assigned: z.int(), netCents: z.int(), pointsEarned: z.int() }),
    ['purchases', 'customers', 'phases', 'loyalty', 'operations'],
  ),
}
