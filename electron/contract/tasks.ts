import { z } from 'zod'
import { job, read, write } from './call.ts'
import { CustomerSelection } from './selection.ts'
import {
  CaseId,
  CustomerId,
  IsoDate,
  Limit,
  line,
  Nothing,
  Offset,
  OperationId,
  paragraph,
  PurchaseId,
  RuleId,
  StaffId,
  TaskId,
  Timestamp,
} from './values.ts'

export const taskReasons = [
  'task-title-missing',
  'task-gone',
  'task-already-done',
  'task-not-done',
  'task-snooze-past',
  'rule-gone',
  'rule-already-ended',
  'rule-never-due',
] as const

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
  /** The rule that it comes from, and which of its days it stands for. */
  ruleId: RuleId.nullable(),
  ruleDay: IsoDate.nullable(),
  /** How often it was put off, and why the last time. */
  snoozes: z.int(),
  snoozeReason: z.string(),
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

export const RuleUnit = z.enum(['day', 'week', 'month', 'year'])
export type RuleUnit = z.infer<typeof RuleUnit>
/** A task that comes again. Its occurrences are tasks of their own; a change of the rule never touches those that are done. */
export const Rule = z.object({
  id: RuleId,
  customerId: CustomerId.nullable(),
  displayName: z.string().nullable(),
  title: z.string(),
  note: z.string(),
  kind: TaskKind,
  minutes: z.int(),
  area: z.string(),
  staffId: StaffId.nullable(),
  staffName: z.string().nullable(),
  /** Its days are counted from the first one from here on. */
  startsOn: IsoDate,
  every: z.int(),
  unit: RuleUnit,
  /** Of weeks; Monday is 1. Null: the weekday of the first day. */
  weekday: z.int().nullable(),
  /** Of months; 31 is the last day of every month. Null: the day of the first day. */
  monthDay: z.int().nullable(),
  /** The last day on which it may fall due. */
  endsOn: IsoDate.nullable(),
  /** Given up on that day. */
  endedOn: IsoDate.nullable(),
  /** The open occurrence: the day of the rule, and the day it is due. */
  nextDay: IsoDate.nullable(),
  nextDueOn: IsoDate.nullable(),
  done: z.int(),
  /** Days of the rule that went by while an occurrence stayed open. */
  missed: z.int(),
})
export type Rule = z.infer<typeof Rule>
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
      /** Only of what is done. */
      outcome: line(500).optional(),
    }),
    Task,
    ['tasks'],
  ),
  done: write(z.object({ taskId: TaskId, outcome: line(500).default('') }), Task, ['tasks']),
  reopen: write(z.object({ taskId: TaskId }), Task, ['tasks']),
  /** An occurrence of a rule is left out that way; the next one takes its place. */
  remove: write(z.object({ taskId: TaskId }), z.object({ customerId: CustomerId.nullable() }), ['tasks']),
  /** Not before a later day, and why. */
  snooze: write(z.object({ taskId: TaskId, until: IsoDate, reason: line(200).default('') }), Task, ['tasks']),
  /** What is done, newest first. */
  finished: read(z.object(paging), z.object({ rows: z.array(Task), total: z.int() })),
  /** The parts of the shop that open tasks belong to, in alphabetical order. */
  areas: read(Nothing, z.array(z.string())),
  /** Those in force, by their next day, then those that have ended. */
  rules: read(Nothing, z.array(Rule)),
  /** Makes a rule with its next occurrence, or changes one: what is open follows, what is done stays as it was. One that has ended goes on. */
  saveRule: write(
    z.object({
      ruleId: RuleId.optional(),
      customerId: CustomerId.nullable().default(null),
      title: line(200),
      note: paragraph(2000).default(''),
      kind: TaskKind.default('task'),
      minutes: Minutes.default(5),
      area: line(60).default(''),
      staffId: StaffId.nullable().default(null),
      startsOn: IsoDate,
      every: z.int().min(1).max(99).default(1),
      unit: RuleUnit,
      weekday: z.int().min(1).max(7).nullable().default(null),
      monthDay: z.int().min(1).max(31).nullable().default(null),
      endsOn: IsoDate.nullable().default(null),
    }),
    Rule,
    ['tasks'],
  ),
  /** Ends a rule today: its open occurrence goes, what is done stays. */
  endRule: write(z.object({ ruleId: RuleId }), Rule, ['tasks']),
  /** The customer's tasks: open ones by their day, then what is done, newest first. */
  listFor: read(z.object({ customerId: CustomerId, ...paging }), z.object({ rows: z.array(Task), total: z.int(), open: z.int() })),
  /** What is open, by its day, those without a day last; with `until` only what is due by then. Tasks of customers in the bin rest. */
  open: read(
    z.object({ until: IsoDate.optional(), area: z.string().max(60).optional(), staffId: StaffId.optional(), ...paging }),
    z.object({ rows: z.array(Task), total: z.int(), overdue: z.int(), dueToday: z.int() }),
  ),
}
