import { z } from 'zod'
import { job, read } from './call.ts'
import { CustomerId, IsoDate, Limit, Offset, OperationId, Points, Timestamp } from './values.ts'

/** A customer in the bin, with what comes back along. */
export const BinnedCustomer = z.object({
  id: CustomerId,
  number: z.string(),
  displayName: z.string(),
  deletedAt: Timestamp,
  operationId: OperationId.nullable(),
  purchases: z.int(),
  points: Points,
  cards: z.int(),
  /** The day on which it is emptied from the bin; null while the bin keeps everything. */
  emptiedOn: IsoDate.nullable(),
})
export type BinnedCustomer = z.infer<typeof BinnedCustomer>

export const binCalls = {
  bin: read(z.object({ limit: Limit.default(100), offset: Offset.default(0) }), z.object({ rows: z.array(BinnedCustomer), total: z.int() })),
  /**
   * Empties the bin for good, wholly or of some customers. Who has neither purchases nor points is erased; of all others name, contact,
   * notes and memory go, and the figures stay under the number. Cannot be undone.
   */
  emptyBin: job(z.object({ customerIds: z.array(CustomerId).min(1).max(1000).optional() }), z.object({ erased: z.int(), anonymised: z.int() }), {
    touches: ['customers', 'purchases', 'phases', 'loyalty', 'cards', 'operations'],
    writes: true,
  }),
}
