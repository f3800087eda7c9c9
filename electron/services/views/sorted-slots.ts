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

/** Up to so many customers are moved one by one; for more the order is made anew. */
const FEW = 100
interface Order {
  /** With room for customers to come; `size` of them count. */
  slots: Uint32Array
  size: number
  /** Slots whose facts changed since. */
  moved: Set<number>
}
/** Orders that follow texts, which the facts do not hold: SQLite walks its index. */
type TextSort = 'name' | 'number'
const isByText = (sort: CustomerSort): sort is TextSort => sort === 'name' || sort === 'number'

export function sortedSlots(db: Db, facts: Facts): SortedSlots {
  const orders = new Map<CustomerSort, Order>()
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
      const order = orders.get(sort)
      if (order && order.moved.size <= FEW) return void moveFew(sort, order)
      const slots = isByText(sort) ? yield* walk(sort) : byNumber(facts.size, keyOf(sort))
      orders.set(sort, { slots, size: slots.length, moved: new Set() })
    },
    of(sort) {
      const order = orders.get(sort)
      if (!order || order.moved.size > 0) throw new Error(`the order by ${sort} is not prepared`)
      return order.slots.subarray(0, order.size)
    },
    move(ids) {
      cityRanks = null
      for (const id of ids) {
        const slot = facts.slotOf(id)
        if (slot >= 0) for (const order of orders.values()) order.moved.add(slot)
      }
    },
  }

  /** Takes the moved slots out and puts those of customers who are there back where they belong now. */
  function moveFew(sort: CustomerSort, order: Order): void {
    if (order.moved.size === 0) return
    for (const slot of order.moved) takeOut(order, slot)
    const compare = comparing(sort)
    for (const slot of order.moved) if (facts.live[slot] === 1) putIn(order, slot, compare)
    order.moved.clear()
  }
  function comparing(sort: CustomerSort): (a: number, b: number) => number {
    if (!isByText(sort)) {
      const key = keyOf(sort)
      return (a, b) => key(a) - key(b) || a - b
    }
    const text = (slot: number) => walks[sort].textOf.get(facts.ids[slot]!) ?? ''
    return (a, b) => {
      const [left, right] = [text(a), text(b)]
      return left < right ? -1 : left > right ? 1 : a - b
    }
  }
}

function takeOut(order: Order, slot: number): void {
  const place = order.slots.indexOf(slot)
  if (place < 0 || place >= order.size) return
  order.slots.copyWithin(place, place + 1, order.size)
  order.size--
}
function putIn(order: Order, slot: number, compare: (a: number, b: number) => number): void {
  let [low, high] = [0, order.size]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(order.slots[middle]!, slot) < 0) low = middle + 1
    else high = middle
  }
  if (order.size === order.slots.length) {
    const wider = new Uint32Array(order.size + Math.max(1024, order.size >> 5))
    wider.set(order.slots)
    order.slots = wider
  }
  order.slots.copyWithin(low + 1, low, order.size)
  order.slots[low] = slot
  order.size++
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
