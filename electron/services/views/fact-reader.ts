import { setImmediate } from 'node:timers/promises'
import type { CustomerId, CustomerSort } from '#contract'
import type { Db } from '../../database/open.ts'
import { READ_FACTS } from './fact-columns.ts'
import type { FactRow } from './fact-columns.ts'
import { makeFacts } from './facts.ts'
import type { Facts } from './facts.ts'
import { sortedSlots } from './sorted-slots.ts'
import type { SortedSlots } from './sorted-slots.ts'

/** Rows read in one go: about ten milliseconds, so that the window stays fluent. */
const SLICE = 4000
/** From so many changed customers on, reading all anew is quicker. */
const MANY = 5000
/** Changes remembered for those who keep answers. */
const REMEMBERED = 50

/** The facts as of one state of the data; `version` changes with it. */
export interface KnownFacts {
  version: number
  facts: Facts
  orders: SortedSlots
  /** Whose facts changed since an earlier version; null where all were read anew, or too long ago. */
  changedSince(version: number): CustomerId[] | null
}
export interface FactReader {
  /** Reads what is not known yet, in slices between which other work goes on. */
  known(sorts: readonly CustomerSort[]): Promise<KnownFacts>
  /** The same in one go, for work that must not wait. */
  knownNow(sorts: readonly CustomerSort[]): KnownFacts
  /** These customers may have changed; they are read again when somebody asks. Nobody is asked for them while no facts are known. */
  touch(changed: () => readonly CustomerId[]): void
}

/**
 * Keeps the facts of all customers in memory, so that a free combination of conditions costs a walk over a few short arrays instead of
 * one over a million wide rows. They are read when the first view is opened and follow each operation; another connection's work
 * (an import in its thread) lets them be read anew.
 */
export function factReader(db: Db): FactReader {
  const slice = db
    .prepare<{ after: number; limit: number }, FactRow>(`${READ_FACTS} where s.customer_id > @after order by s.customer_id limit @limit`)
    .raw()
  const some = db.prepare<[string], FactRow>(`${READ_FACTS} where s.customer_id in (select value from json_each(?)) order by s.customer_id`).raw()
  const count = db.prepare<[], number>('select count(*) from customer_summary').pluck()
  const otherChanges = db.prepare<[], number>('pragma data_version').pluck()
  let known: KnownFacts | null = null
  let readAt: number | undefined
  let touched = new Set<CustomerId>()
  let version = 0
  let changes: { version: number; ids: CustomerId[] }[] = []
  function changedSince(since: number): CustomerId[] | null {
    if (since === version) return []
    const later = changes.filter((change) => change.version > since)
    return later[0]?.version === since + 1 ? later.flatMap(({ ids }) => ids) : null
  }
  let underway: Promise<KnownFacts> | null = null

  function forgetStale(): void {
    if (known && otherChanges.get() !== readAt) known = null
    if (touched.size > MANY) known = null
  }
  /** Reads all facts; each `yield` is a moment at which other work may go on. */
  function* readAll(): Generator<undefined, KnownFacts> {
    for (;;) {
      readAt = otherChanges.get()
      touched = new Set()
      const facts = makeFacts(count.get() ?? 0)
      for (let after = 0; ;) {
        const rows = slice.all({ after, limit: SLICE })
        for (const row of rows) facts.put(row)
        after = rows.at(-1)?.[0] ?? after
        if (rows.length < SLICE) break
        yield
      }
      const fresh = { version: ++version, facts, orders: sortedSlots(db, facts), changedSince }
      changes = []
      // What changed in the meantime is caught up with; after another connection's work all is read again.
      if (otherChanges.get() === readAt && touched.size <= MANY) return (known = fresh)
    }
  }
  function catchUp(): void {
    if (!known || touched.size === 0) return
    const ids = [...touched].toSorted((a, b) => a - b)
    touched = new Set()
    const { facts, orders } = known
    const rows = some.all(JSON.stringify(ids))
    const there = new Set(rows.map(([id]) => id))
    for (const id of ids) if (!there.has(id)) facts.drop(id)
    if (!rows.every(facts.put)) known = null
    else {
      orders.move(ids)
      known = { facts, orders, changedSince, version: ++version }
      changes = [...changes.slice(-REMEMBERED), { version, ids }]
    }
  }
  function* bringUp(sorts: readonly CustomerSort[]): Generator<undefined, KnownFacts> {
    for (;;) {
      forgetStale()
      catchUp()
      const now = known ?? (yield* readAll())
      if (touched.size > 0) continue
      for (const sort of sorts) yield* now.orders.prepare(sort)
      if (known === now && touched.size === 0 && otherChanges.get() === readAt) return now
    }
  }
  function knownNow(sorts: readonly CustomerSort[]): KnownFacts {
    const steps = bringUp(sorts)
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
    }
  }
  async function slowly(sorts: readonly CustomerSort[]): Promise<KnownFacts> {
    const steps = bringUp(sorts)
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
      await setImmediate()
    }
  }
  return {
    knownNow,
    known(sorts) {
      // One reader at a time; whoever comes meanwhile finds nearly all done.
      const mine = (underway ?? Promise.resolve()).then(
        () => slowly(sorts),
        () => slowly(sorts),
      )
      underway = mine
      const end = () => {
        if (underway === mine) underway = null
      }
      mine.then(end, end)
      return mine
    },
    touch(changed) {
      // Nobody asked yet: there is nothing that could be out of date, and an import is not held up.
      if (known || underway) for (const id of changed()) touched.add(id)
    },
  }
}
