import type { CustomerId, Handlers, IsoDate, JobContext, Settings, Timestamp } from '#contract'
import { addDays } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { startOfDay, wallClock } from '../../database/clock.ts'
import { whilePurging } from '../../database/purging.ts'
import type { ServiceBase, Tasks } from '../service-base.ts'
import { binRepository } from './bin.repository.ts'
import { emptiedOn } from './bin.rules.ts'

export interface BinService {
  calls: Pick<Handlers['customers'], 'bin' | 'emptyBin'>
  tasks: Tasks
  /** Empties what has lain in the bin longer than the owner wants; runs when the file is opened. */
  startDay(): void
}
interface Purging {
  purge(customerId: CustomerId): void
}
interface Deps extends ServiceBase {
  settings: { read(): Pick<Settings, 'binDays'> }
  customers: Purging & { require(customerId: CustomerId): unknown; nameOf(customerId: CustomerId): string }
  phases: Purging
  purchases: Purging
  cards: Purging
  loyalty: Purging
  consents: Purging
  documents: Purging
}
interface Emptied {
  erased: number
  anonymised: number
}
/** How many are emptied at most while the file is opened; the rest follows the next time. */
const AT_START = 500
const quiet: JobContext = { report() {}, isCancelled: () => false }

/** The bin: what lies in it, and how it is emptied for good. */
export function binService({ db, clock, newId, recorder, log, background, settings, customers, ...ledgers }: Deps): BinService {
  const bin = binRepository(db)

  /** One transaction, which the memory of changes forgets together with everything it knew of these customers. */
  function emptyOut(customerIds: readonly CustomerId[], job: JobContext): Emptied {
    const done: Emptied = { erased: 0, anonymised: 0 }
    const at = clock.now()
    recorder.run({ call: 'customers.emptyBin', isForgotten: true }, () =>
      whilePurging(db, newId, () => {
        for (const [place, id] of customerIds.entries()) {
          if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
          job.report(place, customerIds.length, 'writing')
          const isKept = eraseOne(id, at)
          done[isKept ? 'anonymised' : 'erased'] += 1
        }
      }),
    )
    log.info(`bin emptied: ${done.erased} erased, ${done.anonymised} without a name`)
    return done
  }
  /** @returns whether figures stay under the number */
  function eraseOne(id: CustomerId, at: Timestamp): boolean {
    const together = [...bin.mergedInto(id), id]
    // Before the memory of changes goes: it says which contents of removed documents were theirs.
    for (const one of together) ledgers.documents.purge(one)
    recorder.erase(together)
    let isKept = false
    for (const one of together) {
      ledgers.consents.purge(one)
      bin.empty(one)
      isKept = bin.hasLedger(one)
      if (isKept) {
        bin.anonymise(one, at)
        continue
      }
      ledgers.cards.purge(one)
      ledgers.loyalty.purge(one)
      ledgers.phases.purge(one)
      customers.purge(one)
    }
    return isKept
  }

  function empty({ customerIds }: { customerIds?: CustomerId[] | undefined }, job: JobContext): Emptied {
    const lying = new Set(bin.all())
    const chosen = [...new Set(customerIds ?? lying)]
    for (const id of chosen)
      if (!lying.has(id)) {
        customers.require(id)
        throw new AppError('conflict', 'customer-not-in-bin', { customerId: id })
      }
    return emptyOut(chosen, job)
  }

  return {
    tasks: { 'customers.emptyBin': empty },
    startDay() {
      const { binDays } = settings.read()
      if (binDays === 0) return
      const due = bin.laidBefore(firstKeptMoment(binDays), AT_START)
      if (due.length > 0) emptyOut(due, quiet)
    },
    calls: {
      bin({ limit, offset }) {
        const { binDays } = settings.read()
        const rows = bin.page(limit, offset).map((row) => ({
          ...row,
          displayName: customers.nameOf(row.id),
          emptiedOn: emptiedOn(wallClock(row.deletedAt).slice(0, 10) as IsoDate, binDays),
        }))
        return { rows, total: bin.count() }
      },
      emptyBin: (input, job) => background.run<Emptied>('customers.emptyBin', input, job),
    },
  }

  function firstKeptMoment(binDays: number): Timestamp {
    return startOfDay(`${addDays(clock.today(), 1 - binDays)}T12:00:00.000Z` as Timestamp)
  }
}
