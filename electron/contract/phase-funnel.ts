import { z } from 'zod'
import { IsoDate } from './values.ts'

export const FUNNEL_HORIZONS = [30, 90, 180, 365] as const
/** Of so many whose time is over, so many did. Nobody whose time still runs is counted. */
const Share = z.object({ of: z.int(), did: z.int() })
export type FunnelShare = z.infer<typeof Share>
/** Those who came in one quarter of a year. */
const Cohort = z.object({
  /** '2026-Q1'. */
  quarter: z.string(),
  /** Entered without a purchase that quarter: how many bought within 180 days (domain.md §2, 1→2). */
  firstPurchase: Share,
  /** Bought for the first time that quarter: how many came back within 30, 90, 180 and 365 days (2→3). */
  returned: z.array(z.object({ days: z.int(), ...Share.shape })),
})
export const PhaseFunnel = z.object({
  today: IsoDate,
  /** Newest first. */
  cohorts: z.array(Cohort),
  /** All quarters together. */
  total: Cohort.omit({ quarter: true }),
  /** Minutes of contacts and finished tasks of the last twelve months, by the phase in which the customer stood that day. */
  minutes: z.object({ 'first-contact': z.int(), 'after-purchase': z.int(), repurchase: z.int() }),
  targetPercent: z.int(),
  /** `too-little`: fewer than 20 first buyers whose year is over. */
  hint: z.discriminatedUnion('key', [
    z.object({ key: z.literal('too-little'), values: z.object({ firstBuyers: z.int(), minutes: z.int() }) }),
    z.object({ key: z.literal('too-much-first'), values: z.object({ sharePercent: z.int(), returnPercent: z.int(), targetPercent: z.int() }) }),
    z.object({ key: z.literal('below-target'), values: z.object({ sharePercent: z.int(), returnPercent: z.int(), targetPercent: z.int() }) }),
    z.object({ key: z.literal('on-target'), values: z.object({ returnPercent: z.int(), targetPercent: z.int() }) }),
  ]),
})
export type PhaseFunnel = z.infer<typeof PhaseFunnel>
