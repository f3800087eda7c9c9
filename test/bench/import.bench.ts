import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { join } from 'node:path'
import type { ImportPreview, ImportResult, JobId } from '#contract'
import { createBackend } from '../../electron/backend/create-backend.ts'
import type { Backend } from '../../electron/backend/create-backend.ts'
import { migrate } from '../../electron/database/migrate.ts'
import { openDatabase } from '../../electron/database/open.ts'
import { personAt, seeded } from './build-shop.ts'
import { builtWorker } from './built-worker.ts'
import { bestOfBoth, memoryMb, milliseconds, timed } from './measure.ts'
import type { Line } from './measure.ts'

async function writeCsv(file: string, rows: number, first = 0): Promise<void> {
  const random = seeded(11 + first)
  const out = createWriteStream(file)
  out.write('Kd-Nr;Anrede;Vorname;Nachname;Straße;PLZ;Ort;Telefon;E-Mail;Geburtstag\r\n')
  for (let index = first; index < first + rows; index++) {
    const p = personAt(index, random)
    const day = p.birthday.map((part) => String(part).padStart(2, '0')).join('.')
    if (!out.write(`${p.number};Frau;${p.first};${p.last};${p.street};${p.postcode};${p.city};${p.phone};${p.email};${day}\r\n`))
      await once(out, 'drain')
  }
  out.end()
  await finished(out)
}

/** The same rows into the same tables with bare prepared statements in one transaction: no parsing, matching, change log, list or search. */
function insertBare(file: string, rows: number, isLogged = false): void {
  const db = openDatabase(file)
  migrate(db)
  // As in an import, every customer is younger than the operation.
  if (isLogged)
    db.exec("insert into operation (id, call, kind, at) values (1, 'imports.start', 'do', 'now'); update current_operation set operation_id = 1")
  const random = seeded(11)
  const customer = db.prepare(
    "insert into customer (id, number, kind, salutation, first_name, last_name, birth_day, birth_month, birth_year, created_on, created_at, updated_at) values (?, ?, 'person', 'ms', ?, ?, ?, ?, ?, 'now', 'now', 'now')",
  )
  const detail = db.prepare('insert into contact_detail (id, customer_id, position, kind, value, normal) values (?, ?, ?, ?, ?, ?)')
  const address = db.prepare('insert into address (id, customer_id, position, street, postcode, city) values (?, ?, 0, ?, ?, ?)')
  db.transaction(() => {
    for (let index = 0; index < rows; index++) {
      const p = personAt(index, random)
      customer.run(p.id, p.number, p.first, p.last, ...p.birthday)
      detail.run(p.id + 1, p.id, 0, 'phone', p.phone, p.normal)
      detail.run(p.id + 2, p.id, 1, 'email', p.email, p.email)
      address.run(p.id + 3, p.id, p.street, p.postcode, p.city)
    }
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

/** Memory while a file is imported, and while the keys of its customers are written afterwards. */
async function memoryOf(dataDir: string, file: string): Promise<{ before: number; peak: number }> {
  const backend = createBackend({ dataDir, workerUrl: builtWorker })
  const before = memoryMb()
  let peak = before
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss / 1024 / 1024)), 20)
  await runJob(backend, 'imports.start', { file })
  await setTimeout(5000)
  clearInterval(watch)
  await backend.close()
  return { before, peak }
}

/** As many rows as there are customers, with and without looking for duplicates among both: twice the same stock, once each way. */
async function benchSuspects(folder: string, stock: string, rows: number): Promise<Line> {
  const file = join(folder, `more-${rows}.csv`)
  await writeCsv(file, rows, rows)
  const take = async (duplicates: 'off' | 'take') => {
    const backend = createBackend({ dataDir: join(folder, `suspects-${rows}-${duplicates}`), workerUrl: builtWorker })
    await runJob(backend, 'imports.start', { file: stock })
    await setTimeout(5000) // its keys are written
    const { ms, value } = await timed(() => runJob<ImportResult>(backend, 'imports.start', { file, duplicates }))
    await backend.close()
    // A few of so many share name and phone with somebody by chance.
    if (value.created < rows * 0.99 || value.failed > 0)
      throw new Error(`the import did not do its job: ${JSON.stringify({ ...value, suspects: [] })}`)
    return ms
  }
  const [ours, bare] = [await take('take'), await take('off')]
  const what = 'import that looks for duplicates against without'
  return { what, size: rows, ours: milliseconds(ours), bare: milliseconds(bare), value: ours / bare, target: 3, unit: '×' }
}

/** CSV import as the app does it: in the worker, through the contract. */
export async function benchImport(folder: string, rows: number): Promise<Line[]> {
  const file = join(folder, `import-${rows}.csv`)
  await writeCsv(file, rows)
  // In a process that has done nothing else: what the bare way leaves behind is not the import's.
  const { before, peak } = await memoryOf(join(folder, `import-${rows}-memory`), file)
  let backend = createBackend({ dataDir: join(folder, `import-${rows}-0`), workerUrl: builtWorker })
  const stall = monitorEventLoopDelay({ resolution: 5 })
  let result: ImportResult | null = null
  const best = await bestOfBoth(
    2,
    (round) => insertBare(join(folder, `bare-${rows}-${round}.db`), rows),
    async (round) => {
      if (round > 0) {
        await backend.close()
        backend = createBackend({ dataDir: join(folder, `import-${rows}-${round}`), workerUrl: builtWorker })
      }
      await setTimeout(50) // what the bare way held up is over
      stall.reset()
      stall.enable()
      result = await runJob<ImportResult>(backend, 'imports.start', { file })
      stall.disable()
    },
  )
  const again = await timed(() => runJob<ImportResult>(backend, 'imports.start', { file }))
  const logged = await bestOfBoth(
    2,
    (round) => insertBare(join(folder, `unlogged-${rows}-${round}.db`), rows),
    (round) => insertBare(join(folder, `logged-${rows}-${round}.db`), rows, true),
  )
  const preview = await backend.dispatch('imports.preview', { file })
  const taken = result as ImportResult | null
  const undo = await timed(() => runJob(backend, 'imports.undo', { importId: taken?.importId }))
  await backend.close()
  const suspects = await benchSuspects(folder, file, rows)
  if (taken?.created !== rows || again.value.created + again.value.updated !== 0 || !preview.ok)
    throw new Error(`the import did not do its job: ${JSON.stringify([taken, again.value])}`)
  if ((preview.value as ImportPreview).counts.unchanged !== rows) throw new Error('the preview counts differently')
  return [
    suspects,
    {
      what: 'CSV import against bare inserts',
      size: rows,
      ours: milliseconds(best.ours),
      bare: milliseconds(best.bare),
      value: best.ours / best.bare,
      target: 4,
      unit: '×',
    },
    {
      what: 'bare inserts with the change log against without',
      size: rows,
      ours: milliseconds(logged.ours),
      bare: milliseconds(logged.bare),
      value: logged.ours / logged.bare,
      target: 1.4,
      unit: '×',
    },
    {
      what: 'the same file again against bare inserts',
      size: rows,
      ours: milliseconds(again.ms),
      bare: milliseconds(best.bare),
      value: again.ms / best.bare,
      target: 4,
      unit: '×',
    },
    {
      what: 'undo of that import against the import',
      size: rows,
      ours: milliseconds(undo.ms),
      bare: milliseconds(best.ours),
      value: undo.ms / best.ours,
      target: 3,
      unit: '×',
    },
    {
      what: 'longest pause of main during the import',
      size: rows,
      ours: milliseconds(stall.max / 1e6),
      bare: '',
      value: stall.max / 1e6,
      target: 100,
      unit: 'ms',
    },
    {
      what: 'memory above idle during the import',
      size: rows,
      ours: `${Math.round(peak)} MB`,
      bare: `${Math.round(before)} MB`,
      value: peak - before,
      target: 300,
      unit: 'MB',
    },
  ]
}
