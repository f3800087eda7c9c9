import Database from 'better-sqlite3'
import type { CustomerSort } from '#contract'
import type { Backend } from '../../electron/backend/create-backend.ts'
import { searchQuery } from '../../electron/services/customers/folding.rules.ts'
import { seeded } from './build-shop.ts'
import { median, milliseconds, p95, timesOf } from './measure.ts'
import type { Line } from './measure.ts'
import { must, typed } from './typing.bench.ts'

const SORTS: CustomerSort[] = ['name', 'number', 'city', 'phase', 'lastPurchase', 'net12', 'total', 'purchaseDays', 'points', 'created', 'birthday']

/** Search as you type, list pages, customer page: through dispatch, against the bare prepared query on the same file. */
export async function benchReading(backend: Backend, dataFile: string, size: number): Promise<Line[]> {
  const texts = typed()
  const search = (text: string) => must(backend, 'customers.search', { text, limit: 50 })
  await timesOf(texts.slice(0, 40), search)
  const ours = await timesOf(texts, search)
  const bare = await bareSearch(dataFile, texts)

  const random = seeded(3)
  const places = SORTS.flatMap((sort) =>
    [0, 100, Math.floor(size / 2), size - 150, random(size - 100), random(size - 100)].flatMap((offset) =>
      [false, true].map((descending) => ({ sort, descending, offset: Math.max(0, offset), limit: 100 })),
    ),
  )
  const list = (input: object) => must(backend, 'customers.list', input)
  await timesOf(places.slice(0, 20), list)
  const pages = await timesOf(places, list)

  const ids = Array.from({ length: 300 }, () => 1_000_000 + random(size) * 16)
  const page = (customerId: number) =>
    Promise.all([
      must(backend, 'customers.get', { customerId }),
      must(backend, 'customers.summary', { customerId }),
      must(backend, 'customers.timeline', { customerId, limit: 50 }),
      must(backend, 'loyalty.account', { customerId, limit: 50 }),
      must(backend, 'cards.listFor', { customerId }),
      must(backend, 'purchases.listFor', { customerId, limit: 50 }),
      must(backend, 'phases.explain', { customerId }),
      must(backend, 'phases.history', { customerId }),
      must(backend, 'customers.neighbours', { customerId }),
      must(backend, 'operations.history', { customerId, limit: 50 }),
    ])
  await timesOf(ids.slice(0, 20), page)
  const customerPages = await timesOf(ids, page)

  const board = await timesOf(
    Array.from({ length: 30 }, (_, n) => n),
    () => must(backend, 'phases.board', { limit: 50 }),
  )
  const columns = await timesOf(
    Array.from({ length: 60 }, () => random(Math.floor(size / 2))),
    (offset) => must(backend, 'phases.column', { phase: 'repurchase', offset, limit: 100 }),
  )
  const [verifying] = await timesOf([0], () => must(backend, 'loyalty.verify', {}))
  const plain = (what: string, times: number[], target: number): Line => ({
    what,
    size,
    ours: `median ${milliseconds(median(times))}`,
    bare: '',
    value: p95(times),
    target,
    unit: 'ms',
  })
  return [
    {
      what: 'search as you type, median against bare FTS for the same answer',
      size,
      ours: milliseconds(median(ours)),
      bare: milliseconds(median(bare)),
      value: median(ours) / median(bare),
      target: 2,
      unit: '×',
    },
    plain('search as you type, p95', ours, 16),
    plain('list page of 100 rows by any sort, p95', pages, 10),
    plain('all points checked, entry by entry', [verifying!], 5000),
    plain('customer page with all panels, p95', customerPages, 20),
    plain('phase board, p95', board, 50),
    plain('page of a board column, p95', columns, 16),
  ]
}

/** The same words against the same file with two prepared statements: the rows in name order and their total, and nothing else. */
async function bareSearch(dataFile: string, texts: readonly string[]): Promise<number[]> {
  const db = new Database(dataFile, { readonly: true })
  const rows = db.prepare(
    'select s.* from customer_search f join customer_summary s on s.place = f.rowid where f.customer_search match ? order by s.sort_name limit 50',
  )
  const total = db.prepare('select count(*) from customer_search where customer_search match ?')
  const terms = texts.map((text) => searchQuery(text)).filter((term): term is string => term !== null && term !== '')
  const ask = (term: string) => [rows.all(term), total.get(term)]
  await timesOf(terms.slice(0, 40), ask)
  const times = await timesOf(terms, ask)
  db.close()
  return times
}
