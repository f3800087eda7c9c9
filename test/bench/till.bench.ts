import { once } from 'node:events'
import { copyFileSync, createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { ImportResult, JobId } from '#contract'
import { createBackend, DATABASE_FILE } from '../../electron/backend/create-backend.ts'
import type { Backend } from '../../electron/backend/create-backend.ts'
import { migrate } from '../../electron/database/migrate.ts'
import { openDatabase } from '../../electron/database/open.ts'
import { buildShop, seeded } from './build-shop.ts'
import { builtWorker } from './built-worker.ts'
import { bestOfBoth, milliseconds, timed } from './measure.ts'
import type { Line } from './measure.ts'

const LINES_PER_CUSTOMER = 10
const FIRST_DAY = Date.UTC(2023, 0, 2)

interface SoldLine {
  receipt: number
  daysIn: number
  /** Which of the customers. */
  customer: number
  article: number
  pieces: number
  unitCents: number
}

/** What a till sold in three years, the oldest first, one to four lines a receipt. */
function* soldLines(lines: number, customers: number): Generator<SoldLine> {
  const random = seeded(23)
  for (let line = 0, receipt = 1; line < lines; receipt++) {
    const customer = random(customers)
    const daysIn = Math.floor((line / lines) * 1095)
    for (let left = Math.min(1 + random(4), lines - line); left > 0; left--, line++)
      yield { receipt, daysIn, customer, article: random(2000), pieces: 1 + random(3), unitCents: 100 + random(6000) }
  }
}
const isoDay = (daysIn: number) => new Date(FIRST_DAY + daysIn * 86_400_000).toISOString().slice(0, 10)
const euros = (cents: number) => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`

async function writeTill(file: string, lines: number, customers: number): Promise<void> {
  const out = createWriteStream(file)
  out.write('Bon-Nr;Datum;Kd-Nr;Bezeichnung;Menge;Einzelpreis\r\n')
  for (const { receipt, daysIn, customer, article, pieces, unitCents } of soldLines(lines, customers)) {
    const day = isoDay(daysIn).split('-').toReversed().join('.')
    if (!out.write(`${receipt};${day};${10_001 + customer};Artikel ${article};${pieces};${euros(unitCents)}\r\n`)) await once(out, 'drain')
  }
  out.end()
  await finished(out)
}

/** The same receipts, lines and points with bare prepared statements in one transaction: no reading, matching, change log, phases or list. */
function insertBare(file: string, lines: number, customers: number): void {
  const db = openDatabase(file)
  const purchase = db.prepare(
    "insert into purchase (id, customer_id, day, counts_on, total_cents, list_cents, receipt_no, created_at) values (?, ?, ?, ?, ?, ?, ?, 'now')",
  )
  const line = db.prepare(
    'insert into purchase_line (id, purchase_id, position, text, quantity_milli, unit_cents, net_cents) values (?, ?, ?, ?, ?, ?, ?)',
  )
  const entry = db.prepare(
    "insert into point_entry (id, account_id, kind, points, day, purchase_id, base_cents, rate, expires_on, key, created_at) values (?, ?, 'EARN', ?, ?, ?, ?, 1, '2029-12-31', ?, 'now')",
  )
  db.transaction(() => {
    let waiting: SoldLine[] = []
    let id = 1_000_000_000_000
    const book = () => {
      const [first] = waiting
      if (!first) return
      const customerId = 1_000_000 + first.customer * 16
      const day = isoDay(first.daysIn)
      const total = waiting.reduce((sum, { pieces, unitCents }) => sum + pieces * unitCents, 0)
      const purchaseId = id++
      purchase.run(purchaseId, customerId, day, day, total, total, String(first.receipt))
      for (const [position, { article, pieces, unitCents }] of waiting.entries())
        line.run(id++, purchaseId, position, `Artikel ${article}`, pieces * 1000, unitCents, pieces * unitCents)
      entry.run(id++, customerId + 4, Math.floor(total / 100), day, purchaseId, total, `earn:${purchaseId}`)
    }
    for (const sold of soldLines(lines, customers)) {
      if (waiting[0] && waiting[0].receipt !== sold.receipt) {
        book()
        waiting = []
      }
      waiting.push(sold)
    }
    book()
  }).immediate()
  db.close()
}

async function runJob<T>(backend: Backend, name: string, input: unknown): Promise<T> {
  const answer = await backend.dispatch(name, input)
  if (!answer.ok) throw new Error(answer.failure.reason)
  const job = await backend.jobs.settled((answer.value as { jobId: JobId }).jobId)
  if (job.state !== 'done') throw new Error(`${name}: ${JSON.stringify(job)}`)
  return job.result as T
}

/** A till's file with ten lines a customer, as the app takes it over: in the worker, through the contract, with points and phases. */
export async function benchTill(folder: string, customers: number): Promise<Line[]> {
  const count = customers * LINES_PER_CUSTOMER
  const file = join(folder, `till-${customers}.csv`)
  await writeTill(file, count, customers)
  const shop = join(folder, `till-${customers}.db`)
  const db = openDatabase(shop)
  migrate(db)
  buildShop(db, customers, 0)
  db.close()
  const dirOf = (round: number) => join(folder, `till-${customers}-${round}`)
  const bareOf = (round: number) => join(folder, `till-bare-${customers}-${round}.db`)
  const rounds = 2
  for (let round = 0; round < rounds; round++) {
    mkdirSync(dirOf(round))
    copyFileSync(shop, join(dirOf(round), DATABASE_FILE))
    copyFileSync(shop, bareOf(round))
  }
  const open = (round: number) => createBackend({ dataDir: dirOf(round), today: '2026-03-12', workerUrl: builtWorker })
  let backend = open(0)
  let result: ImportResult | null = null
  const best = await bestOfBoth(
    rounds,
    (round) => insertBare(bareOf(round), count, customers),
    async (round) => {
      if (round > 0) {
        await backend.close()
        backend = open(round)
      }
      result = await runJob<ImportResult>(backend, 'imports.start', { file, kind: 'purchases' })
    },
  )
  const again = await timed(() => runJob<ImportResult>(backend, 'imports.start', { file, kind: 'purchases' }))
  const taken = result as ImportResult | null
  const undo = await timed(() => runJob(backend, 'imports.undo', { importId: taken?.importId }))
  await backend.close()
  const { created = 0, failed, unknownCustomers, netCents } = taken ?? {}
  const cents = soldLines(count, customers).reduce((sum, { pieces, unitCents }) => sum + pieces * unitCents, 0)
  if (failed !== 0 || unknownCustomers !== 0 || netCents !== cents || again.value.unchanged !== created || again.value.created !== 0)
    throw new Error(`the till's file was not taken over as it stands: ${JSON.stringify([taken, again.value, cents])}`)
  const size = customers
  return [
    {
      what: `till file of ${count.toLocaleString('en')} lines against bare inserts`,
      size,
      ours: milliseconds(best.ours),
      bare: milliseconds(best.bare),
      value: best.ours / best.bare,
      target: 4,
      unit: '×',
    },
    {
      what: 'the same till file again against bare inserts',
      size,
      ours: milliseconds(again.ms),
      bare: milliseconds(best.bare),
      value: again.ms / best.bare,
      target: 4,
      unit: '×',
    },
    {
      what: 'undo of the till file against its import',
      size,
      ours: milliseconds(undo.ms),
      bare: milliseconds(best.ours),
      value: undo.ms / best.ours,
      target: 3,
      unit: '×',
    },
  ]
}
