import type { Case, CaseId, CaseKind, CaseState, ContactId, CustomerId, IsoDate, PurchaseId, ReferencePoint, StaffId, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'

export interface CaseQuery {
  state?: CaseState | undefined
  kind?: CaseKind | undefined
  referencePoint?: ReferencePoint | undefined
  text: string
  today: IsoDate
}

const COLUMNS = `f.id, f.customer_id as customerId, coalesce(s.display_name, '') as displayName, f.kind, f.reference_point as referencePoint, f.title,
  f.text, f.opened_on as openedOn, f.due_on as dueOn, f.closed_on as closedOn, f.outcome, f.goodwill_cents as goodwillCents,
  f.purchase_id as purchaseId, f.staff_id as staffId`
const STATES = {
  open: 'f.closed_on is null',
  overdue: 'f.closed_on is null and f.due_on < @today',
  closed: 'f.closed_on is not null',
} as const satisfies Record<CaseState, string>
const like = (text: string) => `%${text.trim().replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`

/** All SQL about cases. The summary holds live customers only, so what belongs to one in the bin rests. */
export function casesRepository(db: Db) {
  const insert = db.prepare<[Case & { createdAt: Timestamp }]>(
    `insert into case_file (id, customer_id, kind, reference_point, title, text, opened_on, due_on, closed_on, outcome, goodwill_cents, purchase_id,
       staff_id, created_at)
     values (@id, @customerId, @kind, @referencePoint, @title, @text, @openedOn, @dueOn, @closedOn, @outcome, @goodwillCents, @purchaseId, @staffId,
       @createdAt)`,
  )
  const update = db.prepare<[Case]>(
    `update case_file set kind = @kind, reference_point = @referencePoint, title = @title, text = @text, due_on = @dueOn, closed_on = @closedOn,
       outcome = @outcome, goodwill_cents = @goodwillCents, purchase_id = @purchaseId, staff_id = @staffId where id = @id`,
  )
  const byId = db.prepare<[CaseId], Case>(
    `select ${COLUMNS} from case_file f left join customer_summary s on s.customer_id = f.customer_id where f.id = ?`,
  )
  const ofCustomer = db.prepare<[CustomerId, number, number], Case>(
    `select ${COLUMNS} from case_file f left join customer_summary s on s.customer_id = f.customer_id where f.customer_id = ?
     order by f.closed_on is not null, f.opened_on desc, f.id desc limit ? offset ?`,
  )
  const counts = db.prepare<[CustomerId], { total: number; open: number }>(
    'select count(*) as total, count(*) filter (where closed_on is null) as open from case_file where customer_id = ?',
  )
  const openCounts = db.prepare<[{ today: IsoDate }], { open: number; overdue: number }>(
    `select count(*) as open, count(*) filter (where f.due_on < @today) as overdue
     from case_file f join customer_summary s on s.customer_id = f.customer_id where f.closed_on is null`,
  )
  const due = db.prepare<[IsoDate, number], Case>(
    `select ${COLUMNS} from case_file f join customer_summary s on s.customer_id = f.customer_id
     where f.closed_on is null and f.due_on <= ? order by f.due_on, f.id limit ?`,
  )
  const heat = db.prepare<[IsoDate, IsoDate], { referencePoint: ReferencePoint; kind: CaseKind; count: number }>(
    `select f.reference_point as referencePoint, f.kind, count(*) as count from case_file f join customer_summary s on s.customer_id = f.customer_id
     where f.opened_on between ? and ? group by f.reference_point, f.kind`,
  )
  const purchaseOwner = db.prepare<[PurchaseId], CustomerId | null>('select customer_id from purchase where id = ?').pluck()
  const contactOwner = db.prepare<[ContactId], CustomerId>('select customer_id from contact where id = ?').pluck()
  const staffIsThere = db.prepare<[StaffId], number>('select count(*) from staff where id = ?').pluck()

  function conditions({ state, kind, referencePoint, text }: CaseQuery): string {
    return [
      state ? STATES[state] : 'true',
      kind ? 'f.kind = @kind' : 'true',
      referencePoint ? 'f.reference_point = @referencePoint' : 'true',
      text.trim() === ''
        ? 'true'
        : `(f.title like @pattern escape '\\' or f.text like @pattern escape '\\' or f.outcome like @pattern escape '\\' or s.display_name like @pattern escape '\\')`,
    ].join(' and ')
  }
  return {
    insert: (entry: Case & { createdAt: Timestamp }) => void insert.run(entry),
    update: (entry: Case) => void update.run(entry),
    find: (id: CaseId) => byId.get(id),
    ofCustomer: (customerId: CustomerId, limit: number, offset: number) => ofCustomer.all(customerId, limit, offset),
    counts: (customerId: CustomerId) => counts.get(customerId) ?? { total: 0, open: 0 },
    openCounts: (today: IsoDate) => openCounts.get({ today }) ?? { open: 0, overdue: 0 },
    due: (day: IsoDate, limit: number) => due.all(day, limit),
    heat: (from: IsoDate, until: IsoDate) => heat.all(from, until),
    /** Undefined where there is no such purchase. */
    purchaseOwner: (id: PurchaseId) => purchaseOwner.get(id),
    contactOwner: (id: ContactId) => contactOwner.get(id),
    hasStaff: (id: StaffId) => staffIsThere.get(id) === 1,
    list(query: CaseQuery, limit: number, offset: number): { rows: Case[]; total: number } {
      const from = `from case_file f join customer_summary s on s.customer_id = f.customer_id where ${conditions(query)}`
      const values = {
        today: query.today,
        kind: query.kind ?? null,
        referencePoint: query.referencePoint ?? null,
        pattern: like(query.text),
      }
      return {
        rows: db
          .prepare<[object], Case>(
            `select ${COLUMNS} ${from} order by f.closed_on is not null, case when f.closed_on is null then f.due_on is null end,
               case when f.closed_on is null then f.due_on end, f.closed_on desc, f.id desc limit @limit offset @offset`,
          )
          .all({ ...values, limit, offset }),
        total: db.prepare<[object], number>(`select count(*) ${from}`).pluck().get(values) ?? 0,
      }
    },
  }
}
