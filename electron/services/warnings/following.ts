import { setImmediate, setTimeout } from 'node:timers/promises'
import { dayNumber } from '#contract'
import type { CustomerId, IsoDate, JobContext } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { inLateTransaction } from '../../database/open.ts'
import type { Db } from '../../database/open.ts'
import type { WarningsRepository } from './warnings.repository.ts'

const CHUNK = 2500
const PATIENCE_MS = 100

/**
 * Brings warnings and needs up to date, some customers at a time. Only writing locks others out, so whoever books meanwhile hardly waits.
 * A new day looks only at those whose day has come. What is done stays done when it is ended early.
 */
export async function followWarnings(
  db: Db,
  warnings: WarningsRepository,
  refresh: (ids: readonly CustomerId[], day: IsoDate) => void,
  day: IsoDate,
  job: JobContext,
): Promise<{ customers: number }> {
  let customers = 0
  const { day: last, furthest, stale } = warnings.state()
  if (stale !== 0 || last === null || furthest === null || (day !== last && day <= furthest)) {
    await walk((after) => warnings.idsAfter(after, CHUNK))
    await write(() => warnings.clearStale(stale))
  } else if (last < day) await walk(() => warnings.idsDue(dayNumber(day), CHUNK))
  await write(() => warnings.saveDay(day))
  for (;;) {
    const gap = warnings.shopGap()
    const { shopGap, twoPending } = warnings.state()
    if (gap === shopGap && twoPending === 0) return { customers }
    await write(() => warnings.saveGap(gap))
    await walk((after) => warnings.idsOfTwo(after, CHUNK))
    await write(warnings.twoDone)
  }

  async function walk(next: (after: number) => CustomerId[]): Promise<void> {
    for (let after = 0; ;) {
      const ids = next(after)
      if (ids.length === 0) return
      await write(() => refresh(ids, day))
      after = ids.at(-1)!
      customers += ids.length
      job.report(customers, null, 'judging')
      await setImmediate()
    }
  }
  async function write(work: () => void): Promise<void> {
    for (;;) {
      if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
      try {
        return inLateTransaction(db, work)
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))) throw error
        await setTimeout(PATIENCE_MS)
      }
    }
  }
}
