import type { CustomerId, JobContext, Result } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { inTransaction } from '../../database/open.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import type { ServiceBase } from '../service-base.ts'
import type { Moved, phasesRepository } from './phases.repository.ts'
import { stepsBetween } from './phases.rules.ts'

export type Recomputed = Result<'phases.recompute'>
/** So many customers in one transaction. */
const STRETCH = 10_000

type Deps = Pick<ServiceBase, 'db' | 'clock' | 'newId'> & {
  customers: Pick<CustomersService, 'correctFigures'>
  repository: Pick<ReturnType<typeof phasesRepository>, 'append' | 'flush' | 'behindLog' | 'countCustomers'>
}

/** Works all phases out from the purchases alone, whatever was noted before, and writes down where that differs. */
export function phasesRecomputing({ db, clock, newId, customers, repository }: Deps) {
  function writeDown(list: readonly Moved[], call: string): number {
    let written = 0
    // Asking the clock costs as much as an insert.
    const [at, today] = [clock.now(), clock.today()]
    for (const { customerId, known, ...now } of list)
      for (const step of stepsBetween(known, now, today)) {
        repository.append({ id: newId(), customerId, call, at, ...step })
        written++
      }
    repository.flush()
    return written
  }
  /** Stretch by stretch: each is right by itself, so that stopping leaves nothing half done. */
  async function all(_: object, job: JobContext): Promise<Recomputed> {
    const total = repository.countCustomers()
    const result = { customers: 0, corrected: 0, changes: 0 }
    for (let after = 0 as CustomerId | null; after !== null;) {
      if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
      const from = after
      after = inTransaction(db, () => {
        const { corrected, last } = customers.correctFigures(from, STRETCH)
        const upTo = last ?? (Number.MAX_SAFE_INTEGER as CustomerId)
        result.corrected += corrected
        result.changes += writeDown(repository.behindLog(from, upTo), 'phases.recompute')
        newId.save()
        return last
      })
      result.customers = Math.min(total, result.customers + (after === null ? 0 : STRETCH))
      job.report(result.customers, total, 'phases')
      await new Promise((resolve) => setImmediate(resolve))
    }
    return result
  }
  return { writeDown, all }
}
