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
/** Up to so many changed customers are looked up one by one. */
const FEW = 100
interface KeptMask {
  sql: string
  params: Record<string, string | number>
  mask: Mask
}

const MATCHING =
  'select s.customer_id from customer_summary s where s.place in (select rowid from customer_search where customer_search match @match)'

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
  const masks = new Map<string, KeptMask>()
  let state = ''
  let masksOf = 0

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
    const { mask } = kept(masks, `${sql} ${JSON.stringify(params)}`, KEPT_MASKS, () => {
      const mask = new Uint8Array(facts.size)
      for (const id of statement(sql).all(params)) {
        const slot = facts.slotOf(id)
        if (slot >= 0) mask[slot] = 1
      }
      return { sql, params, mask }
    })
    return mask
  }
  /** Asks the statements again, but only about the customers that changed. */
  function renewMasks(known: KnownFacts): void {
    if (masksOf === known.version) return
    const changed = known.changedSince(masksOf)
    masksOf = known.version
    if (changed === null || changed.length > FEW) return masks.clear()
    for (const [key, { sql, params, mask }] of masks) {
      // The word index has no quick answer about one customer.
      if (sql === MATCHING) {
        masks.delete(key)
        continue
      }
      const renewed = new Uint8Array(known.facts.size)
      renewed.set(mask)
      const isIn = statement(`select exists (select 1 from (${sql}) where customer_id = @changed)`)
      for (const id of changed) {
        const slot = known.facts.slotOf(id)
        if (slot >= 0) renewed[slot] = isIn.get({ ...params, changed: id }) ?? 0
      }
      masks.set(key, { sql, params, mask: renewed })
    }
  }
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
        state = now
        renewMasks(known)
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
