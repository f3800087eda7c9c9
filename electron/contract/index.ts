/** The app's table of contents: every call that the window and the command line can make. */
import type { z } from 'zod'
import { backupCalls, backupReasons } from './backup.ts'
import type { JobCall, ReadCall, WriteCall } from './call.ts'
import { cardCalls, cardReasons } from './cards.ts'
import { customerCalls, customerReasons } from './customers.ts'
import { duplicateCalls, duplicateReasons } from './duplicates.ts'
import { commonReasons } from './failures.ts'
import type { FailureCode } from './failures.ts'
import { importCalls, importReasons } from './imports.ts'
import { jobCalls } from './jobs.ts'
import type { Job } from './jobs.ts'
import { loyaltyCalls, loyaltyReasons } from './loyalty.ts'
import { operationCalls, operationReasons } from './operations.ts'
import { phaseCalls } from './phases.ts'
import { purchaseCalls, purchaseReasons } from './purchases.ts'
import { sampleCalls, sampleReasons } from './sample.ts'
import { settingCalls } from './settings.ts'
import type { OperationId } from './values.ts'

export const contract = {
  customers: customerCalls,
  imports: importCalls,
  purchases: purchaseCalls,
  phases: phaseCalls,
  loyalty: loyaltyCalls,
  cards: cardCalls,
  backup: backupCalls,
  operations: operationCalls,
  settings: settingCalls,
  sample: sampleCalls,
  duplicates: duplicateCalls,
  jobs: jobCalls,
}
export type Contract = typeof contract

/** Every reason for which a call can be refused; each has a sentence in every language. */
export const reasons = [
  ...commonReasons,
  ...customerReasons,
  ...importReasons,
  ...purchaseReasons,
  ...loyaltyReasons,
  ...cardReasons,
  ...backupReasons,
  ...operationReasons,
  ...sampleReasons,
  ...duplicateReasons,
] as const
export type Reason = (typeof reasons)[number]

export interface Failure {
  code: FailureCode
  reason: Reason
  /** What the sentence names: a file, a field, an amount. */
  detail: Record<string, string | number>
}
/** What every call answers. `operationId` is set when the call changed something that Ctrl+Z takes back. */
export type Answer<T = unknown> = { ok: true; value: T; operationId?: OperationId } | { ok: false; failure: Failure }

/** 'customers.create' and all the others. */
export type CallName = { [C in keyof Contract]: { [V in keyof Contract[C]]: `${C}.${V & string}` }[keyof Contract[C]] }[keyof Contract]
type CallOf<N extends CallName> = N extends `${infer C extends keyof Contract}.${infer V}`
  ? V extends keyof Contract[C]
    ? Contract[C][V]
    : never
  : never
/** What a caller may pass (defaults left out). */
export type Input<N extends CallName> = z.input<CallOf<N>['input']>
export type Output<N extends CallName> = z.output<CallOf<N>['output']>
/** What a job ends in. */
export type Result<N extends CallName> = CallOf<N> extends JobCall<z.ZodType, z.ZodType, infer R> ? z.output<R> : never
export type JobName = { [N in CallName]: CallOf<N> extends { kind: 'job' } ? N : never }[CallName]

/** What long work gets: progress to report (`total` null while unknown) and whether it should stop. */
export interface JobContext {
  report(done: number, total: number | null, phase: string): void
  isCancelled(): boolean
}
type HandlerOf<K> =
  K extends ReadCall<infer I, infer O>
    ? (input: z.output<I>) => z.input<O> | Promise<z.input<O>>
    : K extends WriteCall<infer I, infer O>
      ? (input: z.output<I>) => z.input<O>
      : K extends JobCall<infer I, z.ZodType, infer R>
        ? (input: z.output<I>, job: JobContext) => z.input<R> | Promise<z.input<R>>
        : never
/** One function per call. A writing call is synchronous, because it runs inside one transaction. */
export type Handlers = { [C in keyof Contract]: { [V in keyof Contract[C]]: HandlerOf<Contract[C][V]> } }

/** What main tells windows: facts, never orders. */
export type BackendEvent = { topic: 'jobs.changed'; job: Job } | { topic: 'data.changed'; capabilities: readonly string[] }

export type { AnyCall, Capability } from './call.ts'
export type { FailureCode } from './failures.ts'
export * from './values.ts'
export * from './backup.ts'
export * from './calendar.ts'
export * from './cards.ts'
export * from './customers.ts'
export * from './duplicates.ts'
export * from './imports.ts'
export { Job } from './jobs.ts'
export * from './loyalty.ts'
export * from './operations.ts'
export * from './phases.ts'
export * from './purchases.ts'
export * from './sample.ts'
export * from './settings.ts'
