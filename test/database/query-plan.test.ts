import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CustomerSort } from '#contract'
import type { Db } from '../../electron/database/open.ts'
import { openHouse } from '../support/house.ts'
import type { House } from '../support/house.ts'

/**
 * The statements that owners wait for, as the services really run them: caught on their way to SQLite, then explained. Without
 * data the planner decides by the shape of the statement alone, which is what a new shop's file gives it too.
 */
let house: House
const seen = new Set<string>()
let prepare: Db['prepare']
beforeAll(async () => {
  house = openHouse()
  prepare = house.db.prepare.bind(house.db)
  await house.call('customers.create', { kind: 'person', lastName: 'Kern', phone: '0251 2788304' })
  const statement = Object.getPrototypeOf(prepare('select 1')) as Record<
    'all' | 'get' | 'run',
    (this: { source: string }, ...rest: unknown[]) => unknown
  >
  for (const name of ['all', 'get', 'run'] as const) {
    const original = statement[name]
    statement[name] = function (...rest) {
      seen.add(this.source)
      return original.apply(this, rest)
    }
  }
})
afterAll(() => house.close())

/** The plans of all statements that `work` runs, one line per step. */
async function plansOf(work: () => Promise<unknown>): Promise<{ sql: string; steps: string[] }[]> {
  seen.clear()
  await work()
  return [...seen]
    .filter((sql) => /^\s*(select|with|insert|update|delete)/i.test(sql))
    .map((sql) => ({
      sql,
      steps: prepare(`explain query plan ${sql}`)
        .all(...(sql.includes('@') || /\?/.test(sql) ? [bindings(sql)].flat() : []))
        .map((row) => (row as { detail: string }).detail),
    }))
}
/** Values for every parameter; what they are does not change the plan of a statement without statistics. */
function bindings(sql: string): unknown[] {
  const named = [...new Set([...sql.matchAll(/@(\w+)/g)].map((match) => match[1]!))]
  if (named.length > 0) return [Object.fromEntries(named.map((name) => [name, name === 'hidden' ? '[]' : 1]))]
  const numbered = new Set([...sql.matchAll(/\?(\d+)/g)].map((match) => match[1]))
  const count = numbered.size > 0 ? numbered.size : [...sql.matchAll(/\?/g)].length
  return Array.from({ length: count }, () => 1)
}
/** What may be read from end to end: results of an inner query, the handful of customers that changed, tables of a few rows. */
const SMALL =
  /^SCAN (?:tier USING INDEX tier_limit|i|page|x|t|net|numbered|touched_customer|touched_net|f|figures|setting|id_mark|own_field|h|house|json_each .*|j VIRTUAL TABLE INDEX 1:|(?:f|customer_search) VIRTUAL TABLE INDEX 0:\S+|CONSTANT ROW|\(subquery-\d+\))$/
const wholeTables = (steps: readonly string[]) => steps.filter((step) => step.startsWith('SCAN') && !SMALL.test(step))

describe('a page of the list', () => {
  test.each(CustomerSort.options)('by %s walks an index and sorts no more than the page', async (sort) => {
    const plans = await plansOf(() => house.call('customers.list', { sort, offset: 0, limit: 100 }))
    const page = plans.find(({ sql }) => sql.includes('@take'))!
    expect(page.steps.filter((step) => /customer_summary USING COVERING INDEX/.test(step))).toHaveLength(1)
    expect(page.steps.filter((step) => /^SEARCH [sc] /.test(step)).toSorted()).toEqual([
      'SEARCH c USING INTEGER PRIMARY KEY (rowid=?)',
      'SEARCH s USING INTEGER PRIMARY KEY (rowid=?)',
    ])
    // One sort at most: of the hundred rows that were joined.
    expect(page.steps.filter((step) => /TEMP B-TREE/.test(step)).length).toBeLessThanOrEqual(1)
  })
})

test('search reads the word index in the order of places and goes to each row by its key', async () => {
  const plans = await plansOf(() => house.call('customers.search', { text: 'ker', limit: 50 }))
  const page = plans.find(({ sql }) => /select rowid as place from customer_search/.test(sql))!
  // 64: FTS5 hands out its matches by rowid, which is the place, so nothing is gathered and sorted first.
  const index = 'SCAN customer_search VIRTUAL TABLE INDEX 64:M1'
  expect(page.steps).toContain(index)
  expect(page.steps.some((step) => /SEARCH s USING INDEX \S+ \(place=\?\)/.test(step))).toBe(true)
  expect(wholeTables(page.steps)).toEqual([index])
})

test('the whole customer page reads no table from end to end', async () => {
  const { rows } = await house.call('customers.list', {})
  const customerId = rows[0]!.id
  const plans = await plansOf(async () => {
    await house.call('customers.get', { customerId })
    await house.call('customers.summary', { customerId })
    await house.call('customers.timeline', { customerId })
    await house.call('loyalty.account', { customerId })
    await house.call('cards.listFor', { customerId })
    await house.call('purchases.listFor', { customerId })
    await house.call('phases.explain', { customerId })
    await house.call('phases.history', { customerId })
    await house.call('operations.history', { customerId })
    await house.call('relations.listFor', { customerId })
    await house.call('relations.graph', { customerId })
    await house.call('relations.suggestions', { customerId })
    await house.call('consents.of', { customerId })
    await house.call('tasks.listFor', { customerId })
  })
  expect(plans.length).toBeGreaterThan(8)
  expect(plans.map(({ sql, steps }) => ({ sql, whole: wholeTables(steps) })).filter(({ whole }) => whole.length > 0)).toEqual([])
})

test('bringing list and search up to date after one change touches one customer', async () => {
  const { rows } = await house.call('customers.list', {})
  const plans = await plansOf(() => house.call('customers.update', { customerId: rows[0]!.id, memo: 'Kaffee schwarz' }))
  const refresh = plans.filter(({ sql }) => /touched_customer/.test(sql))
  expect(refresh.length).toBeGreaterThan(4)
  expect(refresh.map(({ sql, steps }) => ({ sql, whole: wholeTables(steps) })).filter(({ whole }) => whole.length > 0)).toEqual([])
})

test('birthdays are found by their index, and what those customers allow by theirs', async () => {
  await house.call('customers.create', { kind: 'person', lastName: 'Brandt', birthday: { day: 20, month: 3, year: null } })
  const plans = await plansOf(() => house.call('birthdays.list', { span: { days: 30 } }))
  const steps = plans.flatMap((plan) => plan.steps)
  expect(steps.filter((step) => step.includes('customer_birthday')).length).toBeGreaterThan(1)
  expect(steps.filter((step) => step.includes('consent_customer')).length).toBeGreaterThan(0)
  expect(plans.flatMap((plan) => wholeTables(plan.steps)).filter((step) => step !== 'SCAN j VIRTUAL TABLE INDEX 1:')).toEqual([])
})

test('open tasks walk their index, whatever their number', async () => {
  const plans = await plansOf(() => house.call('tasks.open', {}))
  const walked = plans.flatMap((plan) => plan.steps).filter((step) => /^(?:SCAN|SEARCH) (?:t|task) /.test(step))
  expect(walked.length).toBeGreaterThan(2)
  expect(walked.filter((step) => !/task_open|task_customer/.test(step))).toEqual([])
})
