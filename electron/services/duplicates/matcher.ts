import type { CustomerId, DuplicateReason } from '#contract'
import { comparable } from './comparable.rules.ts'
import type { Comparable, Compared } from './comparable.rules.ts'
import { compare, isProposed } from './comparison.rules.ts'
import type { ComparedCustomer } from './duplicates.repository.ts'
import { narrowKeysOf } from './keys.rules.ts'
import { nameCounts } from './name-counts.ts'

export interface DuplicateMatch {
  id: CustomerId
  score: number
  /** 'same' from .96 on, 'ask' from .88 on (domain.md §12). */
  band: 'same' | 'ask'
  reasons: DuplicateReason[]
}
/** Finds duplicates for many rows one after the other, among all customers and among the rows seen before; all in memory. */
export interface DuplicateMatcher {
  /** Proposed duplicates of a row, likeliest first, at most five. Never a firm for a person. */
  find(row: Compared): DuplicateMatch[]
  /** Remembers a row under an id, so that later rows of the same file find it. */
  add(id: CustomerId, row: Compared): void
}

/** What stands under a key beyond this many is not looked at; it would only be namesakes. */
const MAX_PER_KEY = 100

export function duplicateMatcher(existing: Iterable<ComparedCustomer>): DuplicateMatcher {
  const ids: CustomerId[] = []
  const customers: Comparable[] = []
  const birthdays: number[] = []
  const groups = new Map<number, number | number[]>()
  const names = nameCounts()

  // A row is looked for and then remembered; making it ready once is enough.
  let ready: { row: Compared; customer: Comparable } | null = null
  function readied(row: Compared): Comparable {
    if (ready?.row !== row) ready = { row, customer: comparable(row) }
    return ready.customer
  }
  function add(id: CustomerId, row: Compared): void {
    const customer = readied(row)
    const at = customers.push(customer) - 1
    ids.push(id)
    birthdays.push(packedBirthday(customer))
    names.add(customer)
    for (const key of narrowKeysOf(customer)) {
      const group = groups.get(key)
      // Most keys are somebody's alone; a list for each would take much room.
      if (group === undefined) groups.set(key, at)
      else if (typeof group === 'number') groups.set(key, [group, at])
      else if (group.length < MAX_PER_KEY) group.push(at)
    }
  }
  for (const row of existing) add(row.id, row)

  return {
    add,
    find(row) {
      const customer = readied(row)
      const birthday = packedBirthday(customer)
      const isRare = names.isRare(customer)
      const seen = new Set<number>()
      const found: DuplicateMatch[] = []
      for (const key of narrowKeysOf(customer)) {
        const group = groups.get(key)
        if (group === undefined) continue
        for (const at of typeof group === 'number' ? [group] : group) {
          // Never proposed, and told from one figure instead of a customer that lies somewhere else in memory.
          if (areTwo(birthday, birthdays[at]!) || seen.has(at)) continue
          seen.add(at)
          const match = compare(customer, customers[at]!, isRare)
          if (match && isProposed(match)) found.push({ id: ids[at]!, score: match.score, band: match.band as 'same' | 'ask', reasons: match.reasons })
        }
      }
      return found.sort((a, b) => b.score - a.score).slice(0, 5)
    },
  }
}

/** A person's full birthday as one figure, 0 where it is not known in full. */
const packedBirthday = ({ kind, birthday }: Comparable): number =>
  kind === 'person' && birthday && birthday.year !== null ? (birthday.year << 9) | (birthday.month << 5) | birthday.day : 0

/** Whether two full birthdays are those of two people: more than one part differs, and it is not day and month that changed places. */
function areTwo(a: number, b: number): boolean {
  if (a === 0 || b === 0 || a === b) return false
  const [isYear, isMonth, isDay] = [a >> 9 === b >> 9, ((a ^ b) & 0x1e0) === 0, ((a ^ b) & 0x1f) === 0]
  if (Number(isYear) + Number(isMonth) + Number(isDay) >= 2) return false
  const isTurned = isYear && (a & 0x1f) === ((b >> 5) & 0xf) && ((a >> 5) & 0xf) === (b & 0x1f)
  return !isTurned
}
