import { z } from 'zod'
import { job, read, write } from './call.ts'
import { CustomerSelection } from './selection.ts'
import { CustomerId, IsoDate, Limit, line, Offset, OperationId, paragraph, TaskId, Timestamp } from './values.ts'

export const taskReasons = ['task-title-missing', 'task-gone', 'task-already-done', 'task-not-done'] as const

/** Something the owner wants to do, with or without a customer and a day. */
export const Task = z.object({
  id: TaskId,
  customerId: CustomerId.nullable(),
  /** Null without a customer. */
  displayName: z.string().nullable(),
  title: z.string(),
  dueOn: IsoDate.nullable(),
  note: z.string(),
  doneOn: IsoDate.nullable(),
  createdAt: Timestamp,
})
export type Task = z.infer<typeof Task>

const fields = { title: line(200), dueOn: IsoDate.nullable().default(null), note: paragraph(2000).default('') }
const paging = { limit: Limit.default(100), offset: Offset.default(0) }

export const taskCalls = {
  create: write(z.object({ customerId: CustomerId.nullable().default(null), ...fields }), Task, ['tasks']),
  /** One task for each of the selected customers, as one operation; with 100,000 of them it takes a while. */
  createFor: job(z.object({ selection: CustomerSelection, ...fields }), z.object({ created: z.int(), operationId: OperationId.nullable() }), {
    touches: ['tasks', 'operations'],
    writes: true,
  }),
  /** Given fields replace what is stored. */
  change: write(
    z.object({ taskId: TaskId, title: line(200).optional(), dueOn: IsoDate.nullable().optional(), note: paragraph(2000).optional() }),
    Task,
    ['tasks'],
  ),
  done: write(z.object({ taskId: TaskId }), Task, ['tasks']),
  reopen: write(z.object({ taskId: TaskId }), Task, ['tasks']),
  remove: write(z.object({ taskId: TaskId }), z.object({ customerId: CustomerId.nullable() }), ['tasks']),
  /** The customer's tasks: open ones by their day, then what is done, newest first. */
  listFor: read(z.object({ customerId: CustomerId, ...paging }), z.object({ rows: z.array(Task), total: z.int(), open: z.int() })),
  /** What is open, by its day, those without a day last; with `until` only what is due by then. Tasks of customers in the bin rest. */
  open: read(
    z.object({ until: IsoDate.optional(), ...paging }),
    z.object({ rows: z.array(Task), total: z.int(), overdue: z.int(), dueToday: z.int() }),
  ),
}
