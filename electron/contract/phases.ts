import { z } from 'zod'
import { read } from './call.ts'
import { Phase } from './customers.ts'
import { Cents, CustomerId, IsoDate, Limit, Offset, Timestamp } from './values.ts'

export const PhaseFilter = z.enum(['all', 'regulars', 'second-purchase-missed', 'window-open', 'no-card', 'with-card'])
export type PhaseFilter = z.infer<typeof PhaseFilter>
export const PhaseSort = z.enum(['newest', 'longest', 'name', 'value'])
export type PhaseSort = z.infer<typeof PhaseSort>
/** A customer on the board; everything that "Warum hier?" needs is on it. */
export const PhaseCard = z.object({
  customerId: CustomerId,
  displayName: z.string(),
  number: z.string(),
  phase: Phase,
  since: IsoDate,
  daysInPhase: z.int(),
  purchaseDays: z.int(),
  firstPurchase: IsoDate.nullable(),
  lastPurchase: IsoDate.nullable(),
  totalCents: Cents,
  /** End of the window for the second purchase: first purchase day + 60 days (domain.md §2); null without a purchase. */
  windowEnds: IsoDate.nullable(),
  secondPurchaseMissed: z.boolean(),
  isRegular: z.boolean(),
})
export type PhaseCard = z.infer<typeof PhaseCard>
const query = { search: z.string().max(500).default(''), filter: PhaseFilter.default('all'), sort: PhaseSort.default('newest') }
const Column = z.object({
  phase: Phase,
  count: z.int(),
  averageDays: z.int().nullable(),
  regulars: z.int(),
  secondPurchaseMissed: z.int(),
  cards: z.array(PhaseCard),
})

export const phaseCalls = {
  board: read(z.object({ limit: Limit.default(50), ...query }), z.object({ columns: z.array(Column) })),
  column: read(
    z.object({ phase: Phase, limit: Limit.default(100), offset: Offset.default(0), ...query }),
    z.object({ rows: z.array(PhaseCard), total: z.int() }),
  ),
  /** Why a customer stands where they stand: the purchase days that count. */
  explain: read(z.object({ customerId: CustomerId }), z.object({ card: PhaseCard, days: z.array(z.object({ day: IsoDate, netCents: Cents })) })),
  history: read(
    z.object({ customerId: CustomerId }),
    z.array(z.object({ from: Phase.nullable(), to: Phase, day: IsoDate, trigger: z.string(), at: Timestamp })),
  ),
}
