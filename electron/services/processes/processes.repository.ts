import type {
  CareProcess,
  CareProcessId,
  Cents,
  CustomerId,
  IsoDate,
  OperationId,
  ProcessStep,
  ProcessStepId,
  PurchaseId,
  Timestamp,
} from '#contract'
import type { Db } from '../../database/open.ts'

type Level = ProcessStep['level']
export interface StoredStep {
  stepId: ProcessStepId
  level: Level
  afterDays: number
  title: string
  template: string
  kind: ProcessStep['kind']
  minutes: number
}
/** A purchase or return that an operation touched. */
export interface Touched {
  id: PurchaseId
  customerId: CustomerId | null
  kind: 'purchase' | 'return'
  returnsId: PurchaseId | null
  day: IsoDate
  isVoided: 0 | 1
}
/** A process as it stands. */
export interface Running extends Pick<CareProcess, 'processId' | 'purchaseId' | 'level' | 'day' | 'endedOn' | 'endReason'> {
  customerId: CustomerId
}
export interface NewProcess extends CareWhy {
  id: number
  customerId: CustomerId
  purchaseId: PurchaseId
  level: Level
  startedOn: IsoDate
  createdAt: Timestamp
}
interface CareWhy {
  percentile: number | null
  largestCents: number
  isFirst: number
  boughtBefore: number
}
type ProcessRow = Omit<CareProcess, 'why' | 'nextTitle'> & CareWhy & { largestCents: Cents; nextTitle: string | null }

const STEP = 'id as stepId, level, after_days as afterDays, title, template, kind, minutes'
/** A task knows by its key from which purchase and step it came. */
export const taskKey = (purchaseId: PurchaseId, stepId: ProcessStepId): string => `reassurance:${purchaseId}:${stepId}`
const OF_STEP = `cast(substr(t.source_key, 13 + instr(substr(t.source_key, 13), ':')) as integer)`

/** All SQL about what follows after purchases. */
export function processesRepository(db: Db) {
  const steps = db.prepare<[], StoredStep>(`select ${STEP} from process_step where retired_on is null order by level, after_days, id`)
  const step = db.prepare<[ProcessStepId], StoredStep>(`select ${STEP} from process_step where id = ? and retired_on is null`)
  const insertStep = db.prepare<[StoredStep & { createdAt: Timestamp }]>(
    `insert into process_step (id, level, after_days, title, template, kind, minutes, created_at)
     values (@stepId, @level, @afterDays, @title, @template, @kind, @minutes, @createdAt)`,
  )
  const updateStep = db.prepare<[StoredStep]>(
    'update process_step set level = @level, after_days = @afterDays, title = @title, kind = @kind, minutes = @minutes where id = @stepId',
  )
  const retireStep = db.prepare<[IsoDate, ProcessStepId]>('update process_step set retired_on = ? where id = ?')
  const figures = db.prepare<{ today: IsoDate; days: number }, { stepId: number; open: number; done: number; judged: number; bought: number }>(
    `select stepId, count(*) filter (where doneOn is null) as open, count(*) filter (where doneOn is not null) as done,
       count(*) filter (where isJudged) as judged, count(*) filter (where isJudged and exists (
         select 1 from purchase p where p.customer_id = customerId and p.counts_on > doneOn and p.counts_on <= date(doneOn, '+' || @days || ' days')
           and p.kind = 'purchase' and p.voided_at is null)) as bought
     from (select ${OF_STEP} as stepId, t.customer_id as customerId, t.done_on as doneOn,
             t.done_on is not null and date(t.done_on, '+' || @days || ' days') < @today as isJudged
           from task t where t.source_key >= 'reassurance:' and t.source_key < 'reassurance;')
     group by stepId`,
  )
  const touched = db.prepare<[OperationId, IsoDate], Touched>(
    `select p.id, p.customer_id as customerId, p.kind, p.returns_id as returnsId, p.day, p.voided_at is not null as isVoided
     from (select distinct row_id from change where operation_id = ? and table_name = 'purchase') seen cross join purchase p on p.id = seen.row_id
     where p.day >= ? or p.kind = 'return' or p.voided_at is not null
     order by p.id`,
  )
  const isFirst = db
    .prepare<{ id: PurchaseId; customerId: CustomerId; day: IsoDate }, 0 | 1>(
      `select not exists (select 1 from purchase where customer_id = @customerId and kind = 'purchase' and voided_at is null
         and counts_on <= @day and (counts_on < @day or id < @id))`,
    )
    .pluck()
  const largest = db.prepare<[PurchaseId], { cents: Cents; articleId: number | null }>(
    `select coalesce(l.net_cents, p.total_cents) as cents, l.article_id as articleId
     from purchase p left join purchase_line l on l.purchase_id = p.id where p.id = ? order by l.net_cents desc, l.position limit 1`,
  )
  const boughtBefore = db
    .prepare<{ id: PurchaseId; customerId: CustomerId; day: IsoDate; articleId: number }, 0 | 1>(
      `select exists (select 1 from purchase p cross join purchase_line l on l.purchase_id = p.id
         where p.customer_id = @customerId and p.kind = 'purchase' and p.voided_at is null and p.counts_on <= @day
           and (p.counts_on < @day or p.id < @id) and l.article_id = @articleId)`,
    )
    .pluck()
  const insert = db.prepare<[NewProcess]>(
    `insert into care_process (id, customer_id, purchase_id, level, percentile, largest_cents, is_first, bought_before, started_on, created_at)
     values (@id, @customerId, @purchaseId, @level, @percentile, @largestCents, @isFirst, @boughtBefore, @startedOn, @createdAt)`,
  )
  const end = db.prepare<[IsoDate, NonNullable<CareProcess['endReason']>, CareProcessId]>(
    'update care_process set ended_on = ?, end_reason = ? where id = ?',
  )
  const resume = db.prepare<[CareProcessId]>('update care_process set ended_on = null, end_reason = null where id = ?')
  const standing = db
    .prepare<{ id: PurchaseId }, 'removed' | 'returned' | 'whole'>(
      `select case when voided_at is not null or customer_id is null then 'removed'
         when exists (select 1 from purchase where returns_id = @id and voided_at is null) then 'returned' else 'whole' end
       from purchase where id = @id`,
    )
    .pluck()
  const RUNNING = `select c.id as processId, c.customer_id as customerId, c.purchase_id as purchaseId, c.level, p.day, c.ended_on as endedOn,
    c.end_reason as endReason from care_process c join purchase p on p.id = c.purchase_id`
  const ofPurchase = db.prepare<[PurchaseId], Running>(`${RUNNING} where c.purchase_id = ?`)
  const byId = db.prepare<[CareProcessId], Running>(`${RUNNING} where c.id = ?`)
  const running = db.prepare<[CustomerId], Running>(`${RUNNING} where c.customer_id = ? and c.ended_on is null`)
  const of = db.prepare<[CustomerId], ProcessRow>(
    `select c.id as processId, c.purchase_id as purchaseId, p.day, c.level, c.percentile, c.largest_cents as largestCents, c.is_first as isFirst,
       c.bought_before as boughtBefore, c.ended_on as endedOn, c.end_reason as endReason,
       (select count(*) from task where purchase_id = c.purchase_id and source = 'reassurance' and done_on is null) as open,
       (select count(*) from task where purchase_id = c.purchase_id and source = 'reassurance' and done_on is not null) as done,
       (select min(due_on) from task where purchase_id = c.purchase_id and source = 'reassurance' and done_on is null) as nextOn,
       (select title from task where purchase_id = c.purchase_id and source = 'reassurance' and done_on is null order by due_on, id limit 1) as nextTitle
     from care_process c join purchase p on p.id = c.purchase_id where c.customer_id = ? order by p.day desc, c.id desc limit 50`,
  )

  return {
    steps: () => steps.all(),
    step: (id: ProcessStepId) => step.get(id),
    insertStep: (row: StoredStep & { createdAt: Timestamp }) => void insertStep.run(row),
    updateStep: (row: StoredStep) => void updateStep.run(row),
    retireStep: (day: IsoDate, id: ProcessStepId) => void retireStep.run(day, id),
    /** Within how many days a purchase counts as brought about by the step. */
    figures: (today: IsoDate, days: number) => new Map(figures.all({ today, days }).map(({ stepId, ...rest }) => [stepId as ProcessStepId, rest])),
    /** Purchases from a day on, and every return and voided one, that an operation touched. */
    touched: (operationId: OperationId, from: IsoDate) => touched.all(operationId, from),
    isFirst: (id: PurchaseId, customerId: CustomerId, day: IsoDate) => isFirst.get({ id, customerId, day }) === 1,
    largest: (id: PurchaseId) => largest.get(id)!,
    boughtBefore: (id: PurchaseId, customerId: CustomerId, day: IsoDate, articleId: number) =>
      boughtBefore.get({ id, customerId, day, articleId }) === 1,
    insert: (row: NewProcess) => void insert.run(row),
    end: (id: CareProcessId, day: IsoDate, reason: NonNullable<CareProcess['endReason']>) => void end.run(day, reason, id),
    resume: (id: CareProcessId) => void resume.run(id),
    /** Whether a purchase still is what its care was begun for. */
    standing: (id: PurchaseId) => standing.get({ id }),
    ofPurchase: (id: PurchaseId) => ofPurchase.get(id),
    byId: (id: CareProcessId) => byId.get(id),
    running: (customerId: CustomerId) => running.all(customerId),
    of: (customerId: CustomerId): CareProcess[] =>
      of.all(customerId).map(({ percentile, largestCents, isFirst: first, boughtBefore: before, nextTitle, ...row }) => ({
        ...row,
        nextTitle: nextTitle ?? '',
        why: { percentile, largestCents, isFirst: first === 1, boughtBefore: before === 1 },
      })),
  }
}
