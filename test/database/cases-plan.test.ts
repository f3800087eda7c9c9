import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { casesRepository } from '../../electron/services/cases/cases.repository.ts'
import { openHouse } from '../support/house.ts'
import type { House } from '../support/house.ts'

/** The statements behind cases as they really run: no list of the day walks through all that was ever closed. */
let house: House
const seen = new Set<string>()
const today = '2026-03-12' as IsoDate
beforeAll(() => {
  house = openHouse()
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
  const cases = casesRepository(house.db)
  cases.due(today, 10)
  cases.openCounts(today)
  cases.ofCustomer(1 as CustomerId, 10, 0)
  cases.heat(today, today)
  cases.list({ state: 'open', text: '', today }, 10, 0)
  cases.list({ state: 'overdue', text: '', today }, 10, 0)
  cases.list({ state: 'closed', text: '', today }, 10, 0)
})
afterAll(() => house.close())
const plan = (...parts: string[]) => {
  const sql = [...seen].find((text) => parts.every((part) => text.includes(part)))
  if (sql === undefined) throw new Error(`no statement has ${parts.join(' and ')}`)
  const names = [...new Set([...sql.matchAll(/@(\w+)/g)].map((match) => match[1]!))]
  const values = names.length > 0 ? [Object.fromEntries(names.map((name) => [name, 1]))] : Array.from(sql.matchAll(/\?/g), () => 1)
  return house.db
    .prepare(`explain query plan ${sql}`)
    .all(...values)
    .map((row) => (row as { detail: string }).detail)
}

test('what is due is read along its index, without sorting', () => {
  const steps = plan('f.due_on <= ?')
  expect(steps[0]).toBe('SEARCH f USING INDEX case_file_open (due_on<?)')
  expect(steps.join()).not.toContain('TEMP B-TREE')
})
test('what is open is counted and listed by the index of open ones alone', () => {
  expect(plan('filter (where f.due_on < @today)')[0]).toMatch(/case_file_open/)
  expect(plan('select f.id', 'where f.closed_on is null and true')[0]).toMatch(/case_file_open/)
  expect(plan('select f.id', 'f.due_on < @today')[0]).toMatch(/case_file_open/)
})
test('those of one customer are found by the customer', () => expect(plan('f.customer_id = ?')[0]).toMatch(/case_file_customer/))
