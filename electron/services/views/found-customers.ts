import type { CustomerId, CustomerSort, Filter, IsoDate, ViewGroup } from '#contract'
import type { Db } from '../../database/open.ts'
import type { KnownFacts } from './fact-reader.ts'
import type { FilterReading, InactiveCondition } from './filter-reading.ts'
import { groupCodes } from './grouping.ts'
import type { CustomerGroup } from './grouping.ts'
import { livingOf, maskOf, slotsIn } from './matching.ts'
import type { Mask } from './matching.ts'

/** Answers kept: those of the tabs, and of the conditions that are being written. */
const KEPT = 12
/** Masks of statements kept, one byte per customer each. */
const KEPT_MASKS = 16

/** Everybody whom conditions and a text leave; pages, places and sums of it cost no further search. */
export interface Found {
  count: number
  inactive: InactiveCondition[]
  /** The slots in an order; grouped, group after group. */
  slots(sort: CustomerSort, descending: boolean, groupBy: ViewGroup | null): Uint32Array
  groups(groupBy: ViewGroup, descending: boolean): CustomerGroup[]
  idAt(slot: number): CustomerId
  slotOf(id: CustomerId): number
  has(slot: number): boolean
  net12(slot: number): number
}
export interface Wanted {
  filter: Filter | null
  /** What the search index is asked; '' for everybody, null where nobody can match. */
  match: string | null
  today: IsoDate
}
export interface FoundCustomers {
  find(wanted: Wanted, known: KnownFacts): Found
}

/** Answers conditions over the facts and remembers the answers until the data changes. */
export function foundCustomers(db: Db, reading: FilterReading): FoundCustomers {
  const prepared = new Map<string, ReturnType<typeof prepare>>()
  const prepare = (sql: string) => db.prepare<[Record<string, string | number>], number>(sql).pluck()
  const ownChanges = db.prepare<[], number>('select total_changes()').pluck()
  let answers = new Map<string, Found>()
  let masks = new Map<string, Mask>()
  let state = ''

  function statement(sql: string) {
    let found = prepared.get(sql)
    if (!found) prepared.set(sql, (found = prepare(sql)))
    return found
  }
  function kept<V>(memory: Map<string, V>, key: string, most: number, make: () => V): V {
    const found = memory.get(key) ?? make()
    // The newest last, so that the first is the one that nobody asked for longest.
    memory.delete(key)
    memory.set(key, found)
    if (memory.size > most) memory.delete(memory.keys().next().value!)
    return found
  }
  function maskOfSql({ facts }: KnownFacts, sql: string, params: Record<string, string | number>): Mask {
    return kept(masks, `${sql} ${JSON.stringify(params)}`, KEPT_MASKS, () => {
      const mask = new Uint8Array(facts.size)
      for (const id of statement(sql).all(params)) {
        const slot = facts.slotOf(id)
        if (slot >= 0) mask[slot] = 1
      }
      return mask
    })
  }
  const MATCHING =
    'select s.customer_id from customer_summary s where s.place in (select rowid from customer_search where customer_search match @match)'

  function search({ filter, match, today }: Wanted, known: KnownFacts): Found {
    const { facts, orders } = known
    const { test, inactive } = filter ? reading.read(filter, { today, facts }) : { test: { every: [] }, inactive: [] }
    const ofSql = (sql: string, params: Record<string, string | number>) => maskOfSql(known, sql, params)
    const fitting = maskOf(test, facts, ofSql)
    const both = match === '' ? fitting : match === null ? new Uint8Array(facts.size) : and(fitting, ofSql(MATCHING, { match }))
    const { mask, count } = livingOf(both, facts)
    const lists = new Map<string, Uint32Array>()
    const list = (key: string, make: () => Uint32Array) => {
      const found = lists.get(key) ?? make()
      lists.set(key, found)
      return found
    }
    const ascending = (sort: CustomerSort) => list(sort, () => slotsIn(orders.of(sort), mask, count))
    const directed = (sort: CustomerSort, descending: boolean) =>
      descending ? list(`${sort} down`, () => ascending(sort).toReversed()) : ascending(sort)
    return {
      count,
      inactive,
      slots: (sort, descending, groupBy) =>
        groupBy === null
          ? directed(sort, descending)
          : list(`${groupBy} ${sort} ${descending}`, () => groupCodes(facts, groupBy).arranged(directed(sort, descending))),
      groups: (groupBy, descending) => groupCodes(facts, groupBy).groups(directed('name', descending)),
      idAt: (slot) => facts.ids[slot]! as CustomerId,
      slotOf: (id) => facts.slotOf(id),
      has: (slot) => mask[slot] === 1,
      net12: (slot) => facts.columns.net12[slot]!,
    }
  }
  return {
    find(wanted, known) {
      const now = `${known.version} ${ownChanges.get() ?? 0}`
      if (now !== state) {
        answers = new Map()
        masks = new Map()
        state = now
      }
      return kept(answers, JSON.stringify([wanted.filter, wanted.match, wanted.today]), KEPT, () => search(wanted, known))
    },
  }
}

function and(a: Mask, b: Mask): Mask {
  const both = new Uint8Array(a.length)
  for (let slot = 0; slot < both.length; slot++) both[slot] = a[slot]! & b[slot]!
  return both
}
