import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import type { CustomerId, JobId } from '#contract'
import type { Backend } from '../../electron/backend/create-backend.ts'
import { openReadOnly } from '../../electron/database/open.ts'
import { comparable } from '../../electron/services/duplicates/comparable.rules.ts'
import { isProposed } from '../../electron/services/duplicates/comparison.rules.ts'
import { duplicatesRepository } from '../../electron/services/duplicates/duplicates.repository.ts'
import { findPairs } from '../../electron/services/duplicates/find-pairs.ts'
import { duplicateMatcher } from '../../electron/services/duplicates/matcher.ts'
import type { Db } from '../../electron/database/open.ts'
import { personAt, seeded } from './build-shop.ts'
import { labelledCustomers } from './labelled-customers.ts'
import { memoryMb, milliseconds, p95, timed, timesOf } from './measure.ts'
import type { Line } from './measure.ts'

async function scan(backend: Backend): Promise<{ pairs: number }> {
  const answer = await backend.dispatch('duplicates.scan', {})
  if (!answer.ok) throw new Error(answer.failure.reason)
  const job = await backend.jobs.settled((answer.value as { jobId: JobId }).jobId)
  if (job.state !== 'done') throw new Error(`the scan ended as ${JSON.stringify(job)}`)
  return job.result as { pairs: number }
}

/** The scan of a whole shop in the worker, `check` while typing, and the matcher of imports over as many rows as there are customers. */
export async function benchDuplicates(backend: Backend, file: string, size: number): Promise<Line[]> {
  const before = memoryMb()
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss / 1024 / 1024)), 20)
  const stall = monitorEventLoopDelay({ resolution: 5 })
  await setTimeout(50)
  stall.enable()
  const scanned = await timed(() => scan(backend))
  stall.disable()
  clearInterval(watch)

  const random = seeded(23)
  const drafts = Array.from({ length: 300 }, (_, index) => personAt(index, random))
  const check = await timesOf(drafts, ({ first, last, phone, email, street, postcode, city, birthday: [day, month, year] }) =>
    backend.dispatch('duplicates.check', {
      firstName: first,
      lastName: last,
      phone,
      email,
      birthday: { day, month, year },
      addresses: [{ street, postcode, city }],
    }),
  )

  const db = openReadOnly(file) as unknown as Db
  const rows = duplicatesRepository(db).all()
  db.close()
  const matched = await timed(() => {
    const matcher = duplicateMatcher(rows)
    let found = 0
    for (const [index, row] of rows.entries()) {
      if (matcher.find({ ...row, firstName: `${row.firstName}e` }).length > 0) found++
      matcher.add((index + 1) as CustomerId, row)
    }
    return found
  })
  if (matched.value < size * 0.99) throw new Error(`the matcher found ${matched.value} of ${size}`)

  return [
    line('duplicate scan', size, milliseconds(scanned.ms), `${scanned.value.pairs} pairs`, scanned.ms, 20_000, 'ms'),
    line('memory above idle during the scan', size, `${Math.round(peak)} MB`, `${Math.round(before)} MB`, peak - before, 400, 'MB'),
    line('longest pause of main during the scan', size, milliseconds(stall.max / 1e6), '', stall.max / 1e6, 100, 'ms'),
    line('duplicate check while typing, p95', size, milliseconds(p95(check)), '', p95(check), 50, 'ms'),
    line('import matcher, per row', size, milliseconds(matched.ms), '', matched.ms / size, 0.2, 'ms'),
    ...quality(),
  ]
}

/** How well a labelled German file of 10,000 rows is found at the proposing threshold. The same file each time. */
function quality(): Line[] {
  const rows = labelledCustomers(10_000, seeded(4))
  const byPerson = new Map<number, number>()
  for (const { person } of rows) byPerson.set(person, (byPerson.get(person) ?? 0) + 1)
  const truth = [...byPerson.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
  const found = (findPairs(rows.map(({ row }) => comparable(row))) ?? []).filter(({ comparison }) => isProposed(comparison))
  const right = found.filter(({ a, b }) => rows[a]!.person === rows[b]!.person).length
  const f1 = (2 * right) / (found.length + truth)
  const precision = right / found.length
  const text = (share: number) => share.toFixed(3)
  return [
    line('duplicates: F1 on the labelled file (as error)', rows.length, text(f1), `${truth} pairs`, 100 * (1 - f1), 4, '%'),
    line('duplicates: precision on the labelled file (as error)', rows.length, text(precision), '', 100 * (1 - precision), 7, '%'),
  ]
}

const line = (what: string, size: number, ours: string, bare: string, value: number, target: number, unit: Line['unit']): Line => ({
  what,
  size,
  ours,
  bare,
  value,
  target,
  unit,
})
