import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse } from '../support/house.ts'
import type { House } from '../support/house.ts'

/** The statements about articles as the services really run them, on a shop that sells a few hundred things. */
let house: House
const seen = new Map<string, unknown[]>()
beforeAll(async () => {
  house = openHouse()
  for (let i = 0; i < 200; i++) await house.call('articles.save', { name: `Artikel ${i}` })
  house.db.exec('analyze')
  const statement = Object.getPrototypeOf(house.db.prepare('select 1')) as Record<
    'all' | 'get',
    (this: { source: string }, ...rest: unknown[]) => unknown
  >
  for (const name of ['all', 'get'] as const) {
    const original = statement[name]
    statement[name] = function (...rest) {
      if (!seen.has(this.source)) seen.set(this.source, rest)
      return original.apply(this, rest)
    }
  }
})
afterAll(() => house.close())

function planOf(part: string): string[] {
  const [sql, values] = [...seen].find(([text]) => text.includes(part)) ?? []
  if (sql === undefined) throw new Error(`no statement has “${part}”`)
  return house.db
    .prepare(`explain query plan ${sql}`)
    .all(...(values ?? []))
    .map((row) => (row as { detail: string }).detail)
}

test('the list is read in the order of names, without sorting', async () => {
  await house.call('articles.list', {})
  const plan = planOf('order by a.sort_name asc')
  expect(plan[0]).toBe('SCAN a USING INDEX article_name')
  expect(plan.join()).not.toContain('TEMP B-TREE')
})
test('an article is found by its number through the index that keeps numbers apart', async () => {
  await house.call('articles.save', { name: 'Brot', number: '9999' })
  expect(planOf('select id from article where number = ?')[0]).toMatch(/SEARCH article USING COVERING INDEX .*\(number=\?\)/)
})
test('whether a later change stands in the way of taking an import back is asked row by row', async () => {
  await house.job('operations.undoLast', {})
  const plan = planOf('select distinct null as customerId')
  expect(plan).toContain('SEARCH mine USING INDEX change_operation (operation_id=?)')
  expect(plan.find((step) => step.startsWith('SEARCH later'))).toContain('change_of_nobody (table_name=? AND row_id=?')
})
test('an article that is on receipts is known without reading them', async () => {
  const { rows } = await house.call('articles.list', { limit: 1 })
  await house.call('articles.remove', { articleId: rows[0]!.articleId })
  expect(planOf('from purchase_line where article_id = ?')[0]).toMatch(/SEARCH purchase_line USING COVERING INDEX purchase_line_article/)
})
