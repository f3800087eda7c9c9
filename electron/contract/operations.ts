import { z } from 'zod'
import { job, read, write } from './call.ts'
import { CustomerId, Limit, Nothing, Offset, OperationId, Timestamp } from './values.ts'

export const operationReasons = [
  'operation-gone',
  'operation-already-undone',
  'operation-blocked-by-later',
  'operation-blocked-by-later-setting',
  'operation-nothing-to-undo',
  'operation-nothing-to-redo',
  'operation-not-undoable',
  'change-gone',
  'change-not-revertible',
  'change-newer',
  'change-row-newer',
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
  /** A phone, an address or a tag that came or went, with nothing done to it since: can be taken away or brought back with one press. */
  canRevert: z.boolean(),
  /** `isNewest`: nothing has changed it since, so its former value can be brought back with one press. */
  fields: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable(), isNewest: z.boolean() })),
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
  'articles',
  'staff',
  'contacts',
  'warnings',
  'demand',
  'care',
  'cases',
  'texts',
  'today',
] as const

/** What an operation was about, for choosing among many. */
export const OperationTopic = z.enum([
  'customers',
  'purchases',
  'loyalty',
  'cards',
  'imports',
  'tasks',
  'contacts',
  'consents',
  'documents',
  'relations',
  'tags',
  'ownFields',
  'views',
  'duplicates',
  'articles',
  'staff',
  'cases',
  'texts',
  'today',
  'settings',
])
export type OperationTopic = z.infer<typeof OperationTopic>
/** What an operation changed on one customer; null where it belongs to nobody, such as a setting or an article. */
const ChangesOfOne = z.object({
  customerId: CustomerId.nullable(),
  displayName: z.string().nullable(),
  changes: z.array(FieldChange),
  /** How many changes besides are not told. */
  more: z.int(),
})

export const operationCalls = {
  /** Newest first; `text` finds those that touched customers whom the search finds. */
  list: read(
    z.object({
      limit: Limit.default(50),
      offset: Offset.default(0),
      today: z.boolean().default(false),
      topic: OperationTopic.optional(),
      text: z.string().max(500).default(''),
    }),
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
  /** What one operation changed, customer by customer. */
  changes: read(
    z.object({ operationId: OperationId, limit: z.int().min(1).max(100).default(20), offset: Offset.default(0) }),
    z.object({ rows: z.array(ChangesOfOne), total: z.int() }),
  ),
  /**
   * Brings the former value of one field back, or without `field` the whole row that came or went, as a change of its own. Refuses when it
   * was changed again since.
   */
  revertField: write(z.object({ changeId: z.int().positive(), field: z.string().max(60).optional() }), z.object({ customerId: CustomerId }), [
    'customers',
  ]),
}
