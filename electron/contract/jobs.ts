import { z } from 'zod'
import { read } from './call.ts'
import { JobId, Nothing } from './values.ts'

export const Failure = z.object({
  code: z.enum(['invalid', 'missing', 'conflict', 'cancelled', 'denied', 'unexpected']),
  reason: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
})
const base = { id: JobId, call: z.string() }
/** Long work. `phase` is a word key such as 'reading' or 'writing'; `total` is null while unknown. */
export const Job = z.discriminatedUnion('state', [
  z.object({ ...base, state: z.literal('running'), done: z.int(), total: z.int().nullable(), phase: z.string() }),
  z.object({ ...base, state: z.literal('done'), result: z.unknown() }),
  z.object({ ...base, state: z.literal('failed'), failure: Failure }),
  z.object({ ...base, state: z.literal('cancelled') }),
])
export type Job = z.infer<typeof Job>

export const jobCalls = {
  get: read(z.object({ jobId: JobId }), Job),
  list: read(Nothing, z.array(Job)),
  cancel: read(z.object({ jobId: JobId }), z.object({ cancelled: z.boolean() })),
}
