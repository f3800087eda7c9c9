import Database from 'better-sqlite3'
import type { Condition, CustomerSort, Filter, JobId } from '#contract'
import type { Backend } from '../../electron/backend/create-backend.ts'
import { median, milliseconds, p95, timed, timesOf } from './measure.ts'
import type { Line } from './measure.ts'

interface BenchView {
  filter: Filter
  sort: CustomerSort
  descending: boolean
  /** The same conditions as a person would write them in SQL, over the list's read model. */
  bare: string
}
const has = (tag: string) => `exists (select 1 from customer_tag g where g.customer_id = s.customer_id and g.name = '${tag}')`
const condition = (field: string, op: string, value: unknown = null) => ({ field, op, value }) as Condition

/** What owners ask for, and what hurts: hardly anybody, nearly everybody, either-or, tags, ranges of postcodes, every kind of order. */
const VIEWS: readonly BenchView[] = [
  {
    filter: {
      all: [condition('phase', 'is', 'repurchase'), condition('lastPurchase', 'older-than-days', 90), condition('net12', 'at-least', 10_000)],
    },
    sort: 'net12',
    descending: true,
    bare: "s.phase = 'repurchase' and s.last_day < '2025-12-12' and s.net12_cents >= 10000",
  },
  {
    filter: { all: [condition('postcode', 'between', ['48100', '48199']), condition('card', 'is', false), condition('birthday', 'month', 3)] },
    sort: 'name',
    descending: false,
    bare: "s.postcode between '48100' and '48199' and s.card_number is null and s.birthday_sort like '03-%'",
  },
  {
    filter: { all: [condition('tags', 'any', ['Rennrad', 'E-Bike']), condition('city', 'is', 'Telgte'), condition('purchaseDays', 'at-least', 2)] },
    sort: 'lastPurchase',
    descending: true,
    bare: `(${has('Rennrad')} or ${has('E-Bike')}) and s.city = 'Telgte' and s.purchase_days >= 2`,
  },
  {
    filter: { any: [condition('lastPurchase', 'never'), condition('net12', 'at-least', 1), condition('email', 'is', true)] },
    sort: 'name',
    descending: true,
    bare: "s.last_day is null or s.net12_cents >= 1 or s.email <> ''",
  },
  {
    filter: { all: [condition('email', 'is', true), condition('phone', 'is', true), condition('purchaseDays', 'at-least', 1)] },
    sort: 'lastPurchase',
    descending: false,
    bare: "s.email <> '' and s.phone <> '' and s.purchase_days >= 1",
  },
  {
    filter: { all: [condition('total', 'at-least', 10_000_000), condition('points', 'at-least', 1), condition('phase', 'is', 'repurchase')] },
    sort: 'total',
    descending: true,
    bare: "s.total_cents >= 10000000 and s.points >= 1 and s.phase = 'repurchase'",
  },
  {
    filter: {
      all: [
        condition('city', 'is', 'Hamm'),
        { any: [condition('age', 'at-most', 30), condition('age', 'at-least', 60)] },
        condition('tags', 'none', ['Werkstatt']),
      ],
    },
    sort: 'birthday',
    descending: false,
    bare: `s.city = 'Hamm' and ((2026 - cast(substr(s.birthday_sort, 7) as integer)) <= 30 or (2026 - cast(substr(s.birthday_sort, 7) as integer)) >= 60) and not ${has('Werkstatt')}`,
  },
  {
    filter: { all: [condition('name', 'contains', 'berg'), condition('net12', 'at-least', 5_000), condition('postcode', 'starts-with', '482')] },
    sort: 'net12',
    descending: true,
    bare: "s.sort_name like '%berg%' and s.net12_cents >= 5000 and s.postcode like '482%'",
  },
]

async function must<T>(backend: Backend, name: string, input: unknown): Promise<T> {
  const answer = await backend.dispatch(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.failure.reason} ${JSON.stringify(answer.failure.detail)}`)
  return answer.value as T
}
async function job(backend: Backend, name: string, input: unknown): Promise<void> {
  const { jobId } = await must<{ jobId: JobId }>(backend, name, input)
  const ended = await backend.jobs.settled(jobId)
  if (ended.state !== 'done') throw new Error(`${name}: ${JSON.stringify(ended)}`)
}

/** First pages and exact counts of saved views with three conditions, through dispatch, against bare statements on the same file. */
export async function benchViews(backend: Backend, dataFile: string, size: number): Promise<Line[]> {
  const tagged = (field: string, op: string, value: unknown, add: string[]) =>
    job(backend, 'customers.tag', { selection: { filter: { all: [condition(field, op, value)] } }, add })
  const bulk = await timed(() => tagged('postcode', 'starts-with', '483', ['Rennrad']))
  await tagged('birthday', 'month', 5, ['E-Bike', 'Werkstatt'])
  const viewIds: number[] = []
  for (const [index, { filter, sort, descending }] of VIEWS.entries())
    viewIds.push((await must<{ id: number }>(backend, 'views.save', { name: `Ansicht ${index}`, filter, sort, descending })).id)
  const first = await timed(() => must(backend, 'views.list', {}))

  const db = new Database(dataFile, { readonly: true })
  const bareCount = (bare: string) => db.prepare<[], number>(`select count(*) from customer_summary s where ${bare}`).pluck()
  for (const [index, { bare, filter }] of VIEWS.entries()) {
    const { count } = await must<{ count: number }>(backend, 'views.count', { viewId: viewIds[index] })
    const expected = bareCount(bare).get()
    // Ages by the year alone are only nearly right.
    if (count !== expected && !JSON.stringify(filter).includes('"age"')) throw new Error(`${bare}: ${count} instead of ${expected}`)
  }
  // Each first page as after a booking: what the views remembered is of no use any more.
  let total = 12_000
  for (const viewId of viewIds) await must(backend, 'views.run', { viewId, limit: 100 })
  const firstPages: number[] = []
  const counts: number[] = []
  const bareCounts: number[] = []
  for (let round = 0; round < 6; round++)
    for (const [index, { filter, bare }] of VIEWS.entries()) {
      await must(backend, 'purchases.record', { customerId: 1_000_000 + (round * 97 + index) * 16, day: '2026-03-11', totalCents: (total += 100) })
      firstPages.push((await timed(() => must(backend, 'views.run', { viewId: viewIds[index], limit: 100 }))).ms)
      await must(backend, 'purchases.record', { customerId: 1_000_000 + (round * 89 + index) * 16, day: '2026-03-11', totalCents: (total += 100) })
      counts.push((await timed(() => must(backend, 'views.count', { filter }))).ms)
      bareCounts.push((await timed(() => bareCount(bare).get())).ms)
    }
  const later = await timesOf(
    VIEWS.flatMap((_, index) => [100, 500, 2000].map((offset) => ({ viewId: viewIds[index], limit: 100, offset }))),
    (input) => must(backend, 'views.run', input),
  )
  db.close()
  const ours = counts.reduce((sum, ms) => sum + ms, 0)
  const bare = bareCounts.reduce((sum, ms) => sum + ms, 0)
  const large = size > 100_000
  return [
    {
      what: 'first page of a view with three conditions, after a booking, p95',
      size,
      ours: `median ${milliseconds(median(firstPages))}`,
      bare: '',
      value: p95(firstPages),
      target: large ? 150 : 30,
      unit: 'ms',
    },
    {
      what: 'exact count of a view against bare SQL',
      size,
      ours: milliseconds(ours / counts.length),
      bare: milliseconds(bare / counts.length),
      value: ours / bare,
      target: 1.5,
      unit: '×',
    },
    {
      what: 'further page of a view, p95',
      size,
      ours: `median ${milliseconds(median(later))}`,
      bare: '',
      value: p95(later),
      target: large ? 50 : 16,
      unit: 'ms',
    },
    {
      what: 'opening the views for the first time',
      size,
      ours: milliseconds(first.ms),
      bare: '',
      value: first.ms,
      target: large ? 8000 : 1000,
      unit: 'ms',
    },
    {
      what: 'tag for a tenth of the customers',
      size,
      ours: milliseconds(bulk.ms),
      bare: '',
      value: bulk.ms,
      target: large ? 60_000 : 6000,
      unit: 'ms',
    },
  ]
}
