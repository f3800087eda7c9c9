import { z } from 'zod'
import { job, read, write } from './call.ts'
import { CustomerSelection } from './selection.ts'
import { CaseId, CustomerId, IsoDate, Limit, line, Offset, OperationId, paragraph, PurchaseId, StaffId, TaskId, Timestamp } from './values.ts'

export const taskReasons = ['task-title-missing', 'task-gone', 'task-already-done', 'task-not-done'] as const

/** How a task is done. */
export const TaskKind = z.enum(['task', 'call', 'letter', 'email', 'message', 'visit', 'thanks'])
export type TaskKind = z.infer<typeof TaskKind>
/** Who had the idea: the owner, or which part of the program. */
export const TaskSource = z.enum(['owner', 'rule', 'reassurance', 'demand', 'care', 'case', 'contact'])
export type TaskSource = z.infer<typeof TaskSource>

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
  /** What came of it. */
  outcome: z.string(),
  kind: TaskKind,
  /** What it will take; 0 for what is done in passing. */
  minutes: z.int(),
  /** The part of the shop that it belongs to, in the owner's words. */
  area: z.string(),
  staffId: StaffId.nullable(),
  staffName: z.string().nullable(),
  source: TaskSource,
  purchaseId: PurchaseId.nullable(),
  caseId: CaseId.nullable(),
  createdAt: Timestamp,
})
export type Task = z.infer<typeof Task>

const Minutes = z.int().min(0).max(1440)
const fields = {
  title: line(200),
  dueOn: IsoDate.nullable().default(null),
  note: paragraph(2000).default(''),
  kind: TaskKind.default('task'),
  minutes: Minutes.default(5),
  area: line(60).default(''),
  staffId: StaffId.nullable().default(null),
}
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
    z.object({
      taskId: TaskId,
      title: line(200).optional(),
      dueOn: IsoDate.nullable().optional(),
      note: paragraph(2000).optional(),
      kind: TaskKind.optional(),
      minutes: Minutes.optional(),
      area: line(60).optional(),
      staffId: StaffId.nullable().optional(),
    }),
    Task,
    ['tasks'],
  ),
  done: write(z.object({ taskId: TaskId, outcome: line(500).default('') }), Task, ['tasks']),
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
