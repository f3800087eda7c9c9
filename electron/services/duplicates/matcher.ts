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
      const isRare = names.isRare(customer)
      const seen = new Set<number>()
      const found: DuplicateMatch[] = []
      for (const key of narrowKeysOf(customer)) {
        const group = groups.get(key)
        if (group === undefined) continue
        for (const at of typeof group === 'number' ? [group] : group) {
          if (seen.has(at)) continue
          seen.add(at)
          const match = compare(customer, customers[at]!, isRare)
          if (match && isProposed(match)) found.push({ id: ids[at]!, score: match.score, band: match.band as 'same' | 'ask', reasons: match.reasons })
        }
      }
      return found.sort((a, b) => b.score - a.score).slice(0, 5)
    },
  }
}
