import { z } from 'zod'
import { JobId } from './values.ts'

/** The parts of the app that hold data; `data.changed` names them so that open screens know what to read again. */
export type Capability =
  | 'addresses'
  | 'articles'
  | 'backup'
  | 'birthdays'
  | 'care'
  | 'cards'
  | 'cases'
  | 'consents'
  | 'contacts'
  | 'customers'
  | 'demand'
  | 'documents'
  | 'duplicates'
  | 'exports'
  | 'imports'
  | 'jobs'
  | 'loyalty'
  | 'operations'
  | 'ownFields'
  | 'phases'
  | 'processes'
  | 'purchases'
  | 'relations'
  | 'sample'
  | 'settings'
  | 'staff'
  | 'tags'
  | 'tasks'
  | 'texts'
  | 'today'
  | 'views'
  | 'vouchers'
  | 'warnings'

interface Base<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I
  readonly output: O
  /** Keys of the input that hold paths; the window may only send those that a dialog handed out. */
  readonly paths: readonly string[]
}
export interface ReadCall<I extends z.ZodType, O extends z.ZodType> extends Base<I, O> {
  readonly kind: 'read'
}
/** Runs as one operation, in one transaction; undone by Ctrl+Z. */
export interface WriteCall<I extends z.ZodType, O extends z.ZodType> extends Base<I, O> {
  readonly kind: 'write'
  readonly touches: readonly Capability[]
}
/** Answers at once with a job id; `result` is what the finished job holds. */
export interface JobCall<I extends z.ZodType, O extends z.ZodType, R extends z.ZodType> extends Base<I, O> {
  readonly kind: 'job'
  readonly result: R
  readonly touches: readonly Capability[]
  /** While a job that writes runs, other writing calls wait for it (one writer at a time). */
  readonly writes: boolean
  /** Draws a page, so it runs only where there is a Chromium: in the app, or in a host without a visible window. */
  readonly needsPage: boolean
}
export type AnyCall = ReadCall<z.ZodType, z.ZodType> | WriteCall<z.ZodType, z.ZodType> | JobCall<z.ZodType, z.ZodType, z.ZodType>

interface Options {
  paths?: readonly string[]
}

/** A call that only reads. */
export const read = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O, options: Options = {}): ReadCall<I, O> => ({
  kind: 'read',
  input,
  output,
  paths: options.paths ?? [],
})

/** A call that changes data; `touches` names the capabilities whose screens must read again. */
export const write = <I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  touches: readonly Capability[],
  options: Options = {},
): WriteCall<I, O> => ({ kind: 'write', input, output, touches, paths: options.paths ?? [] })

const Started = z.object({ jobId: JobId })

/** A call that takes long; it answers with the job's id and ends in `result`. */
export const job = <I extends z.ZodType, R extends z.ZodType>(
  input: I,
  result: R,
  options: Options & { touches?: readonly Capability[]; writes?: boolean; needsPage?: boolean } = {},
): JobCall<I, typeof Started, R> => ({
  kind: 'job',
  input,
  output: Started,
  result,
  touches: options.touches ?? [],
  writes: options.writes ?? false,
  needsPage: options.needsPage ?? false,
  paths: options.paths ?? [],
})
