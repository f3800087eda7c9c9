import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IsoDate } from '#contract'
import { openHouse } from '../support/house.ts'
import type { House } from '../support/house.ts'

/** The statements behind board, funnel and phases as the services really run them. */
let house: House
const seen = new Set<string>()
beforeAll(async () => {
  house = openHouse()
  const { id: customerId } = await house.call('customers.create', { kind: 'person', lastName: 'Kern', tags: ['Rad'] })
  const [step] = await house.call('phases.saveStep', { phase: 'after-purchase', name: 'Bedankt' })
  // As in a shop of some size: what the planner knows of the data decides the way it takes.
  house.db.exec(`insert into customer (id, number, kind, last_name, created_on, created_at, updated_at)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000) select i, 'N' || i, 'person', 'K' || i, date('2025-01-02', '+' || (i % 300) || ' days'), '', '' from n;
    insert into purchase (id, customer_id, day, counts_on, total_cents, list_cents, created_at)
      select id * 2 + i, id, date('2026-01-02', '+' || (id % 60) || ' days'), date('2026-01-02', '+' || (id % 60) || ' days'), 100, 100, ''
      from customer, (select 0 as i union all select 1) where id <= 2000`)
  await house.job('phases.recompute', {})
  house.services.operations.run({ call: 'customers.update' }, () => void house.db.exec("update customer set memo = 'x'"))
  house.db.exec('analyze')
  const statement = Object.getPrototypeOf(house.db.prepare('select 1')) as Record<
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
  await house.call('purchases.record', { customerId, day: '2026-03-01' as IsoDate, totalCents: 5000 })
  await house.call('phases.placeOnStep', { customerIds: [customerId], stepId: step!.stepId })
  for (const lanes of ['none', 'value', 'tag'] as const)
    for (const sort of ['newest', 'longest', 'name', 'value'] as const) await house.call('phases.board', { lanes, sort })
  await house.call('phases.column', { phase: 'after-purchase', stepId: step!.stepId, sort: 'name' })
  await house.call('phases.funnel', {})
  await house.call('phases.of', { customerId })
})
afterAll(() => house.close())

function planOf(...parts: string[]): string[] {
  const sql = [...seen].find((text) => parts.every((part) => text.includes(part)))
  if (sql === undefined) throw new Error(`no statement has “${parts.join('” and “')}”`)
  const names = [...new Set([...sql.matchAll(/@(\w+)/g)].map((match) => match[1]!))]
  const values = names.length > 0 ? [Object.fromEntries(names.map((name) => [name, 1]))] : Array.from(sql.matchAll(/\?/g), () => 1)
  return house.db
    .prepare(`explain query plan ${sql}`)
    .all(...values)
    .map((row) => (row as { detail: string }).detail)
}
const sorts = (plan: readonly string[]) => plan.filter((line) => line.includes('TEMP B-TREE FOR ORDER BY'))

test('the cards of a step come from an index in each order, without sorting more than one page', () => {
  for (const [key, index] of [
    ['phase_since desc', 'customer_summary_step'],
    ['phase_since asc', 'customer_summary_step'],
    ['sort_name asc', 'customer_summary_step_name'],
    ['total_cents desc', 'customer_summary_step_value'],
  ] as const) {
    const plan = planOf(`order by ${key}, customer_id`, 'step_id = @step0 and true and true')
    expect(plan.filter((line) => line.includes(`SEARCH s USING COVERING INDEX ${index} (phase=? AND step_id=?)`))).toHaveLength(1)
    // The page is read by key and put in order once more; the walk along the index is in order already.
    expect(sorts(plan).length).toBeLessThanOrEqual(1)
  }
})
test('the board is counted from one index alone, with and without classes', () => {
  for (const parts of [
    ['null as lane', 'regulars'],
    ['with counted as materialized', '@b'],
  ]) {
    const plan = planOf(...parts)
    expect(plan).toContainEqual(expect.stringMatching(/^SCAN customer_summary USING COVERING INDEX customer_summary_step$/))
    expect(plan.filter((line) => line.startsWith('SCAN customer_summary') && !line.includes('COVERING'))).toEqual([])
  }
})
test('the funnel counts each day along an index', () => {
  for (const parts of [['select distinct created_on'], ['select distinct first_day']])
    expect(planOf(...parts).filter((line) => line.includes('customer_summary') && !line.includes('COVERING INDEX'))).toEqual([])
})
test('where one customer stands is read from their own receipts', () => {
  const plan = planOf('p.counts_on as day', 'json_each(@ids)')
  expect(plan).toContainEqual(expect.stringMatching(/^SEARCH p USING INDEX purchase_customer \(customer_id=\? AND counts_on<\?\)/))
  expect(plan.filter((line) => /^SCAN (p|l|a)\b/.test(line))).toEqual([])
})
test('after a purchase only the customer it touched is computed anew', () => {
  for (const parts of [['insert into customer_summary'], ['known', 'row_number']])
    expect(planOf(...parts).filter((line) => /^SCAN (purchase|customer|p|c|s)\b/.test(line))).toEqual([])
})
