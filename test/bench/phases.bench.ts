import type { Backend } from '../../electron/backend/create-backend.ts'
import { openDatabase } from '../../electron/database/open.ts'
import { seeded } from './build-shop.ts'
import { median, milliseconds, p95, timed, timesOf } from './measure.ts'
import type { Line } from './measure.ts'
import { must } from './typing.bench.ts'

/** All phases anew in the worker, what one purchase costs, and the board after it; each purchase has a line, so 100,000 customers have a million. */
export async function benchPhases(backend: Backend, dataFile: string, size: number): Promise<Line[]> {
  const db = openDatabase(dataFile)
  db.exec(`insert into article (id, number, name, demand_days, created_at)
    select value, 'P' || value, 'Artikel ' || value, nullif(value % 4, 0) * 30, '' from ${FORTY};
    insert into purchase_line (id, purchase_id, position, article_id, quantity_milli, unit_cents, net_cents)
    select id, id, 0, 900000 + id % 40, 1000, total_cents, total_cents from purchase;
    insert or ignore into customer_tag (id, customer_id, name) select id + 5, id, 'Rennrad' from customer where id / 16 % 3 = 0;
    insert or ignore into customer_tag (id, customer_id, name) select id + 6, id, 'E-Bike' from customer where id / 16 % 7 = 0;
    insert into phase_step (id, phase, name, position) values (900001, 'repurchase', 'Wieder da', 0), (900002, 'repurchase', 'Gepflegt', 1),
      (900003, 'after-purchase', 'Bedankt', 0);
    insert into customer_step (id, customer_id, step_id, since) select id + 7, id, 900001 + id / 16 % 3, '2026-01-01' from customer where id / 16 % 2 = 0;
    update purchase set voided_at = '2026-03-12T10:00:00.000Z' where customer_id / 16 % 4 = 0 and id % 10 <> customer_id / 64 % 12;
    update customer_summary set phase = 'first-contact', phase_since = created_on, purchase_days = 0, purchase_days_24 = 0, first_day = null,
      second_day = null, last_day = null, net12_cents = 0, total_cents = 0, window_ends = null, step_id = 0`)
  db.close()

  const all = () => runJob(backend, 'phases.recompute')
  const first = await timed(all)
  const again = await timed(all)
  const random = seeded(11)
  const purchase = () => ({ customerId: 1_000_000 + random(size) * 16, day: '2026-03-11', totalCents: 100 + random(9000), allowSameReceipt: true })
  const book = (input: object) => must(backend, 'purchases.record', input)
  await timesOf(Array.from({ length: 20 }, purchase), book)
  const bookings = await timesOf(Array.from({ length: 200 }, purchase), book)
  const board = async (lanes: string) => {
    const times: number[] = []
    for (let round = 0; round < 40; round++) {
      await book(purchase())
      times.push((await timed(() => must(backend, 'phases.board', { lanes, limit: 1, perSection: 20 }))).ms)
    }
    return times
  }
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
    line('all phases anew, everything wrong before', [first.ms], 10_000),
    line('all phases anew, nothing wrong before', [again.ms], 10_000),
    line('one purchase with phase, read model and points, p95', bookings, 20),
    line('phase board after a booking, p95', await board('none'), 30),
    line('phase board by value after a booking, p95', await board('value'), 60),
    line('phase board by tag after a booking, p95', await board('tag'), 150),
    line('phase funnel, p95', await timesOf(Array.from({ length: 10 }), () => must(backend, 'phases.funnel', {})), 150),
  ]
}
const FORTY = `(with recursive n(value) as (select 900000 union all select value + 1 from n where value < 900039) select value from n)`

export async function runJob(backend: Backend, name: string): Promise<void> {
  const { jobId } = (await must(backend, name, {})) as { jobId: number }
  for (;;) {
    const job = (await must(backend, 'jobs.get', { jobId })) as { state: string }
    if (job.state === 'done') return
    if (job.state !== 'running') throw new Error(`${name} ended as ${job.state}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
