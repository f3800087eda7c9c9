import type { CustomerId, IsoDate, PurchaseId, StaffId, Task, TaskId } from '#contract'
import type { Db } from '../../database/open.ts'

export type StoredTask = Omit<Task, 'displayName' | 'staffName'>

const COLUMNS = `t.id, t.customer_id as customerId, s.display_name as displayName, t.title, t.due_on as dueOn, t.note, t.done_on as doneOn,
  t.outcome, t.kind, t.minutes, t.area, t.staff_id as staffId, (select name from staff where id = t.staff_id) as staffName, t.source,
  t.purchase_id as purchaseId, t.case_id as caseId, t.created_at as createdAt`
const ROWS = `from task t left join customer_summary s on s.customer_id = t.customer_id`
/** The summary holds live customers only, so what belongs to one in the bin rests. */
const LIVE = `t.done_on is null and (t.customer_id is null or s.customer_id is not null)`

/** All SQL about tasks. */
export function tasksRepository(db: Db) {
  const insert = db.prepare<[StoredTask & { sourceKey: string | null }]>(
    `insert into task (id, customer_id, title, due_on, note, kind, minutes, area, staff_id, source, source_key, purchase_id, case_id, created_at)
     values (@id, @customerId, @title, @dueOn, @note, @kind, @minutes, @area, @staffId, @source, @sourceKey, @purchaseId, @caseId, @createdAt)`,
  )
  const isKnown = db.prepare<[string], 1>('select 1 from task where source_key = ?').pluck()
  const hasStaff = db.prepare<[StaffId], 1>('select 1 from staff where id = ?').pluck()
  const update = db.prepare<[StoredTask]>(
    `update task set title = @title, due_on = @dueOn, note = @note, done_on = @doneOn, outcome = @outcome, kind = @kind, minutes = @minutes,
       area = @area, staff_id = @staffId where id = @id`,
  )
  const remove = db.prepare<[TaskId]>('delete from task where id = ?')
  const withdraw = db.prepare<[PurchaseId, Task['source']]>('delete from task where purchase_id = ? and source = ? and done_on is null')
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

  return {
    insert: (task: StoredTask, sourceKey: string | null) => void insert.run({ ...task, sourceKey }),
    /** Whether what the program proposes under this key was proposed before. */
    isKnown: (sourceKey: string) => isKnown.get(sourceKey) === 1,
    hasStaff: (staffId: StaffId) => hasStaff.get(staffId) === 1,
    update: (task: StoredTask) => void update.run(task),
    remove: (id: TaskId) => void remove.run(id),
    withdraw: (purchaseId: PurchaseId, source: Task['source']) => withdraw.run(purchaseId, source).changes,
    find: (id: TaskId) => byId.get(id),
    ofCustomer: (customerId: CustomerId, limit: number, offset: number) => ofCustomer.all(customerId, limit, offset),
    counts: (customerId: CustomerId) => counts.get(customerId) ?? { total: 0, open: 0 },
    open: (until: IsoDate | undefined, limit: number, offset: number) =>
      until === undefined ? open.all(limit, offset) : openUntil.all(until, limit, offset),
    /** How many are open; with a day, only what is due by then. */
    openCount: (until?: IsoDate) => (until === undefined ? openCount.get() : dueCount.get({ until })) ?? 0,
  }
}
