import { z } from 'zod'
import { read, write } from './call.ts'
import { TaskKind } from './tasks.ts'
import { CareProcessId, Cents, CustomerId, IsoDate, line, Nothing, ProcessStepId, PurchaseId } from './values.ts'

export const processReasons = ['process-step-title-missing', 'process-step-gone', 'process-gone', 'process-ended'] as const

/** How much care follows a purchase; 0 is thanks in the shop (domain.md §4.4). */
export const ProcessLevel = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])
export type ProcessLevel = z.infer<typeof ProcessLevel>
const WithSteps = z.union([z.literal(1), z.literal(2), z.literal(3)])

/** A step of a level, and what it led to. */
export const ProcessStep = z.object({
  stepId: ProcessStepId,
  level: WithSteps,
  afterDays: z.int(),
  title: z.string(),
  kind: TaskKind,
  minutes: z.int(),
  /** Tasks out of it that wait. */
  open: z.int(),
  done: z.int(),
  /** Of those done whose thirty days are over: how many, and how many bought within them. */
  judged: z.int(),
  bought: z.int(),
})
export type ProcessStep = z.infer<typeof ProcessStep>
const Steps = z.object({
  steps: z.array(ProcessStep),
  /** From which amount of the largest line on a purchase reaches level 1, 2 and 3. */
  borders: z.tuple([Cents, Cents, Cents]),
  /** Out of how many lines of the last year; below 50 the borders are fixed amounts. */
  lines: z.int(),
})
export type ProcessSteps = z.infer<typeof Steps>

/** What runs, or ran, after one purchase. */
export const CareProcess = z.object({
  processId: CareProcessId,
  purchaseId: PurchaseId,
  /** Of the purchase. */
  day: IsoDate,
  level: WithSteps,
  why: z.object({ largestCents: Cents, percentile: z.int().nullable(), isFirst: z.boolean(), boughtBefore: z.boolean() }),
  open: z.int(),
  done: z.int(),
  nextOn: IsoDate.nullable(),
  nextTitle: z.string(),
  endedOn: IsoDate.nullable(),
  endReason: z.enum(['returned', 'removed', 'complaint', 'owner']).nullable(),
})
export type CareProcess = z.infer<typeof CareProcess>

export const processCalls = {
  steps: read(Nothing, Steps),
  /** Without `stepId` a new step. Holds for purchases from now on; what is planned already stays. */
  saveStep: write(
    z.object({
      stepId: ProcessStepId.optional(),
      level: WithSteps,
      afterDays: z.int().min(0).max(365),
      title: line(200),
      kind: TaskKind,
      minutes: z.int().min(0).max(1440),
    }),
    Steps,
    ['processes'],
  ),
  removeStep: write(z.object({ stepId: ProcessStepId }), Steps, ['processes']),
  /** Newest first. */
  of: read(z.object({ customerId: CustomerId }), z.array(CareProcess)),
  /** Takes the open tasks of a process away. */
  end: write(z.object({ processId: CareProcessId }), z.object({ customerId: CustomerId, tasksRemoved: z.int() }), ['processes', 'tasks']),
}
