import { join } from 'node:path'
import { createBackend, DATABASE_FILE } from '../../electron/backend/create-backend.ts'
import { openDatabase } from '../../electron/database/open.ts'
import { seeded } from './build-shop.ts'
import { builtWorker } from './built-worker.ts'
import { median, milliseconds, p95, timed, timesOf } from './measure.ts'
import type { Line } from './measure.ts'
import { runJob } from './phases.bench.ts'
import { must } from './typing.bench.ts'

const DAY = '2026-03-12'
const NEXT_DAY = '2026-03-13'

/** A line for each receipt that has none, articles that are used up, two contacts for each second customer, and open tasks. */
export function addDays(file: string): void {
  const db = openDatabase(file)
  db.exec(`insert into article_group (id, name, demand_days) values (1, 'Verbrauch', 60), (2, 'Zubehör', null);
    insert into article (id, number, name, group_id, created_at)
      select value, 'A' || value, 'Artikel ' || value, case when value <= 4 then 1 when value <= 6 then 2 end, '' from json_each('[1,2,3,4,5,6,7,8,9,10]');
    insert into purchase_line (id, purchase_id, position, article_id, quantity_milli, unit_cents, net_cents)
      select p.id, p.id, 0, 1 + p.id * 7 % 10, 1000, total_cents, total_cents from purchase p
      where not exists (select 1 from purchase_line l where l.purchase_id = p.id);
    insert into contact (id, customer_id, day, direction, channel, mood, created_at)
      select c.id + n.value, c.id, date('${DAY}', -(c.id / 16 * n.value % 700) || ' days'), 'out', 'phone', c.id / 16 % 5 - 2, ''
      from customer c, json_each('[8, 9]') n where c.id / 16 % 2 = 0;
    insert into task (id, customer_id, title, due_on, created_at)
      select id + 10, id, 'Anrufen', date('${DAY}', (id / 16 % 60 - 30) || ' days'), '' from customer where id / 16 % 20 = 0;
    analyze`)
  db.close()
}

/** The bare way: read all purchases with their lines once, in the order of customers. */
export async function readBare(file: string): Promise<number> {
  const db = openDatabase(file)
  const rows = db.prepare(
    'select p.customer_id, p.counts_on, p.total_cents, l.article_id from purchase p join purchase_line l on l.purchase_id = p.id order by p.customer_id, p.counts_on',
  )
  const { ms } = await timed(() => rows.raw().all().length)
  db.close()
  return ms
}

/** All phases, warnings, cares and needs anew in the worker and the screens after it, a new day, and what one purchase costs. */
export async function benchCare(dataDir: string, size: number): Promise<Line[]> {
  const file = join(dataDir, DATABASE_FILE)
  addDays(file)
  const bare = await readBare(file)
  let backend = createBackend({ dataDir, today: DAY, workerUrl: builtWorker })
  const phases = await timed(() => runJob(backend, 'phases.recompute'))
  const warnings = await timed(() => runJob(backend, 'warnings.recompute'))
  const screens = await timed(async () => {
    await must(backend, 'tasks.today', {})
    await must(backend, 'phases.board', { lanes: 'none', limit: 1, perSection: 20 })
    await must(backend, 'warnings.list', {})
  })
  const random = seeded(5)
  const purchase = () => ({ customerId: 1_000_000 + random(size) * 16, day: DAY, totalCents: 100 + random(9000), allowSameReceipt: true })
  const many = (count: number) => Array.from({ length: count }, purchase)
  const book = (input: object) => must(backend, 'purchases.record', input)
  await timesOf(many(20), book)
  const bookings = await timesOf(many(200), book)
  const todays: number[] = []
  for (const input of many(40)) {
    await book(input)
    todays.push((await timed(() => must(backend, 'tasks.today', {}))).ms)
  }
  const lists = await timesOf(many(40), async () => {
    await must(backend, 'warnings.list', {})
    await must(backend, 'demand.due', {})
    await must(backend, 'care.due', {})
  })
  await backend.close()
  backend = createBackend({ dataDir, today: NEXT_DAY, workerUrl: builtWorker })
  const nextDay = await timed(() => must(backend, 'tasks.today', {}))
  await backend.close()

  const whole = phases.ms + warnings.ms + screens.ms
  const parts = [phases, warnings, screens].map(({ ms }) => milliseconds(ms)).join(' + ')
  const anew = { size, ours: parts, bare: `${milliseconds(bare)} to read` }
  const line = (what: string, times: readonly number[], target: number): Line => ({
    what,
    size,
    ours: `median ${milliseconds(median(times))}`,
    bare: '',
    value: p95(times),
    target,
    unit: 'ms',
  })
  return [
    { ...anew, what: 'phases, warnings, needs anew, then Heute and board', value: whole, target: 10_000, unit: 'ms' },
    { ...anew, what: 'the same against reading all lines once', value: whole / bare, target: 12, unit: '×' },
    line('Heute on the morning of the next day', [nextDay.ms], 5_000),
    line('a booking with all that follows, p95', bookings, 20),
    line('Heute after a booking, p95', todays, 300),
    line('warnings, needs and care, first pages, p95', lists, 300),
  ]
}
