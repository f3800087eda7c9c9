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
interface Moved {
  customerId: CustomerId
  known: Phase
  purchaseDays: number
  first: IsoDate | null
  second: IsoDate | null
}
/** What the board shows: which customers, and where the window for the second purchase closed. */
export interface BoardQuery {
  filter: PhaseFilter
  /** Only those whom the last `search` found. */
  isSearching: boolean
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
  const page = `where phase = @phase and ${FILTER[filter]} order by ${ORDER[sort]} limit @limit offset @offset`
  return isSearching ? `${ROW} where customer_id in (select customer_id from found_customer ${page}) order by ${ORDER[sort]}` : `${ROW} ${page}`
}
/** How many customers stand in each phase, by day of entry. */
export function groupSql(filter: PhaseFilter, isSearching: boolean): string {
  return `select phase, phase_since as since, count(*) as customers from ${source(isSearching)} where ${FILTER[filter]} group by phase, phase_since`
}
/** How many regulars stand in each phase. */
export function regularSql(filter: PhaseFilter, isSearching: boolean): string {
  return `select phase, count(*) as customers from ${source(isSearching)} where ${FILTER.regulars} and ${FILTER[filter]} group by phase`
}
const source = (isSearching: boolean) => (isSearching ? 'found_customer' : 'customer_summary')

/** All SQL about phases: the log of changes, which is ours, and the read model of customers, which is only read. */
export function phasesRepository(db: Db) {
  const prepared = new Map<string, ReturnType<Db['prepare']>>()
  /** The board has few shapes of question; each is compiled when it is first asked. */
  function statement(sql: string) {
    const known = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  // Only this connection sees it; it holds what the questions of the board compare.
  db.exec(`create temp table if not exists found_customer (
    customer_id integer primary key, phase text, phase_since text, purchase_days_24 integer, card_number text, sort_name text, total_cents integer)`)
  const forgetFound = db.prepare('delete from found_customer')
  // cross join: always from the few that were found to their rows, never the other way round.
  const find = db.prepare<[string]>(
    `insert into found_customer
     select customer_id, phase, phase_since, purchase_days_24, card_number, sort_name, total_cents
     from customer_search cross join customer_summary on place = customer_search.rowid where customer_search match ?`,
  )
  const amounts = db.prepare<[CustomerId], DayAmount>(
    'select counts_on as day, total_cents as cents from purchase where customer_id = ? and voided_at is null order by counts_on',
  )
  const row = db.prepare<[CustomerId], BoardRow>(`${ROW} where customer_id = ?`)
  const history = db.prepare<[CustomerId], { from: Phase | null; to: Phase; day: IsoDate; trigger: string; at: Timestamp }>(
    `select from_phase as "from", to_phase as "to", day, trigger_call as trigger, at from phase_change where customer_id = ? order by id desc`,
  )
  const touches = db.prepare<[OperationId], number>(`select exists (select 1 from change where operation_id = ? and table_name = 'purchase')`).pluck()
  const moved = db.prepare<[OperationId], Moved>(
    `with touched as materialized (
       select distinct customer_id from change where operation_id = ? and table_name = 'purchase'
     ), net as (
       select touched.customer_id, counts_on as day, sum(total_cents) > 0 as counts
       from touched join customer on customer.id = touched.customer_id and customer.merged_into_id is null
         left join purchase on purchase.customer_id = touched.customer_id and voided_at is null
       group by touched.customer_id, counts_on
     ), numbered as (
       select customer_id, day, counts, row_number() over (partition by customer_id order by counts desc, day) as place from net
     ), standing as (
       select customer_id, count(*) filter (where counts) as n, min(day) filter (where counts) as first,
         min(day) filter (where counts and place = 2) as second,
         coalesce((select to_phase from phase_change where customer_id = numbered.customer_id order by id desc limit 1), 'first-contact') as known
       from numbered group by customer_id
     )
     select customer_id as customerId, known, n as purchaseDays, first, second from standing
     where known <> case n when 0 then 'first-contact' when 1 then 'after-purchase' else 'repurchase' end
     order by customer_id`,
  )
  const append = db.prepare<[{ id: number; customerId: CustomerId; call: string; at: Timestamp } & PhaseStep]>(
    `insert into phase_change (id, customer_id, from_phase, to_phase, day, trigger_call, at)
     values (@id, @customerId, @from, @to, @day, @call, @at)`,
  )
  const together = db.prepare<[string], DayAmount>(
    `select counts_on as day, total_cents as cents from purchase where customer_id in (select value from json_each(?)) and voided_at is null
     order by counts_on`,
  )
  const purge = db.prepare<[CustomerId]>('delete from phase_change where customer_id = ?')

  return {
    amounts: (customerId: CustomerId) => amounts.all(customerId),
    amountsOfAll: (customerIds: readonly CustomerId[]) => together.all(JSON.stringify(customerIds)),
    row: (customerId: CustomerId) => row.get(customerId),
    /** Finds customers for the questions that follow; each of them would search anew otherwise. */
    search(match: string): void {
      forgetFound.run()
      find.run(match)
    },
    rows({ filter, isSearching, missedBefore }: BoardQuery, phase: Phase, sort: PhaseSort, limit: number, offset: number): BoardRow[] {
      return statement(columnSql(filter, sort, isSearching)).all({ missedBefore, phase, limit, offset }) as BoardRow[]
    },
    groups({ filter, isSearching, missedBefore }: BoardQuery): PhaseGroup[] {
      return statement(groupSql(filter, isSearching)).all({ missedBefore }) as PhaseGroup[]
    },
    regulars({ filter, isSearching, missedBefore }: BoardQuery): Pick<PhaseGroup, 'phase' | 'customers'>[] {
      return statement(regularSql(filter, isSearching)).all({ missedBefore }) as Pick<PhaseGroup, 'phase' | 'customers'>[]
    },
    history: (customerId: CustomerId) => history.all(customerId),
    /** Customers whose purchases the operation touched and whose phase is no longer the one last written down. */
    movedBy: (operationId: OperationId) => (touches.get(operationId) ? moved.all(operationId) : []),
    append: (step: { id: number; customerId: CustomerId; call: string; at: Timestamp } & PhaseStep) => void append.run(step),
    purge: (customerId: CustomerId) => void purge.run(customerId),
  }
}
