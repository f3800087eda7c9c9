import { z } from 'zod'
import { job, read } from './call.ts'
import { Nothing } from './values.ts'

export const sampleReasons = ['sample-already-loaded', 'sample-none'] as const

export const sampleCalls = {
  status: read(Nothing, z.object({ customers: z.int(), purchases: z.int() })),
  /** About 300 invented customers with two years of purchases, marked as a sample. */
  load: job(Nothing, z.object({ customers: z.int(), purchases: z.int() }), {
    touches: ['customers', 'purchases', 'phases', 'loyalty', 'cards', 'sample', 'settings', 'operations', 'consents', 'tasks'],
    writes: true,
  }),
  /** Takes every invented customer out again with all that belongs to them; own customers stay. */
  remove: job(Nothing, z.object({ removed: z.int() }), {
    touches: ['customers', 'purchases', 'phases', 'loyalty', 'cards', 'sample', 'settings', 'operations', 'consents', 'tasks'],
    writes: true,
  }),
}
