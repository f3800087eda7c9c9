import type { Cents, CustomerId, IsoDate, Phase, PhaseFilter, PhaseLanes, PhaseSort } from '#contract'
import type { Db } from '../../database/open.ts'
import { REGULAR_DAYS } from './phases.rules.ts'

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
  windowEnds: IsoDate | null
  /** 0 without one; may be retired. */
  step: number
  overrideUntil: IsoDate | null
  phone: string
}
/** Where the classes begin (domain.md §10, ABC): from so many cents of twelve months on. */
export interface ClassBorders {
  a: number
  b: number
}
/** What the board shows: which customers, cut into which lanes. */
export interface BoardQuery extends ClassBorders {
  filter: PhaseFilter
  lanes: PhaseLanes
  /** Only those whom the last `search` found. */
  isSearching: boolean
  today: IsoDate
}
/** How many stand on a step, in a lane or (null) in all. */
export interface StepCount {
  phase: Phase
  step: number
  lane: string | null
  customers: number
}
/** Counted at once for a step; `days` is the sum of the days on which they entered the phase, as Julian days. */
export interface BoardCount extends StepCount {
  days: number
  regulars: number
  missed: number
}
/** A stretch of the board: these steps of a phase (0: none), in one lane or in all. */
export interface Stretch {
  phase: Phase
  steps: readonly number[]
  lane: string | null
  /** So few have the lane's tag that it is quicker to begin with them. */
  isRare: boolean
}

const ROW = `select customer_id as customerId, display_name as displayName, number, phase, phase_since as since, purchase_days as purchaseDays,
  purchase_days_24 as purchaseDays24, first_day as firstPurchase, last_day as lastPurchase, total_cents as totalCents, window_ends as windowEnds,
  step_id as step, override_until as overrideUntil, phone from customer_summary`
const FILTER: Record<PhaseFilter, string> = {
  all: 'true',
  regulars: `purchase_days_24 >= ${REGULAR_DAYS}`,
  'second-purchase-missed': 'window_ends < @today',
  'window-open': 'window_ends >= @today',
  'no-card': 'card_number is null',
  'with-card': 'card_number is not null',
}
const KEY: Record<PhaseSort, string> = { newest: 'phase_since', longest: 'phase_since', name: 'sort_name', value: 'total_cents' }
const DIRECTION: Record<PhaseSort, string> = { newest: 'desc', longest: 'asc', name: 'asc', value: 'desc' }
const CLASS = "case when net12_cents >= @a then 'A' when net12_cents >= @b then 'B' else 'C' end"
const UNTAGGED = "tags = '[]'"
const source = (isSearching: boolean) => (isSearching ? 'found_customer' : 'customer_summary')

function laneCondition(lanes: PhaseLanes, { lane, isRare }: Stretch): string {
  if (lanes === 'none' || lane === null) return 'true'
  if (lanes === 'value') return `${CLASS} = @lane`
  if (lane === '') return UNTAGGED
  if (isRare) return 's.customer_id in (select customer_id from customer_tag where name = @lane)'
  return 'exists (select 1 from customer_tag g where g.customer_id = s.customer_id and g.name = @lane)'
}
/** A page of a stretch. Each step is walked along an index in the wanted order; several are merged. */
export function stretchSql({ filter, lanes, isSearching }: BoardQuery, stretch: Stretch, sort: PhaseSort): string {
  const walk = (at: number) =>
    `select customer_id, ${KEY[sort]} from ${source(isSearching)} s
     where phase = @phase and step_id = @step${at} and ${FILTER[filter]} and ${laneCondition(lanes, stretch)}`
  const order = (key: string, id: string) => `order by ${key} ${DIRECTION[sort]}, ${id} ${DIRECTION[sort]}`
  return `${ROW} where customer_id in (
    select customer_id from (${stretch.steps.map((_step, at) => walk(at)).join(' union all ')} ${order('2', '1')} limit @limit offset @offset)
  ) ${order(KEY[sort], 'customer_id')}`
}
/** Who stands where. Days of entry are counted first, so that few of them become numbers instead of all. */
export function countSql({ filter, isSearching }: BoardQuery): string {
  return `select phase, step_id as step, null as lane, sum(n) as customers, sum(n * julianday(phase_since)) as days, sum(regulars) as regulars,
      sum(missed) as missed
    from (
      select phase, step_id, phase_since, count(*) as n, sum(purchase_days_24 >= ${REGULAR_DAYS}) as regulars,
        coalesce(sum(window_ends < @today), 0) as missed
      from ${source(isSearching)} where ${FILTER[filter]} group by phase, step_id, phase_since
    ) group by phase, step_id`
}
/** The same by class of value, all three at once in the order of the index. */
export function classCountSql({ filter, isSearching }: BoardQuery): string {
  return `with counted as materialized (
      select phase, step_id, count(*) filter (where net12_cents >= @a) as a, count(*) filter (where net12_cents >= @b) as b, count(*) as n
      from ${source(isSearching)} where ${FILTER[filter]} group by phase, step_id
    )
    select phase, step_id as step, 'A' as lane, a as customers from counted
    union all select phase, step_id, 'B', b - a from counted
    union all select phase, step_id, 'C', n - b from counted`
}
/** The same by tag; whoever has several stands in several lanes. */
export function tagCountSql({ filter, isSearching }: BoardQuery): string {
  return `select phase, step_id as step, t.name as lane, count(*) as customers from customer_tag t
      cross join ${source(isSearching)} s on s.customer_id = t.customer_id
      where t.name in (select value from json_each(@tags)) and ${FILTER[filter]} group by phase, step_id, t.name
    union all
    select phase, step_id, '', count(*) from ${source(isSearching)} where ${UNTAGGED} and ${FILTER[filter]} group by phase, step_id`
}

/** All SQL about the board: reads the read model of customers, writes nothing but what this connection alone sees. */
export function boardRepository(db: Db) {
  const prepared = new Map<string, ReturnType<Db['prepare']>>()
  /** The board has few shapes of question; each is compiled when it is first asked. */
  function statement(sql: string) {
    const known = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  db.exec(`create temp table if not exists found_customer (customer_id integer primary key, phase text, phase_since text, purchase_days_24 integer,
    card_number text, sort_name text, total_cents integer, step_id integer, window_ends text, net12_cents integer, tags text)`)
  const forgetFound = db.prepare('delete from found_customer')
  // cross join: always from the few that were found to their rows, never the other way round.
  const find = db.prepare<[string]>(
    `insert into found_customer
     select customer_id, phase, phase_since, purchase_days_24, card_number, sort_name, total_cents, step_id, window_ends, net12_cents, tags
     from customer_search cross join customer_summary on place = customer_search.rowid where customer_search match ?`,
  )
  const row = db.prepare<[CustomerId], BoardRow>(`${ROW} where customer_id = ?`)
  const topTags = db.prepare<[number], { name: string; count: number }>(
    'select name, count(*) as count from customer_tag group by name order by count(*) desc, name limit ?',
  )
  const changes = db.prepare<[], number>('select total_changes()').pluck()
  const net12 = db.prepare<[], number>('select net12_cents from customer_summary where net12_cents > 0 order by net12_cents desc').pluck()
  return {
    row: (customerId: CustomerId) => row.get(customerId),
    /** Finds customers for the questions that follow; each of them would search anew otherwise. */
    search(match: string): void {
      forgetFound.run()
      find.run(match)
    },
    rows: (query: BoardQuery, stretch: Stretch, sort: PhaseSort, limit: number, offset: number): BoardRow[] =>
      statement(stretchSql(query, stretch, sort)).all({
        ...query,
        isSearching: null,
        phase: stretch.phase,
        lane: stretch.lane,
        ...Object.fromEntries(stretch.steps.map((step, at) => [`step${at}`, step])),
        limit,
        offset,
      }) as BoardRow[],
    counts: ({ isSearching, ...query }: BoardQuery) => statement(countSql({ isSearching, ...query })).all(query) as BoardCount[],
    classCounts: ({ isSearching, ...query }: BoardQuery) => statement(classCountSql({ isSearching, ...query })).all(query) as StepCount[],
    tagCounts: ({ isSearching, ...query }: BoardQuery, tags: readonly string[]) =>
      statement(tagCountSql({ isSearching, ...query })).all({ ...query, tags: JSON.stringify(tags) }) as StepCount[],
    /** Rises with whatever this connection or another one writes. */
    version: () => `${db.pragma('data_version', { simple: true })} ${changes.get()}`,
    topTags: (limit: number) => topTags.all(limit),
    net12: () => net12.all(),
  }
}
