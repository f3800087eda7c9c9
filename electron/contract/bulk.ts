import { z } from 'zod'
import { job } from './call.ts'
import { CustomerSelection } from './selection.ts'
import { line, OperationId } from './values.ts'

const tags = z.array(line(40).pipe(z.string().min(1))).max(20)
/** `operationId` null: nothing had to be changed. */
const Changed = z.object({ changed: z.int(), operationId: OperationId.nullable() })
const selection = CustomerSelection
const changing = { touches: ['customers', 'phases', 'operations'], writes: true } as const

/** One step for all marked customers: one operation, undone as one; from a thousand customers on in the background. */
export const bulkCalls = {
  /** Adds and removes tags. */
  tag: job(z.object({ selection, add: tags.default([]), remove: tags.default([]) }), Changed, changing),
  /** Moves all of them to the recycle bin. */
  removeMany: job(z.object({ selection }), Changed, changing),
  /** Says of all of them where they came from, or whether they are called Sie or Du. */
  amend: job(z.object({ selection, source: line(120).optional(), addressForm: z.enum(['formal', 'informal']).optional() }), Changed, changing),
}
