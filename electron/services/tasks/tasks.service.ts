import type {
  CaseId,
  CustomerId,
  CustomerSelection,
  Handlers,
  IsoDate,
  JobContext,
  OperationId,
  PurchaseId,
  RuleId,
  StaffId,
  Task,
  TaskId,
  TaskKind,
  TaskSource,
} from '#contract'
import { addDays } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import { recurringRules } from './recurring-rules.ts'
import { tasksRepository } from './tasks.repository.ts'

/** A task that another part of the program proposes. */
export interface ProposedTask {
  customerId: CustomerId | null
  title: string
  dueOn: IsoDate | null
  note: string
  kind: TaskKind
  minutes: number
  source: Exclude<TaskSource, 'owner'>
  /** The same proposal has the same key for ever, such as 'case:4711:answer'. */
  sourceKey: string
  purchaseId?: PurchaseId
  caseId?: CaseId
}
export interface TasksService {
  calls: Omit<Handlers['tasks'], 'today'>
  /** Adds a task inside an operation that runs already. Null, and nothing written, where its key is known, be that task done or not. */
  add(task: ProposedTask): TaskId | null
  /** Takes away what part of the program proposed about a purchase and is not done yet. Answers how many. */
  withdraw(purchaseId: PurchaseId, source: ProposedTask['source']): number
  /** Gives each rule in force its open occurrence where it lacks one. */
  startDay(): void
  tasks: { 'tasks.createFor': (input: CreateFor, job: JobContext) => { created: number; operationId: OperationId | null } }
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder' | 'background'> {
  customers: { require(customerId: CustomerId): unknown }
  /** The customers that a selection means, in the order of the list. */
  selectedIds(selection: CustomerSelection): CustomerId[]
}
type CreateFor = Content & { selection: CustomerSelection }
/** What the owner enters. */
export interface Content {
  title: string
  dueOn: IsoDate | null
  note: string
  kind: TaskKind
  minutes: number
  area: string
  staffId: StaffId | null
}
const ownIdea = { source: 'owner', purchaseId: null, caseId: null, ruleId: null, ruleDay: null } as const
/** Customers between two looks at the job. */
const BREATH = 500

/** What the owner wants to do, with or without a customer and a day. */
export function tasksService({ db, clock, newId, recorder, background, customers, selectedIds }: Deps): TasksService {
  const tasks = tasksRepository(db)

  function require(taskId: TaskId): Task {
    const task = tasks.find(taskId)
    if (!task) throw new AppError('missing', 'task-gone')
    return task
  }
  function check({ title, staffId }: { title?: string | undefined; staffId?: StaffId | null | undefined }): void {
    if (title === '') throw new AppError('invalid', 'task-title-missing')
    if (staffId && !tasks.hasStaff(staffId)) throw new AppError('missing', 'staff-gone')
  }
  function about(customerId: CustomerId | null): void {
    recorder.describe(customerId === null ? { count: 1 } : { customerId, count: 1 })
  }
  function insert(
    customerId: CustomerId | null,
    content: Content & Pick<Task, 'source' | 'purchaseId' | 'caseId' | 'ruleId' | 'ruleDay'>,
    sourceKey: string | null,
  ): TaskId {
    const id = newId() as TaskId
    tasks.insert({ ...content, id, customerId, doneOn: null, outcome: '', createdAt: clock.now() }, sourceKey)
    return id
  }
  const enter = (customerId: CustomerId | null, content: Content) => insert(customerId, { ...content, ...ownIdea }, null)
  function add({ sourceKey, customerId, purchaseId, caseId, ...content }: ProposedTask): TaskId | null {
    if (tasks.isKnown(sourceKey)) return null
    const links = { purchaseId: purchaseId ?? null, caseId: caseId ?? null, ruleId: null, ruleDay: null }
    return insert(customerId, { ...content, ...links, area: '', staffId: null }, sourceKey)
  }
  /** Writes the occurrence of a rule; null where that day was used before. */
  function addOccurrence(ruleId: RuleId, day: IsoDate, customerId: CustomerId | null, content: Omit<Content, 'dueOn'>): TaskId | null {
    const sourceKey = `rule:${ruleId}:${day}`
    if (tasks.isKnown(sourceKey)) return null
    return insert(customerId, { ...content, dueOn: day, source: 'rule', purchaseId: null, caseId: null, ruleId, ruleDay: day }, sourceKey)
  }
  const rules = recurringRules({ db, clock, newId, customers, check, about, tasks, addOccurrence })
  function store(task: Task): Task {
    tasks.update(task)
    about(task.customerId)
    return require(task.id)
  }

  /** Does the work on whichever thread it was called; all of it or nothing. */
  function createFor({ selection, ...content }: CreateFor, job: JobContext) {
    const { value, operationId } = recorder.run({ call: 'tasks.createFor' }, () => {
      const ids = selectedIds(selection)
      for (const [done, id] of ids.entries()) {
        if (done % BREATH === 0) {
          if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
          job.report(done, ids.length, 'writing')
        }
        customers.require(id)
        enter(id, content)
      }
      recorder.describe(ids.length === 1 && ids[0] ? { customerId: ids[0], count: 1 } : { count: ids.length })
      return ids.length
    })
    return { created: value, operationId }
  }

  return {
    add,
    withdraw: tasks.withdraw,
    startDay: rules.startDay,
    tasks: { 'tasks.createFor': createFor },
    calls: {
      create({ customerId, ...content }) {
        check(content)
        if (customerId !== null) customers.require(customerId)
        const id = enter(customerId, content)
        about(customerId)
        return require(id)
      },
      createFor(input, job) {
        check(input)
        return background.run('tasks.createFor', input, job)
      },
      change({ taskId, ...patch }) {
        const task = require(taskId)
        check(patch)
        if (patch.outcome !== undefined && task.doneOn === null) throw new AppError('conflict', 'task-not-done')
        return store({
          ...task,
          title: patch.title ?? task.title,
          dueOn: patch.dueOn === undefined ? task.dueOn : patch.dueOn,
          note: patch.note ?? task.note,
          kind: patch.kind ?? task.kind,
          minutes: patch.minutes ?? task.minutes,
          area: patch.area ?? task.area,
          outcome: patch.outcome ?? task.outcome,
          staffId: patch.staffId === undefined ? task.staffId : patch.staffId,
        })
      },
      done({ taskId, outcome }) {
        const task = require(taskId)
        if (task.doneOn !== null) throw new AppError('conflict', 'task-already-done', { day: task.doneOn })
        const done = store({ ...task, doneOn: clock.today(), outcome })
        rules.follow(done)
        return done
      },
      reopen({ taskId }) {
        const task = require(taskId)
        if (task.doneOn === null) throw new AppError('conflict', 'task-not-done')
        rules.reopened(task)
        return store({ ...task, doneOn: null, outcome: '' })
      },
      remove({ taskId }) {
        const task = require(taskId)
        tasks.remove(taskId)
        if (task.doneOn === null) rules.leftOut(task)
        about(task.customerId)
        return { customerId: task.customerId }
      },
      snooze({ taskId, until, reason }) {
        const task = require(taskId)
        const day = clock.today()
        if (task.doneOn !== null) throw new AppError('conflict', 'task-already-done', { day: task.doneOn })
        if (until <= day) throw new AppError('invalid', 'task-snooze-past', { day: until })
        tasks.insertSnooze({ id: newId(), taskId, day, dueBefore: task.dueOn, until, reason, createdAt: clock.now() })
        return store({ ...task, dueOn: until })
      },
      ...rules.calls,
      areas: tasks.areas,
      finished: ({ limit, offset }) => ({ rows: tasks.finished(limit, offset), total: tasks.finishedCount() }),
      listFor: ({ customerId, limit, offset }) => ({ rows: tasks.ofCustomer(customerId, limit, offset), ...tasks.counts(customerId) }),
      open({ until, limit, offset, area, staffId }) {
        if (area !== undefined || staffId !== undefined) {
          const chosen = { area: area ?? null, staffId: staffId ?? null }
          return { rows: tasks.openChosen(chosen, until, limit, offset), ...tasks.chosenCounts(chosen, until, clock.today()) }
        }
        const overdue = tasks.openCount(addDays(clock.today(), -1))
        return {
          rows: tasks.open(until, limit, offset),
          total: tasks.openCount(until),
          overdue,
          dueToday: tasks.openCount(clock.today()) - overdue,
        }
      },
    },
  }
}
