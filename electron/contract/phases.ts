import { z } from 'zod'
import { job, read, write } from './call.ts'
import { Phase } from './customers.ts'
import { PhaseFunnel } from './phase-funnel.ts'
import { Cents, CustomerId, IsoDate, Limit, line, Nothing, Offset, PhaseStepId, Timestamp } from './values.ts'

export const phaseReasons = [
  'step-name-missing',
  'step-name-taken',
  'step-gone',
  'step-retired',
  'step-of-other-phase',
  'override-reason-missing',
  'override-until-past',
  'override-until-far',
  'override-same-phase',
  'override-gone',
  'phase-day-in-future',
] as const

export const PhaseFilter = z.enum(['all', 'regulars', 'second-purchase-missed', 'window-open', 'no-card', 'with-card'])
export type PhaseFilter = z.infer<typeof PhaseFilter>
export const PhaseSort = z.enum(['newest', 'longest', 'name', 'value'])
export type PhaseSort = z.infer<typeof PhaseSort>
/** What the board is cut into from left to right: nothing, the value of the last twelve months (A, B, C), or a tag. */
export const PhaseLanes = z.enum(['none', 'value', 'tag'])
export type PhaseLanes = z.infer<typeof PhaseLanes>
/** A customer on the board; everything that "Warum hier?" needs is on it. */
export const PhaseCard = z.object({
  customerId: CustomerId,
  displayName: z.string(),
  number: z.string(),
  /** In force: computed, or set by hand until `overrideUntil`. */
  phase: Phase,
  since: IsoDate,
  daysInPhase: z.int(),
  purchaseDays: z.int(),
  firstPurchase: IsoDate.nullable(),
  lastPurchase: IsoDate.nullable(),
  totalCents: Cents,
  /** Last day of the window for the second purchase (domain.md §2); null unless there is exactly one purchase day. */
  windowEnds: IsoDate.nullable(),
  secondPurchaseMissed: z.boolean(),
  isRegular: z.boolean(),
  /** The owner's step inside the phase; null without one. */
  stepId: PhaseStepId.nullable(),
  overrideUntil: IsoDate.nullable(),
  phone: z.string(),
})
export type PhaseCard = z.infer<typeof PhaseCard>
const query = { search: z.string().max(500).default(''), filter: PhaseFilter.default('all'), sort: PhaseSort.default('newest') }
/** Who stands on one step of a phase, and with lanes in one lane of it. */
const Section = z.object({ stepId: PhaseStepId.nullable(), lane: z.string().nullable(), count: z.int(), cards: z.array(PhaseCard) })
export type PhaseSection = z.infer<typeof Section>
const Column = z.object({
  phase: Phase,
  count: z.int(),
  averageDays: z.int().nullable(),
  regulars: z.int(),
  secondPurchaseMissed: z.int(),
  /** The first of the column, step by step. */
  cards: z.array(PhaseCard),
  /** Those without a step first, then the steps in the owner's order; for each lane anew. */
  sections: z.array(Section),
})
export const PhaseStep = z.object({ stepId: PhaseStepId, phase: Phase, name: z.string(), count: z.int() })
export type PhaseStep = z.infer<typeof PhaseStep>
const Override = z.object({ phase: Phase, reason: z.string(), since: IsoDate, until: IsoDate })
const Standing = z.object({
  phase: Phase,
  /** What the purchases say, whatever was set by hand. */
  computedPhase: Phase,
  /** At least two purchase days. */
  isBound: z.boolean(),
  /** At least four purchase days within 24 months. */
  isRegular: z.boolean(),
  since: IsoDate,
  secondPurchaseMissed: z.boolean(),
  /** The windows that are open on that day, each opened by a purchase, in whatever phase. */
  windows: z.array(z.object({ day: IsoDate, ends: IsoDate })),
  why: z.discriminatedUnion('key', [
    z.object({ key: z.literal('no-purchase'), values: z.object({}) }),
    z.object({ key: z.literal('one-day'), values: z.object({ day: IsoDate, windowEnds: IsoDate }) }),
    z.object({ key: z.literal('one-day-missed'), values: z.object({ day: IsoDate, windowEnds: IsoDate }) }),
    z.object({ key: z.literal('bound'), values: z.object({ purchaseDays: z.int(), second: IsoDate }) }),
    z.object({ key: z.literal('regular'), values: z.object({ purchaseDays: z.int(), purchaseDays24: z.int() }) }),
    z.object({ key: z.literal('by-hand'), values: z.object({ reason: z.string(), until: IsoDate }) }),
  ]),
})
export type PhaseStanding = z.infer<typeof Standing>
const Steps = z.array(PhaseStep)

export const phaseCalls = {
  /** `limit` cards a column, and `perSection` of each step; `lanes` cuts every step once more. */
  board: read(
    z.object({ limit: Limit.default(50), perSection: z.int().min(0).max(100).default(50), lanes: PhaseLanes.default('none'), ...query }),
    z.object({ columns: z.array(Column), lanes: z.array(z.object({ lane: z.string(), count: z.int() })) }),
  ),
  /** A column, or one step of it (null: those without), or that in one lane. */
  column: read(
    z.object({
      phase: Phase,
      stepId: PhaseStepId.nullable().optional(),
      lanes: PhaseLanes.default('none'),
      lane: z.string().max(80).optional(),
      limit: Limit.default(100),
      offset: Offset.default(0),
      ...query,
    }),
    z.object({ rows: z.array(PhaseCard), total: z.int() }),
  ),
  /**
   * Where a customer stood at the end of a day, today unless given: purchases of days up to then, less the returns booked by then. What was
   * voided since never counted; a phase set by hand counts on its days.
   */
  of: read(z.object({ customerId: CustomerId, day: IsoDate.optional() }), Standing),
  /** Why a customer stands where they stand: the purchase days that count, each with the window that it opened. */
  explain: read(
    z.object({ customerId: CustomerId }),
    z.object({
      card: PhaseCard,
      days: z.array(z.object({ day: IsoDate, netCents: Cents, windowEnds: IsoDate })),
      computedPhase: Phase,
      override: Override.nullable(),
      step: z.object({ stepId: PhaseStepId, name: z.string(), since: IsoDate }).nullable(),
    }),
  ),
  /** As it was written down, newest first. `holdsDay`: when the move took place by what is known now; null for one that no longer holds. */
  history: read(
    z.object({ customerId: CustomerId }),
    z.array(z.object({ from: Phase.nullable(), to: Phase, day: IsoDate, trigger: z.string(), at: Timestamp, holdsDay: IsoDate.nullable() })),
  ),
  funnel: read(Nothing, PhaseFunnel),
  /** Works every phase out anew from the purchases. `corrected`: customers who were shown wrongly; `changes`: moves that were missing in the log. */
  recompute: job(Nothing, z.object({ customers: z.int(), corrected: z.int(), changes: z.int() }), { touches: ['phases', 'customers'], writes: true }),
  /** The owner's steps, phase by phase in their order. */
  steps: read(Nothing, Steps),
  /** Adds a step at the end of a phase, or renames one. */
  saveStep: write(z.object({ stepId: PhaseStepId.optional(), phase: Phase, name: line(40) }), Steps, ['phases']),
  /** Puts a step at a place among those of its phase, counted from 0. */
  moveStep: write(z.object({ stepId: PhaseStepId, to: z.int().min(0).max(1000) }), Steps, ['phases']),
  /** Whoever stands on it stands without a step from now on. */
  retireStep: write(z.object({ stepId: PhaseStepId }), Steps, ['phases']),
  /** Only onto steps of the phase in which each of them stands. */
  placeOnStep: write(z.object({ customerIds: z.array(CustomerId).min(1).max(1000), stepId: PhaseStepId.nullable() }), z.object({ placed: z.int() }), [
    'phases',
  ]),
  /** Sets the phase by hand, with a reason, through the day `until`; replaces one that is in force. */
  override: write(z.object({ customerId: CustomerId, phase: Phase, reason: line(200), until: IsoDate }), Override, ['phases', 'customers']),
  endOverride: write(z.object({ customerId: CustomerId }), z.object({ customerId: CustomerId, phase: Phase }), ['phases', 'customers']),
}
