import type { CustomerId, IsoDate } from '#contract'
import { inlineBackground } from '../../electron/backend/background.ts'
import { createServices } from '../../electron/backend/create-services.ts'
import type { Services } from '../../electron/backend/create-services.ts'
import { silentLog } from '../../electron/backend/log.ts'
import { fixedClock } from '../../electron/database/clock.ts'
import { openDatabase } from '../../electron/database/open.ts'
import type { Db } from '../../electron/database/open.ts'
import { seeded } from './build-shop.ts'
import { milliseconds, p95, timed, timesOf } from './measure.ts'
import type { Line } from './measure.ts'

/** Ten articles in two groups, and one line for each receipt. */
function addLines(db: Db): void {
  const random = seeded(31)
  db.exec("insert or ignore into article_group (id, name, demand_days) values (1, 'Verbrauch', 60), (2, 'Zubehör', null)")
  const article = db.prepare("insert or ignore into article (id, number, name, group_id, created_at) values (?, ?, ?, ?, '')")
  const line = db.prepare(
    'insert into purchase_line (id, purchase_id, position, article_id, quantity_milli, unit_cents, net_cents) values (?, ?, 0, ?, 1000, 100, 100)',
  )
  const receipts = db.prepare<[], number>('select id from purchase').pluck().all()
  db.transaction(() => {
    for (let n = 1; n <= 10; n++) article.run(n, `A${n}`, `Artikel ${n}`, n <= 4 ? 1 : n <= 6 ? 2 : null)
    for (const id of receipts) line.run(id + 2_000_000_000, id, 1 + random(10))
  })()
  db.exec('analyze')
}

/** Judging everybody, a new day, one purchase, and the first page of each list. The bare way reads purchases and lines once. */
export async function benchWarnings(file: string, size: number): Promise<Line[]> {
  const db = openDatabase(file)
  try {
    addLines(db)
    const clock = fixedClock('2026-03-12')
    const services: Services = createServices({
      db,
      clock,
      log: silentLog,
      dataDir: '',
      background: inlineBackground(() => services.tasks),
      printToPdf: null,
      swapDatabase: null,
    })
    services.startDay()
    const bare = await timed(
      () =>
        db.prepare('select p.customer_id, p.counts_on, l.article_id from purchase p join purchase_line l on l.purchase_id = p.id').raw().all().length,
    )
    const job = { report() {}, isCancelled: () => false }
    const { warnings, demand, care, purchases } = services.handlers
    const whole = await timed(() => warnings.recompute({}, job))
    clock.set('2026-03-13')
    const nextDay = await timed(() => warnings.list({ limit: 100, offset: 0 }))
    const receipt = {
      day: '2026-03-13' as IsoDate,
      totalCents: 1000,
      lines: [],
      discountCents: 0,
      discountReason: '',
      channel: 'shop' as const,
      staffId: null,
      receiptNo: '',
      note: '',
      allowSameReceipt: true,
      allowUnusual: true,
    }
    const random = seeded(5)
    const ids = Array.from({ length: 200 }, () => (1_000_000 + random(size) * 16) as CustomerId)
    const bookings = await timesOf(ids, (customerId) =>
      services.operations.run({ call: 'purchases.record' }, () => purchases.record({ ...receipt, customerId })),
    )
    const pages = await timesOf(Array.from({ length: 40 }), async () => {
      await warnings.list({ limit: 100, offset: 0 })
      await demand.due({ limit: 100, offset: 0 })
      await care.due({ onlyNeglected: false, limit: 100, offset: 0 })
    })
    const line = (what: string, ours: number, target: number): Line => ({
      what,
      size,
      ours: milliseconds(ours),
      bare: '',
      value: ours,
      target,
      unit: 'ms',
    })
    return [
      { ...line('judging everybody', whole.ms, 10_000), bare: `${milliseconds(bare.ms)} to read` },
      line('judging whose day has come', nextDay.ms, 5_000),
      line('a booking with all that follows, p95', p95(bookings), 20),
      line('warnings, needs and care, first pages, p95', p95(pages), 300),
    ]
  } finally {
    db.close()
  }
}
