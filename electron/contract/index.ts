/** The app's table of contents: every call that the window and the command line can make. */
import type { z } from 'zod'
import { addressCalls } from './addresses.ts'
import { articleCalls, articleReasons } from './articles.ts'
import { backupCalls, backupReasons } from './backup.ts'
import { birthdayCalls } from './birthdays.ts'
import { binCalls } from './bin.ts'
import type { JobCall, ReadCall, WriteCall } from './call.ts'
import { careCalls, careReasons } from './care.ts'
import { demandCalls, demandReasons } from './demand.ts'
import { warningCalls, warningReasons } from './warnings.ts'
import { cardDesignCalls, cardDesignReasons } from './card-designs.ts'
import { cardCalls, cardReasons } from './cards.ts'
import { caseCalls, caseReasons } from './cases.ts'
import { consentCalls, consentReasons } from './consents.ts'
import { contactCalls, contactReasons } from './contacts.ts'
import { customerCalls, customerReasons } from './customers.ts'
import { exportCalls, exportReasons } from './exports.ts'
import { documentCalls, documentReasons } from './documents.ts'
import { duplicateCalls, duplicateReasons } from './duplicates.ts'
import { commonReasons } from './failures.ts'
import type { FailureCode } from './failures.ts'
import { importCalls, importReasons } from './imports.ts'
import { jobCalls } from './jobs.ts'
import type { Job } from './jobs.ts'
import { loyaltyCalls, loyaltyReasons } from './loyalty.ts'
import { mergeCalls, mergeReasons } from './merges.ts'
import { operationCalls, operationReasons } from './operations.ts'
import { ownFieldCalls, ownFieldReasons } from './own-fields.ts'
import { phaseCalls, phaseReasons } from './phases.ts'
import { processCalls, processReasons } from './processes.ts'
import { promiseCalls } from './promises.ts'
import { purchaseCalls, purchaseReasons } from './purchases.ts'
import { relationCalls, relationReasons } from './relations.ts'
import { sampleCalls, sampleReasons } from './sample.ts'
import { settingCalls } from './settings.ts'
import { staffCalls, staffReasons } from './staff.ts'
import { tagCalls, tagReasons } from './tags.ts'
import { taskCalls, taskReasons } from './tasks.ts'
import { textCalls, textReasons } from './texts.ts'
import { todayCalls, todayReasons, todayTaskCalls } from './today.ts'
import type { OperationId } from './values.ts'
import { unknownSaleCalls, unknownSaleReasons } from './unknown-sales.ts'
import { viewCalls, viewReasons } from './views.ts'
import { voucherCalls, voucherReasons } from './vouchers.ts'

export const contract = {
  customers: { ...customerCalls, ...mergeCalls, ...binCalls },
  imports: importCalls,
  exports: exportCalls,
  purchases: { ...purchaseCalls, ...unknownSaleCalls },
  phases: phaseCalls,
  processes: processCalls,
  loyalty: loyaltyCalls,
  cards: { ...cardCalls, ...cardDesignCalls },
  documents: documentCalls,
  backup: backupCalls,
  operations: operationCalls,
  settings: settingCalls,
  sample: sampleCalls,
  duplicates: duplicateCalls,
  jobs: jobCalls,
  ownFields: ownFieldCalls,
  relations: relationCalls,
  tags: tagCalls,
  views: viewCalls,
  vouchers: voucherCalls,
  promises: promiseCalls,
  addresses: addressCalls,
  consents: consentCalls,
  tasks: { ...taskCalls, ...todayTaskCalls },
  today: todayCalls,
  contacts: contactCalls,
  birthdays: birthdayCalls,
  articles: articleCalls,
  staff: staffCalls,
  care: careCalls,
  demand: demandCalls,
  warnings: warningCalls,
  cases: caseCalls,
  texts: textCalls,
}
export type Contract = typeof contract

/** Every reason for which a call can be refused; each has a sentence in every language. */
export const reasons = [
  ...commonReasons,
  ...customerReasons,
  ...mergeReasons,
  ...importReasons,
  ...exportReasons,
  ...purchaseReasons,
  ...phaseReasons,
  ...processReasons,
  ...unknownSaleReasons,
  ...loyaltyReasons,
  ...cardReasons,
  ...cardDesignReasons,
  ...documentReasons,
  ...backupReasons,
  ...operationReasons,
  ...sampleReasons,
  ...ownFieldReasons,
  ...relationReasons,
  ...tagReasons,
  ...viewReasons,
  ...voucherReasons,
  ...consentReasons,
  ...contactReasons,
  ...taskReasons,
  ...todayReasons,
  ...duplicateReasons,
  ...articleReasons,
  ...staffReasons,
  ...careReasons,
  ...demandReasons,
  ...warningReasons,
  ...caseReasons,
  ...textReasons,
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
export * from './bin.ts'
export * from './calendar.ts'
export * from './check-code.ts'
export * from './vouchers.ts'
export * from './promises.ts'
export * from './card-designs.ts'
export * from './card-sheets.ts'
export * from './cards.ts'
export * from './customers.ts'
export * from './exports.ts'
export * from './documents.ts'
export * from './duplicates.ts'
export * from './imports.ts'
export { Job } from './jobs.ts'
export * from './loyalty.ts'
export * from './tiers.ts'
export * from './bonus-rules.ts'
export * from './merges.ts'
export * from './operations.ts'
export * from './own-fields.ts'
export * from './own-target.ts'
export * from './own-value.ts'
export * from './phases.ts'
export * from './phase-funnel.ts'
export * from './purchase-lines.ts'
export * from './purchase-returns.ts'
export * from './purchases.ts'
export * from './relations.ts'
export * from './sample.ts'
export * from './selection.ts'
export * from './settings.ts'
export * from './tags.ts'
export * from './bulk.ts'
export * from './selection.ts'
export * from './view-filter.ts'
export * from './views.ts'
export * from './address-block.ts'
export * from './articles.ts'
export * from './staff.ts'
export * from './birthdays.ts'
export * from './care.ts'
export * from './demand.ts'
export * from './warnings.ts'
export * from './consents.ts'
export * from './contacts.ts'
export * from './opening-hours.ts'
export * from './country.ts'
export * from './letter-greeting.ts'
export * from './phone.ts'
export * from './selection.ts'
export * from './tasks.ts'
export * from './processes.ts'
export * from './today.ts'
export * from './cases.ts'
export * from './opt-out-line.ts'
export * from './text-placeholders.ts'
export * from './texts.ts'
export * from './till.ts'
export * from './unknown-sales.ts'
export * from './vcard-extra.ts'
export * from './vcard-uid.ts'
