import type { CustomerId, CustomerSelection, Handlers, Input, IsoDate, JobContext, OperationId, Task, TaskId } from '#contract'
import { addDays } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import { tasksRepository } from './tasks.repository.ts'

export interface TasksService {
  calls: Handlers['tasks']
  tasks: { 'tasks.createFor': (input: CreateFor, job: JobContext) => { created: number; operationId: OperationId | null } }
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder' | 'background'> {
  customers: { require(customerId: CustomerId): unknown }
  /** The customers that a selection means, in the order of the list. */
  selectedIds(selection: CustomerSelection): CustomerId[]
}
type CreateFor = Required<Pick<Input<'tasks.createFor'>, 'title'>> & { selection: CustomerSelection; dueOn: IsoDate | null; note: string }
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
  function requireTitle(title: string | undefined): void {
    if (title === '') throw new AppError('invalid', 'task-title-missing')
  }
  function about(customerId: CustomerId | null): void {
    recorder.describe(customerId === null ? { count: 1 } : { customerId, count: 1 })
  }
  function add(customerId: CustomerId | null, content: Pick<Task, 'title' | 'dueOn' | 'note'>): TaskId {
    const id = newId() as TaskId
    tasks.insert({ ...content, id, customerId, doneOn: null, createdAt: clock.now() })
    return id
  }
  function store(task: Task): Task {
    tasks.update(task)
    about(task.customerId)
    return task
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
        add(id, content)
      }
      recorder.describe(ids.length === 1 && ids[0] ? { customerId: ids[0], count: 1 } : { count: ids.length })
      return ids.length
    })
    return { created: value, operationId }
  }

  return {
    tasks: { 'tasks.createFor': createFor },
    calls: {
      create({ customerId, ...content }) {
        requireTitle(content.title)
        if (customerId !== null) customers.require(customerId)
        const id = add(customerId, content)
        about(customerId)
        return require(id)
      },
      createFor(input, job) {
        requireTitle(input.title)
        return background.run('tasks.createFor', input, job)
      },
      change({ taskId, ...patch }) {
        const task = require(taskId)
        requireTitle(patch.title)
        return store({
          ...task,
          title: patch.title ?? task.title,
          dueOn: patch.dueOn === undefined ? task.dueOn : patch.dueOn,
          note: patch.note ?? task.note,
        })
      },
      done({ taskId }) {
        const task = require(taskId)
        if (task.doneOn !== null) throw new AppError('conflict', 'task-already-done', { day: task.doneOn })
        return store({ ...task, doneOn: clock.today() })
      },
      reopen({ taskId }) {
        const task = require(taskId)
        if (task.doneOn === null) throw new AppError('conflict', 'task-not-done')
        return store({ ...task, doneOn: null })
      },
      remove({ taskId }) {
        const { customerId } = require(taskId)
        tasks.remove(taskId)
        about(customerId)
        return { customerId }
      },
      listFor: ({ customerId, limit, offset }) => ({ rows: tasks.ofCustomer(customerId, limit, offset), ...tasks.counts(customerId) }),
      open({ until, limit, offset }) {
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
