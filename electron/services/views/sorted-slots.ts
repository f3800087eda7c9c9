import type { CustomerId, CustomerSort } from '#contract'
import type { Db } from '../../database/open.ts'
import { NONE } from './fact-columns.ts'
import type { Facts } from './facts.ts'

const SLICE = 20_000
/** Above every birthday, since customers without one come last. */
const NO_BIRTHDAY = 0x7fff_ffff
/** Room for year in a birthday's key. */
const YEARS = 4096
const PHASE_STEP = 100_000_000

/** The customers in every order that was asked for; ascending, those that are equal by their slots. */
export interface SortedSlots {
  /** Works an order out, in steps. */
  prepare(sort: CustomerSort): Generator<undefined, void>
  /** Slots in ascending order, those of customers that are gone included. Only for an order that is prepared. */
  of(sort: CustomerSort): Uint32Array
  /** Brings the orders up to date after the facts of these customers changed. */
  move(ids: readonly CustomerId[]): void
}

/** Orders that follow texts, which the facts do not hold: SQLite walks its index. */
type TextSort = 'name' | 'number'
const isByText = (sort: CustomerSort): sort is TextSort => sort === 'name' || sort === 'number'

export function sortedSlots(db: Db, facts: Facts): SortedSlots {
  const orders = new Map<CustomerSort, Uint32Array>()
  const walkAlong = (column: string) => ({
    next: db
      .prepare<{ text: string; id: number }, [string, number]>(
        `select ${column}, customer_id from customer_summary where (${column}, customer_id) > (@text, @id) order by ${column}, customer_id limit ${SLICE}`,
      )
      .raw(),
    textOf: db.prepare<[number], string>(`select ${column} from customer_summary where customer_id = ?`).pluck(),
  })
  const walks = { name: walkAlong('sort_name'), number: walkAlong('number_sort') }

  let cityRanks: { of: number; ranks: Int32Array } | null = null
  /** The place of each town among all, equal for towns that are sorted alike. */
  function rankOfCity(code: number): number {
    if (cityRanks?.of !== facts.citySorts.length) {
      const sorts = [...new Set(facts.citySorts)].toSorted((a, b) => (a < b ? -1 : 1))
      const places = new Map(sorts.map((sort, place) => [sort, place]))
      cityRanks = { of: facts.citySorts.length, ranks: Int32Array.from(facts.citySorts, (sort) => places.get(sort)!) }
    }
    return cityRanks.ranks[code]!
  }
  function keyOf(sort: Exclude<CustomerSort, TextSort>): (slot: number) => number {
    const { columns } = facts
    switch (sort) {
      case 'city':
        return (slot) => rankOfCity(columns.city[slot]!)
      case 'phase':
        return (slot) => columns.phase[slot]! * PHASE_STEP + columns.phaseSince[slot]!
      case 'lastPurchase':
        return (slot) => columns.lastDay[slot]!
      case 'net12':
        return (slot) => columns.net12[slot]!
      case 'total':
        return (slot) => columns.total[slot]!
      case 'purchaseDays':
        return (slot) => columns.purchaseDays[slot]!
      case 'points':
        return (slot) => columns.points[slot]!
      case 'created':
        return (slot) => columns.createdOn[slot]!
      case 'birthday':
        return (slot) => (columns.birthday[slot] === NONE ? NO_BIRTHDAY : columns.birthday[slot]! * YEARS + columns.birthYear[slot]!)
    }
  }

  function* walk(sort: TextSort): Generator<undefined, Uint32Array> {
    const order = new Uint32Array(facts.size)
    let size = 0
    for (let from = { text: '', id: 0 }; ;) {
      const rows = walks[sort].next.all(from)
      for (const [, id] of rows) {
        const slot = facts.slotOf(id)
        if (slot >= 0) order[size++] = slot
      }
      const last = rows.at(-1)
      if (!last || rows.length < SLICE) return order.slice(0, size)
      from = { text: last[0], id: last[1] }
      yield
    }
  }
  return {
    *prepare(sort) {
      if (orders.has(sort)) return
      orders.set(sort, isByText(sort) ? yield* walk(sort) : byNumber(facts.size, keyOf(sort)))
    },
    of(sort) {
      const order = orders.get(sort)
      if (!order) throw new Error(`the order by ${sort} is not prepared`)
      return order
    },
    move(ids) {
      const moved = ids.map((id) => facts.slotOf(id)).filter((slot) => slot >= 0)
      cityRanks = null
      for (const [sort, order] of orders) orders.set(sort, isByText(sort) ? moveByText(sort, order, moved) : moveByNumber(order, moved, keyOf(sort)))
    },
  }

  function moveByText(sort: TextSort, order: Uint32Array, moved: readonly number[]): Uint32Array {
    const { textOf } = walks[sort]
    // A customer that is gone has no text any more, and nobody looks at its place.
    const text = (slot: number) => textOf.get(facts.ids[slot]!)
    const live = moved.filter((slot) => facts.live[slot] === 1)
    return merge(order, moved, live, (a, b) => {
      const [left, right] = [text(a), text(b)]
      return left === undefined || right === undefined ? a - b : left < right ? -1 : left > right ? 1 : a - b
    })
  }
  function moveByNumber(order: Uint32Array, moved: readonly number[], key: (slot: number) => number): Uint32Array {
    return merge(order, moved, moved, (a, b) => key(a) - key(b) || a - b)
  }
  /** The order without the moved slots, and these put where they belong now. Slots of customers that are gone fall out on the way. */
  function merge(order: Uint32Array, moved: readonly number[], put: readonly number[], compare: (a: number, b: number) => number): Uint32Array {
    const leaving = new Set(moved)
    const rest = order.filter((slot) => !leaving.has(slot) && facts.live[slot] === 1)
    const arriving = put.toSorted(compare)
    const merged = new Uint32Array(rest.length + arriving.length)
    let from = 0
    arriving.forEach((slot, index) => {
      let [low, high] = [from, rest.length]
      while (low < high) {
        const middle = (low + high) >>> 1
        if (compare(rest[middle]!, slot) < 0) low = middle + 1
        else high = middle
      }
      merged.set(rest.subarray(from, low), from + index)
      merged[low + index] = slot
      from = low
    })
    merged.set(rest.subarray(from), from + arriving.length)
    return merged
  }
}

/** Slots by a key and then by themselves. Key and slot lie in one 64-bit number, which sorts many times faster than a comparison in script. */
function byNumber(size: number, key: (slot: number) => number): Uint32Array {
  let [least, most] = [Infinity, -Infinity]
  for (let slot = 0; slot < size; slot++) {
    const value = key(slot)
    if (value < least) least = value
    if (value > most) most = value
  }
  // Somebody who spent forty million: rare, and then slower.
  if (most - least > 0xffff_ffff) return Uint32Array.from({ length: size }, (_, slot) => slot).sort((a, b) => key(a) - key(b) || a - b)
  const packed = new BigUint64Array(size)
  const halves = new Uint32Array(packed.buffer)
  for (let slot = 0; slot < size; slot++) {
    halves[slot * 2] = slot
    halves[slot * 2 + 1] = key(slot) - least
  }
  packed.sort()
  const order = new Uint32Array(size)
  for (let place = 0; place < size; place++) order[place] = halves[place * 2]!
  return order
}
