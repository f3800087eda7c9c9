import type { CustomerId, IsoDate, PurchaseId, StaffId, Task, TaskId, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'

/** What is read along with a task. */
type Joined = 'displayName' | 'staffName' | 'snoozes' | 'snoozeReason'
export type StoredTask = Omit<Task, Joined>
export interface StoredSnooze {
  id: number
  taskId: TaskId
  day: IsoDate
  dueBefore: IsoDate | null
  until: IsoDate
  reason: string
  createdAt: Timestamp
}
interface Counts {
  total: number
  overdue: number
  dueToday: number
}
/** Only what belongs to a part of the shop or to somebody; null: to any. */
export interface OpenFilter {
  area: string | null
  staffId: StaffId | null
}

const COLUMNS = `t.id, t.customer_id as customerId, s.display_name as displayName, t.title, t.due_on as dueOn, t.note, t.done_on as doneOn,
  t.outcome, t.kind, t.minutes, t.area, t.staff_id as staffId, (select name from staff where id = t.staff_id) as staffName, t.source,
  t.purchase_id as purchaseId, t.case_id as caseId, t.rule_id as ruleId, t.rule_day as ruleDay,
  (select count(*) from task_snooze z where z.task_id = t.id) as snoozes,
  coalesce((select z.reason from task_snooze z where z.task_id = t.id order by z.id desc limit 1), '') as snoozeReason,
  t.created_at as createdAt`
const ROWS = `from task t left join customer_summary s on s.customer_id = t.customer_id`
/** The summary holds live customers only, so what belongs to one in the bin rests. */
const LIVE = `t.done_on is null and (t.customer_id is null or s.customer_id is not null)`

/** All SQL about tasks. */
export function tasksRepository(db: Db) {
  const insert = db.prepare<[StoredTask & { sourceKey: string | null }]>(
    `insert into task (id, customer_id, title, due_on, note, kind, minutes, area, staff_id, source, source_key, purchase_id, case_id, rule_id, rule_day,
       created_at)
     values (@id, @customerId, @title, @dueOn, @note, @kind, @minutes, @area, @staffId, @source, @sourceKey, @purchaseId, @caseId, @ruleId, @ruleDay,
       @createdAt)`,
  )
  const isKnown = db.prepare<[string], 1>('select 1 from task where source_key = ?').pluck()
  const hasStaff = db.prepare<[StaffId], 1>('select 1 from staff where id = ?').pluck()
  const update = db.prepare<[StoredTask]>(
    `update task set customer_id = @customerId, title = @title, due_on = @dueOn, note = @note, done_on = @doneOn, outcome = @outcome, kind = @kind, minutes = @minutes,
       area = @area, staff_id = @staffId where id = @id`,
  )
  const remove = db.prepare<[TaskId]>('delete from task where id = ?')
  // Before their task, so that the memory of changes still knows whose they are.
  const removeSnoozes = db.prepare<[TaskId]>('delete from task_snooze where task_id = ?')
  const proposed = db
    .prepare<[PurchaseId, Task['source']], TaskId>('select id from task where purchase_id = ? and source = ? and done_on is null')
    .pluck()
  const insertSnooze = db.prepare<[StoredSnooze]>(
    'insert into task_snooze (id, task_id, day, due_before, until, reason, created_at) values (@id, @taskId, @day, @dueBefore, @until, @reason, @createdAt)',
  )
  const byId = db.prepare<[TaskId], Task>(`select ${COLUMNS} ${ROWS} where t.id = ?`)
  const ofCustomer = db.prepare<[CustomerId, number, number], Task>(
    `select ${COLUMNS} ${ROWS} where t.customer_id = ?
     order by t.done_on is not null, case when t.done_on is null then t.due_on is null end, case when t.done_on is null then t.due_on end,
       t.done_on desc, t.id limit ? offset ?`,
  )
  const counts = db.prepare<[CustomerId], { total: number; open: number }>(
    'select count(*) as total, count(*) filter (where done_on is null) as open from task where customer_id = ?',
  )
  const open = db.prepare<[number, number], Task>(
    `select ${COLUMNS} ${ROWS} where ${LIVE} order by t.due_on is null, t.due_on, t.id limit ? offset ?`,
  )
  const openUntil = db.prepare<[IsoDate, number, number], Task>(
    `select ${COLUMNS} ${ROWS} where ${LIVE} and t.due_on is null = 0 and t.due_on <= ? order by t.due_on is null, t.due_on, t.id limit ? offset ?`,
  )
  const CHOSEN = '(@area is null or t.area = @area) and (@staffId is null or t.staff_id = @staffId) and (@until is null or t.due_on <= @until)'
  type Chosen = OpenFilter & { until: IsoDate | null }
  const openChosen = db.prepare<[Chosen & { limit: number; offset: number }], Task>(
    `select ${COLUMNS} ${ROWS} where ${LIVE} and ${CHOSEN} order by t.due_on is null, t.due_on, t.id limit @limit offset @offset`,
  )
  const chosenCounts = db.prepare<[Chosen & { today: IsoDate }], Counts>(
    `select count(*) as total, count(*) filter (where t.due_on < @today) as overdue, count(*) filter (where t.due_on = @today) as dueToday
     from task t left join customer_summary s on s.customer_id = t.customer_id where ${LIVE} and ${CHOSEN}`,
  )
  const areas = db.prepare<[], string>("select distinct area from task where done_on is null and area <> ''").pluck()
  const finished = db.prepare<[number, number], Task>(
    `select ${COLUMNS} ${ROWS} where t.done_on is not null and (t.customer_id is null or s.customer_id is not null)
     order by t.done_on desc, t.id desc limit ? offset ?`,
  )
  const finishedCount = db
    .prepare<[], number>(
      `select (select count(*) from task where done_on is not null)
         - (select count(*) from customer c cross join task t on t.customer_id = c.id where c.deleted_at is not null and t.done_on is not null)`,
    )
    .pluck()
  // Counted along the index of open tasks; those of customers in the bin, who are few, are taken off.
  const openCount = db
    .prepare<[], number>(
      `select (select count(*) from task where done_on is null)
         - (select count(*) from customer c cross join task t on t.customer_id = c.id where c.deleted_at is not null and t.done_on is null)`,
    )
    .pluck()
  const dueCount = db
    .prepare<[{ until: IsoDate }], number>(
      `select (select count(*) from task where done_on is null and due_on is null = 0 and due_on <= @until)
         - (select count(*) from customer c cross join task t on t.customer_id = c.id
            where c.deleted_at is not null and t.done_on is null and t.due_on <= @until)`,
    )
    .pluck()

  function removeWhole(id: TaskId): void {
    removeSnoozes.run(id)
    remove.run(id)
  }

  return {
    insert: (task: StoredTask, sourceKey: string | null) => void insert.run({ ...task, sourceKey }),
    /** Whether what the program proposes under this key was proposed before. */
    isKnown: (sourceKey: string) => isKnown.get(sourceKey) === 1,
    hasStaff: (staffId: StaffId) => hasStaff.get(staffId) === 1,
    update: (task: StoredTask) => void update.run(task),
    remove: removeWhole,
    withdraw(purchaseId: PurchaseId, source: Task['source']): number {
      const ids = proposed.all(purchaseId, source)
      ids.forEach(removeWhole)
      return ids.length
    },
    insertSnooze: (snooze: StoredSnooze) => void insertSnooze.run(snooze),
    openChosen: (filter: OpenFilter, until: IsoDate | undefined, limit: number, offset: number) =>
      openChosen.all({ ...filter, until: until ?? null, limit, offset }),
    chosenCounts: (filter: OpenFilter, until: IsoDate | undefined, today: IsoDate) =>
      chosenCounts.get({ ...filter, until: until ?? null, today }) ?? { total: 0, overdue: 0, dueToday: 0 },
    areas: () => areas.all().sort(new Intl.Collator('de').compare),
    finished: (limit: number, offset: number) => finished.all(limit, offset),
    finishedCount: () => finishedCount.get() ?? 0,
    find: (id: TaskId) => byId.get(id),
    ofCustomer: (customerId: CustomerId, limit: number, offset: number) => ofCustomer.all(customerId, limit, offset),
    counts: (customerId: CustomerId) => counts.get(customerId) ?? { total: 0, open: 0 },
    open: (until: IsoDate | undefined, limit: number, offset: number) =>
      until === undefined ? open.all(limit, offset) : openUntil.all(until, limit, offset),
    /** How many are open; with a day, only what is due by then. */
    openCount: (until?: IsoDate) => (until === undefined ? openCount.get() : dueCount.get({ until })) ?? 0,
  }
}
