import { z } from 'zod'
import { CustomerId, ViewId } from './values.ts'
/** Which customers of the list are meant: some by id, or all that a query shows but for some. 100,000 ids never travel. */
export const CustomerSelection = z.union([
  z.object({ ids: z.array(CustomerId).min(1).max(10_000) }),
  z.object({ viewId: ViewId.nullable().default(null), text: z.string().max(500).default(''), except: z.array(CustomerId).max(10_000).default([]) }),
])
export type CustomerSelection = z.infer<typeof CustomerSelection>
