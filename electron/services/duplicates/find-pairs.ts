import type { Comparable } from './comparable.rules.ts'
import { compare } from './comparison.rules.ts'
import type { Comparison } from './comparison.rules.ts'
import { birthMonthKey, hash53, keysOf, soundsOf } from './keys.rules.ts'
import { nameCounts } from './name-counts.ts'

/** Two customers by their places in the list that was searched. */
export interface FoundPair {
  a: number
  b: number
  comparison: Comparison
}
interface Watch {
  report(done: number, total: number): void
  isCancelled(): boolean
}

/** A group with more members is divided; within what cannot be divided further only neighbours are compared. */
const MAX_GROUP = 150
const NEIGHBOURS = 12
/** A phone or e-mail that more customers than this have is nobody's: the shop's own, or one typed to fill a field. */
const MAX_SHARED = 30
const REPORT_EVERY = 2048
/** No more pairs are kept than anybody can look at. */
const MAX_PAIRS = 50_000

/**
 * All pairs among many customers that are worth telling. Only customers of one group are compared (see `keysOf`, also one phone or e-mail,
 * and both names by sound in either order), so the effort grows with the customers, not with their square.
 */
export function findPairs(customers: readonly Comparable[], watch?: Watch): FoundPair[] | null {
  const names = nameCounts()
  for (const customer of customers) names.add(customer)
  const pairs = new Map<number, FoundPair>()
  const groups = groupsOf(customers)
  let done = 0
  for (const members of groups) {
    if (done++ % REPORT_EVERY === 0) {
      if (watch?.isCancelled()) return null
      watch?.report(done, groups.length)
    }
    compareWithin(members)
    if (pairs.size >= MAX_PAIRS) break
  }
  return [...pairs.values()]

  function compareWithin(members: readonly number[], isDivided = false): void {
    if (members.length <= MAX_GROUP) return compareEach(members, members.length)
    if (!isDivided) {
      const sounding = new Map<string, number[]>()
      for (const at of members) push(sounding, soundsOf(customers[at]!), at)
      for (const alike of sounding.values()) compareWithin(alike, true)
      return
    }
    const order = new Map(members.map((at) => [at, sortText(customers[at]!)]))
    compareEach(
      members.toSorted((one, other) => (order.get(one)! < order.get(other)! ? -1 : 1)),
      NEIGHBOURS,
    )
  }
  function compareEach(members: readonly number[], reach: number): void {
    for (let i = 0; i < members.length; i++)
      for (let j = i + 1; j < Math.min(members.length, i + 1 + reach); j++) {
        const [a, b] = members[i]! < members[j]! ? [members[i]!, members[j]!] : [members[j]!, members[i]!]
        const found = compare(customers[a]!, customers[b]!, names.isRare(customers[a]!))
        if (found) pairs.set(a * customers.length + b, { a, b, comparison: found })
      }
  }
}

/** Equal ones and near ones stand beside each other. */
function sortText({ last, first, firm, birthday, places }: Comparable): string {
  const place = places[0]
  return `${firm.join(' ')}${last.text}|${first.text}|${birthday ? `${birthday.month}-${birthday.day}-${birthday.year ?? ''}` : ''}|${place?.postcode ?? ''}${place?.street ?? ''}${place?.house ?? ''}`
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Groups of two and more, as places in the list. */
function groupsOf(customers: readonly Comparable[]): number[][] {
  const first = new Map<number, number>()
  const groups = new Map<number, number[]>()
  const shared = new Set<number>()
  const add = (key: number, at: number) => {
    // Most keys are somebody's alone, and a list for each of them would take a lot of room.
    const before = first.get(key)
    if (before === undefined) first.set(key, at)
    else if (before !== at) {
      const list = groups.get(key)
      if (!list) groups.set(key, [before, at])
      else if (list.at(-1) !== at) list.push(at)
    }
  }
  for (const [at, customer] of customers.entries()) {
    for (const key of keysOf(customer)) add(key, at)
    add(hash53(`w${soundsOf(customer)}`), at)
    const month = birthMonthKey(customer)
    if (month !== null) add(month, at)
    for (const contact of customer.contacts) {
      const key = hash53(`c${contact}`)
      shared.add(key)
      add(key, at)
    }
  }
  for (const [key, members] of groups) if (shared.has(key) && members.length > MAX_SHARED) groups.delete(key)
  return [...groups.values()]
}
