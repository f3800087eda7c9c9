import type { Cents, CustomerId, IsoDate, OperationId, Phase, PhaseFilter, PhaseSort, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'
import { REGULAR_DAYS } from './phases.rules.ts'
import type { DayAmount, PhaseStep } from './phases.rules.ts'

/** A customer as the read model shows them on the board. */
export interface BoardRow {
  customerId: CustomerId
  displayName: string
  number: string
  phase: Phase
  since: IsoDate
  purchaseDays: number
  purchaseDays24: number
  firstPurchase: IsoDate | null
  lastPurchase: IsoDate | null
  totalCents: Cents
}
/** How many customers entered a phase on a day. */
export interface PhaseGroup {
  phase: Phase
  since: IsoDate
  customers: number
}
export interface Moved {
  customerId: CustomerId
  known: Phase
  purchaseDays: number
  first: IsoDate | null
  second: IsoDate | null
}
/** What the board shows: which customers, and where the window for the second purchase closed. */
export interface BoardQuery {
  filter: PhaseFilter
  /** Expression for the search index; null shows everyone. */
  match: string | null
  /** Who entered the second phase before this day has missed the second purchase. */
  missedBefore: IsoDate
}

const ROW = `select customer_id as customerId, display_name as displayName, number, phase, phase_since as since, purchase_days as purchaseDays,
  purchase_days_24 as purchaseDays24, first_day as firstPurchase, last_day as lastPurchase, total_cents as totalCents from customer_summary`
// In the second phase the day of entry is the first purchase day, so the index on it answers this too.
const FILTER: Record<PhaseFilter, string> = {
  all: 'true',
  regulars: `purchase_days_24 >= ${REGULAR_DAYS}`,
  'second-purchase-missed': `phase = 'after-purchase' and phase_since < @missedBefore`,
  'window-open': `phase = 'after-purchase' and phase_since >= @missedBefore`,
  'no-card': 'card_number is null',
  'with-card': 'card_number is not null',
}
const ORDER: Record<PhaseSort, string> = {
  newest: 'phase_since desc, customer_id desc',
  longest: 'phase_since, customer_id',
  name: 'sort_name, customer_id',
  value: 'total_cents desc, customer_id desc',
}

/** The customers of one column in the order the owner chose. */
export function columnSql(filter: PhaseFilter, sort: PhaseSort, isSearching: boolean): string {
  return `${ROW} where phase = @phase and ${condition(filter, isSearching)} order by ${ORDER[sort]} limit @limit offset @offset`
}
/** How many customers stand in each phase, by day of entry. */
export function groupSql(filter: PhaseFilter, isSearching: boolean): string {
  return `select phase, phase_since as since, count(*) as customers from customer_summary
    where ${condition(filter, isSearching)} group by phase, phase_since`
}
function regularSql(filter: PhaseFilter, isSearching: boolean): string {
  return `select phase, count(*) as customers from customer_summary where ${FILTER.regulars} and ${condition(filter, isSearching)} group by phase`
}
function condition(filter: PhaseFilter, isSearching: boolean): string {
  const found = 'place in (select rowid from customer_search where customer_search match @match)'
  return isSearching ? `${FILTER[filter]} and ${found}` : FILTER[filter]
}

/** All SQL about phases: the log of changes, which is ours, and the read model of customers, which is only read. */
export function phasesRepository(db: Db) {
  const prepared = new Map<string, ReturnType<Db['prepare']>>()
  /** The board has few shapes of question; each is compiled when it is first asked. */
  function statement(sql: string) {
    const known = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const amounts = db.prepare<[CustomerId], DayAmount>(
    'select day, total_cents as cents from purchase where customer_id = ? and voided_at is null order by day',
  )
  const row = db.prepare<[CustomerId], BoardRow>(`${ROW} where customer_id = ?`)
  const history = db.prepare<[CustomerId], { from: Phase | null; to: Phase; day: IsoDate; trigger: string; at: Timestamp }>(
    `select from_phase as "from", to_phase as "to", day, trigger_call as trigger, at from phase_change where customer_id = ? order by id desc`,
  )
  const touches = db.prepare<[OperationId], number>(`select exists (select 1 from change where operation_id = ? and table_name = 'purchase')`).pluck()
  const moved = db.prepare<[OperationId], Moved>(
    `with touched as materialized (
       select distinct customer_id from change where operation_id = ? and table_name = 'purchase'
     ), days as (
       select customer_id, day, row_number() over (partition by customer_id order by day) as place from purchase
       where customer_id in (select customer_id from touched) and voided_at is null
       group by customer_id, day having sum(total_cents) > 0
     ), counted as (
       select customer_id, count(*) as n, min(day) as first, min(day) filter (where place = 2) as second from days group by customer_id
     ), standing as (
       select touched.customer_id, coalesce(n, 0) as n, first, second,
         coalesce((select to_phase from phase_change where customer_id = touched.customer_id order by id desc limit 1), 'first-contact') as known
       from touched join customer on customer.id = touched.customer_id left join counted on counted.customer_id = touched.customer_id
     )
     select customer_id as customerId, known, n as purchaseDays, first, second from standing
     where known <> case n when 0 then 'first-contact' when 1 then 'after-purchase' else 'repurchase' end
     order by customer_id`,
  )
  const append = db.prepare<[{ id: number; customerId: CustomerId; call: string; at: Timestamp } & PhaseStep]>(
    `insert into phase_change (id, customer_id, from_phase, to_phase, day, trigger_call, at)
     values (@id, @customerId, @from, @to, @day, @call, @at)`,
  )
  const purge = db.prepare<[CustomerId]>('delete from phase_change where customer_id = ?')

  return {
    amounts: (customerId: CustomerId) => amounts.all(customerId),
    row: (customerId: CustomerId) => row.get(customerId),
    rows({ filter, ...query }: BoardQuery, phase: Phase, sort: PhaseSort, limit: number, offset: number): BoardRow[] {
      return statement(columnSql(filter, sort, query.match !== null)).all({ ...query, phase, limit, offset }) as BoardRow[]
    },
    groups: ({ filter, ...query }: BoardQuery) => statement(groupSql(filter, query.match !== null)).all(query) as PhaseGroup[],
    regulars: ({ filter, ...query }: BoardQuery) =>
      statement(regularSql(filter, query.match !== null)).all(query) as Pick<PhaseGroup, 'phase' | 'customers'>[],
    history: (customerId: CustomerId) => history.all(customerId),
    /** Customers whose purchases the operation touched and whose phase is no longer the one last written down. */
    movedBy: (operationId: OperationId) => (touches.get(operationId) ? moved.all(operationId) : []),
    append: (step: { id: number; customerId: CustomerId; call: string; at: Timestamp } & PhaseStep) => void append.run(step),
    purge: (customerId: CustomerId) => void purge.run(customerId),
  }
}
