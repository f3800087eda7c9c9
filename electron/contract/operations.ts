import { z } from 'zod'
import { job, read } from './call.ts'
import { CustomerId, Limit, Nothing, Offset, OperationId, Timestamp } from './values.ts'

export const operationReasons = [
  'operation-gone',
  'operation-already-undone',
  'operation-blocked-by-later',
  'operation-blocked-by-later-setting',
  'operation-nothing-to-undo',
  'operation-nothing-to-redo',
  'operation-not-undoable',
] as const

/** One writing call. The renderer words it from `call`, `displayName` and `count`. */
export const Operation = z.object({
  id: OperationId,
  call: z.string(),
  kind: z.enum(['do', 'undo', 'redo']),
  at: Timestamp,
  customerId: CustomerId.nullable(),
  displayName: z.string().nullable(),
  count: z.int(),
  /** Whether its changes are in force now. */
  isUndone: z.boolean(),
  canUndo: z.boolean(),
})
export type Operation = z.infer<typeof Operation>
export const FieldChange = z.object({
  id: z.int(),
  operationId: OperationId,
  call: z.string(),
  kind: z.enum(['do', 'undo', 'redo']),
  at: Timestamp,
  table: z.string(),
  change: z.enum(['insert', 'update', 'delete']),
  fields: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
})
export type FieldChange = z.infer<typeof FieldChange>
const Undone = z.object({ operationId: OperationId, undone: Operation })
const everything = [
  'customers',
  'purchases',
  'phases',
  'loyalty',
  'cards',
  'imports',
  'settings',
  'operations',
  'views',
  'ownFields',
  'tags',
  'relations',
  'consents',
  'tasks',
  'documents',
  'duplicates',
] as const
export const operationCalls = {
  list: read(
    z.object({ limit: Limit.default(50), offset: Offset.default(0), today: z.boolean().default(false) }),
    z.object({ rows: z.array(Operation), total: z.int() }),
  ),
  /** Takes one operation back; refuses by name when a later one touched the same rows. A job, because an import can be large. */
  undo: job(z.object({ operationId: OperationId }), Undone, { touches: everything, writes: true }),
  /** Ctrl+Z: the newest operation that is in force. */
  undoLast: job(Nothing, Undone, { touches: everything, writes: true }),
  redoLast: job(Nothing, Undone, { touches: everything, writes: true }),
  /** What happened to one customer, field by field, newest first. */
  history: read(
    z.object({ customerId: CustomerId, limit: Limit.default(100), offset: Offset.default(0) }),
    z.object({ rows: z.array(FieldChange), total: z.int() }),
  ),
}
