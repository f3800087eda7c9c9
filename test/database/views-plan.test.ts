import { afterAll, beforeAll, expect, test } from 'vitest'
import { condition, viewShop } from '../services/views/view-shop.ts'
import type { House } from '../support/house.ts'

/** The statements behind views as the services really run them: what is walked from end to end, and what is found by a key. */
let house: House
const seen = new Set<string>()
beforeAll(async () => {
  house = await viewShop()
  const statement = Object.getPrototypeOf(house.db.prepare('select 1')) as Record<
    'all' | 'get',
    (this: { source: string }, ...rest: unknown[]) => unknown
  >
  for (const name of ['all', 'get'] as const) {
    const original = statement[name]
    statement[name] = function (...rest) {
      seen.add(this.source)
      return original.apply(this, rest)
    }
  }
})
afterAll(() => house.close())

function planOf(part: string): string[] {
  const sql = [...seen].find((text) => text.includes(part))
  if (sql === undefined) throw new Error(`no statement has “${part}”`)
  const names = [...new Set([...sql.matchAll(/@(\w+)/g)].map((match) => match[1]!))]
  const values = names.length > 0 ? [Object.fromEntries(names.map((name) => [name, 1]))] : Array.from(sql.matchAll(/\?/g), () => 1)
  return house.db
    .prepare(`explain query plan ${sql}`)
    .all(...values)
    .map((row) => (row as { detail: string }).detail)
}

test('the rows of a page are found by their keys', async () => {
  await house.call('views.run', { filter: { all: [condition('phase', 'is', 'repurchase')] }, sort: 'net12', descending: true })
  const plan = planOf('json_each(@ids) i')
  expect(plan).toContain('SEARCH s USING INTEGER PRIMARY KEY (rowid=?)')
  expect(plan).toContain('SEARCH c USING INTEGER PRIMARY KEY (rowid=?)')
})

test('facts are read along the key, in slices, and without sorting', async () => {
  await house.call('views.count', { filter: { all: [condition('card', 'is', true)] } })
  const plan = planOf('s.customer_id > @after')
  expect(plan).toEqual(['SEARCH s USING INTEGER PRIMARY KEY (rowid>?)', 'SEARCH c USING INTEGER PRIMARY KEY (rowid=?)'])
})

test('the order of names is read along its index alone', async () => {
  await house.call('views.run', {})
  const plan = planOf('(sort_name, customer_id) > (@text, @id)')
  expect(plan).toHaveLength(1)
  expect(plan[0]).toMatch(/^SEARCH customer_summary USING COVERING INDEX customer_summary_name/)
})

test('tags are found by their name, and after a change only the changed customer is looked at', async () => {
  const filter = { all: [condition('tags', 'any', ['Rennrad'])] }
  await house.call('views.count', { filter })
  expect(planOf('from customer_tag where name = @tag')).toEqual(['SEARCH customer_tag USING COVERING INDEX customer_tag_name (name=?)'])
  const customerId = (await house.call('customers.search', { text: 'yildiz' })).rows[0]!.id
  await house.call('customers.update', { customerId, tags: ['Rennrad'] })
  expect((await house.call('views.count', { filter })).count).toBe(3)
  const plan = planOf('where customer_id = @changed)')
  expect(plan.filter((step) => step.startsWith('SCAN') && step !== 'SCAN CONSTANT ROW')).toEqual([])
})

test('a change reads the changed customers again, each by its key', () => {
  const plan = planOf('where s.customer_id in (select value from json_each(?))')
  expect(plan.filter((step) => /^SCAN [sc]\b/.test(step))).toEqual([])
})
