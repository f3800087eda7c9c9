import { z } from 'zod'
import { job, read, write } from './call.ts'
import { ContactChannel, MayContact } from './consents.ts'
import { Cents, CustomerId, IsoDate, Limit, line, Nothing, Offset } from './values.ts'

export const warningReasons = ['warning-mute-over', 'warning-not-muted'] as const

/** How far a customer is out of step (domain.md §5). */
export const WarningLevel = z.enum(['green', 'yellow', 'orange', 'red', 'lost'])
export type WarningLevel = z.infer<typeof WarningLevel>
/** The rules of domain.md §5 that are judged; E4 and E7 come with their data. */
export const WarningRule = z.enum(['E1', 'E2', 'E3', 'E5', 'E6', 'E8'])
export type WarningRule = z.infer<typeof WarningRule>
const days = z.number().min(0)
const since = { usualDays: days, daysNow: days, lastDay: IsoDate }

/** Why a rule says what it says; the window words it. */
export const WarningWhy = z.discriminatedUnion('key', [
  z.object({ key: z.literal('rhythm'), values: z.object(since) }),
  z.object({ key: z.literal('season'), values: z.object({ fromMonth: z.int(), toMonth: z.int(), missed: z.int(), lastDay: IsoDate }) }),
  z.object({ key: z.literal('second'), values: z.object(since) }),
  z.object({ key: z.literal('first'), values: z.object(since) }),
  z.object({ key: z.literal('less'), values: z.object({ nowCents: Cents, baseCents: Cents, basis: z.enum(['last-year', 'before']) }) }),
  z.object({ key: z.literal('complaint'), values: z.object({ dueOn: IsoDate, daysNow: days }) }),
  z.object({ key: z.literal('mood'), values: z.object({ lastDay: IsoDate }) }),
  z.object({ key: z.literal('demand'), values: z.object({ ...since, subject: z.string() }) }),
])
export type WarningWhy = z.infer<typeof WarningWhy>
export const WarningAction = z.enum(['called', 'wrote', 'offer', 'visited', 'nothing'])
export type WarningAction = z.infer<typeof WarningAction>

export const WarningRow = z.object({
  customerId: CustomerId,
  displayName: z.string(),
  level: WarningLevel,
  rule: WarningRule,
  why: WarningWhy,
  /** Net of the last twelve months. */
  net12Cents: Cents,
  since: IsoDate,
  /** By which way somebody may be asked, and what is so with the telephone. */
  channel: ContactChannel,
  phone: MayContact,
  /** When advertising went out, if that was in the last 14 days: until then only at the counter. */
  advertisedOn: IsoDate.nullable(),
  /** What was done last about it, if anything in the last 60 days. */
  lastAction: z.object({ action: WarningAction, day: IsoDate }).nullable(),
})
export type WarningRow = z.infer<typeof WarningRow>

/** The usual gap between two purchases and the days since the last. */
export const Rhythm = z.object({ usualDays: days, daysNow: days, lastDay: IsoDate, purchaseDays: z.int() })
const Rate = z.object({ count: z.int(), wonBack: z.int(), open: z.int(), share: z.number().nullable() })
/** What came of one action under one rule. `share` is null for fewer than ten whose sixty days are over. */
export const HitRate = Rate.extend({ rule: WarningRule, action: WarningAction, without: Rate })
export type HitRate = z.infer<typeof HitRate>

export const warningCalls = {
  /** Who is out of step on a day (today where it is left out): the most urgent first, within a level by value, then by the last purchase. */
  list: read(
    z.object({ day: IsoDate.optional(), level: WarningLevel.exclude(['green']).optional(), limit: Limit.default(100), offset: Offset.default(0) }),
    z.object({ rows: z.array(WarningRow), total: z.int(), levels: z.object({ yellow: z.int(), orange: z.int(), red: z.int(), lost: z.int() }) }),
  ),
  /** One customer, every rule with its figures. `excluded` says why nobody judges. */
  of: read(
    z.object({ customerId: CustomerId, day: IsoDate.optional() }),
    z.object({
      level: WarningLevel,
      rule: WarningRule.nullable(),
      why: WarningWhy.nullable(),
      excluded: z.enum(['in-bin', 'blocked', 'no-scoring']).nullable(),
      rules: z.array(z.object({ rule: WarningRule, level: WarningLevel, why: WarningWhy, isMuted: z.boolean() })),
      rhythm: Rhythm.nullable(),
      mute: z.object({ until: IsoDate, reason: z.string(), since: IsoDate }).nullable(),
      pausedUntil: IsoDate.nullable(),
      actions: z.array(
        z.object({
          id: z.int(),
          action: WarningAction,
          day: IsoDate,
          level: WarningLevel,
          note: z.string(),
          outcome: z.enum(['won-back', 'open', 'none']),
        }),
      ),
    }),
  ),
  /** No warnings until the end of a day, but for complaints that become overdue and bad moods noted after today. */
  mute: write(z.object({ customerId: CustomerId, until: IsoDate, reason: line(200).default('') }), z.object({ customerId: CustomerId }), [
    'warnings',
  ]),
  unmute: write(z.object({ customerId: CustomerId }), z.object({ customerId: CustomerId }), ['warnings']),
  /** Writes down what was done, together with level and rule of today. */
  act: write(
    z.object({ customerId: CustomerId, action: WarningAction, note: line(500).default('') }),
    z.object({ customerId: CustomerId, level: WarningLevel }),
    ['warnings'],
  ),
  /** Which action brought customers back within sixty days, beside those at the same level for whom nothing was done. */
  hitRate: read(Nothing, z.object({ rows: z.array(HitRate) })),
  /** Judges all customers anew. */
  recompute: job(Nothing, z.object({ customers: z.int() }), { touches: ['warnings', 'demand', 'care'] }),
}
