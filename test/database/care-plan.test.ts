import { afterAll, beforeAll, expect, test } from 'vitest'
import { CARE_LIST } from '../../electron/services/care/care.repository.ts'
import { dueSql } from '../../electron/services/demand/demand.repository.ts'
import { LIST } from '../../electron/services/warnings/warnings.repository.ts'
import { openHouse } from '../support/house.ts'
import type { House } from '../support/house.ts'

let house: House
beforeAll(() => void (house = openHouse()))
afterAll(() => house.close())
function planOf(sql: string): string[] {
  const values = Object.fromEntries([...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name!, 1]))
  return house.db
    .prepare<[object], { detail: string }>(`explain query plan ${sql}`)
    .all(values)
    .map(({ detail }) => detail)
}

test('warnings are read in the order of their index', () => {
  expect(planOf(LIST)).toEqual([expect.stringMatching(/^(SCAN|SEARCH) customer_warning USING INDEX customer_warning_level/)])
})
test('needs are found by the day on which they are due', () => {
  const plan = planOf(dueSql(false))
  expect(plan[0]).toMatch(/SEARCH d USING INDEX customer_demand_due \(due_day>\? AND due_day<\?\)/)
})
test('care is one walk over the narrow table of judgements', () => {
  expect(planOf(CARE_LIST).filter((line) => !line.startsWith('USE TEMP B-TREE'))).toEqual([expect.stringMatching(/^SCAN customer_warning/)])
})
