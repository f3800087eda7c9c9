import { setTimeout } from 'node:timers/promises'
import type { CustomerId, JobContext } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { inTransaction } from '../../database/open.ts'
import type { Db } from '../../database/open.ts'
import type { DuplicatesRepository } from './duplicates.repository.ts'

const CHUNK = 250
/** How long somebody else's import is waited for before another try. */
const PATIENCE_MS = 500

/**
 * Gives keys to all customers without, a few at a time, and rests after each chunk as long as it took: whoever books meanwhile waits for a
 * moment at most. What is done stays done when it is ended early; the mark stays until nobody is without keys.
 */
export async function writeMissingKeys(
  db: Db,
  repository: DuplicatesRepository,
  writeKeys: (ids: readonly CustomerId[]) => void,
  job: JobContext,
): Promise<{ customers: number }> {
  let customers = 0
  for (let mark = repository.keysMissing(); mark > 0; mark = repository.keysMissing()) {
    if (repository.lacksMostKeys()) await write(repository.dropKeyIndex)
    let last = 0 as CustomerId
    let found = 0
    for (;;) {
      const started = performance.now()
      const ids = repository.idsWithoutKeys(last, CHUNK)
      if (ids.length === 0) break
      await write(() => writeKeys(ids))
      last = ids.at(-1)!
      found += ids.length
      job.report(customers + found, null, 'finishing')
      await setTimeout(performance.now() - started)
    }
    customers += found
    // What was changed behind the place reached is seen in another round.
    if (found === 0)
      await write(() => {
        repository.makeKeyIndex()
        repository.noteKeysComplete(mark)
      })
  }
  return { customers }

  async function write(work: () => void): Promise<void> {
    for (;;) {
      if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
      try {
        return inTransaction(db, work)
      } catch (error) {
        if (!isBusy(error)) throw error
        await setTimeout(PATIENCE_MS)
      }
    }
  }
}

const isBusy = (error: unknown) => error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
