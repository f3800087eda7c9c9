import { z } from 'zod'
import { job, read } from './call.ts'
import { Cents, IsoDate, line, Nothing, OperationId, TierId } from './values.ts'

export const tierReasons = [
  'tier-name-missing',
  'tier-name-twice',
  'tier-limit-twice',
  'tier-limit-not-positive',
  'tier-multiplier-odd',
  'tiers-too-many',
  'tier-gone',
] as const

const Tier = z.object({
  id: TierId,
  name: z.string(),
  /** Reached from this eligible net of twelve months on, itself included. */
  limitCents: Cents,
  /** How many times the points, in basis points: 15,000 is one and a half times. */
  multiplierBp: z.int(),
})
export type Tier = z.infer<typeof Tier>

export const TierCause = z.enum(['bought', 'review', 'returned', 'merged', 'rules'])

/** Where a customer stands; null without tiers. */
export const TierStanding = z.object({
  /** Null below the first tier. */
  tier: Tier.nullable(),
  since: IsoDate.nullable(),
  /** Eligible net of the last twelve months. */
  netCents: Cents,
  /** The next one up, and what is missing to it. */
  next: z.object({ name: z.string(), missingCents: Cents }).nullable(),
  /** One review found too little; the next one that does ends the tier. */
  isAtRisk: z.boolean(),
  /** Newest first. */
  history: z.array(z.object({ day: IsoDate, from: z.string().nullable(), to: z.string().nullable(), cause: TierCause, netCents: Cents })),
})
export type TierStanding = z.infer<typeof TierStanding>

export const tierCalls = {
  /** From the lowest to the highest, each with how many stand on it. */
  tiers: read(Nothing, z.array(Tier.extend({ accounts: z.int() }))),
  /**
   * Puts these tiers in place of those before; one that keeps its id keeps its customers. Everybody is judged anew: up at once, and down
   * only where a tier is gone. A job, because it looks at all receipts of twelve months.
   */
  saveTiers: job(
    z.object({
      tiers: z
        .array(
          z.object({
            tierId: TierId.optional(),
            name: line(40).refine((name) => name !== '', 'tier-name-missing'),
            limitCents: z.int('input-invalid').positive('tier-limit-not-positive').max(100_000_000, 'amount-too-large'),
            multiplierBp: z.int('tier-multiplier-odd').min(10_000, 'tier-multiplier-odd').max(100_000, 'tier-multiplier-odd'),
          }),
        )
        .max(10, 'tiers-too-many'),
    }),
    /** `accounts`: how many stand on a tier now. */
    z.object({ operationId: OperationId.nullable(), tiers: z.int(), accounts: z.int() }),
    { touches: ['loyalty', 'customers'], writes: true },
  ),
}
