import { afterAll, beforeAll, expect, test } from 'vitest'
import { tasksRepository } from '../../electron/services/tasks/tasks.repository.ts'
import { openHouse } from '../support/house.ts'
import type { House } from '../support/house.ts'

/** The statements behind the lists of tasks as they really run: none walks through all that was ever done. */
let house: House
const seen = new Set<string>()
beforeAll(() => {
  house = openHouse()
  const statement = Object.getPrototypeOf(house.db.prepare('select 1')) as { all(this: { source: string }, ...rest: unknown[]): unknown }
  const original = statement.all
  statement.all = function (...rest) {
    seen.add(this.source)
    return original.apply(this, rest)
  }
  const tasks = tasksRepository(house.db)
  tasks.open(undefined, 10, 0)
  tasks.openChosen({ area: 'Werkstatt', staffId: null }, undefined, 10, 0)
  tasks.finished(10, 0)
  tasks.areas()
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
const inOrder = (steps: string[]) => steps.filter((step) => step.includes('TEMP B-TREE FOR ORDER BY'))

test('what is open is listed along its index, narrowed or not, and nothing of the list is sorted', () => {
  for (const steps of [plan('t.done_on is null', 'limit ? offset ?'), plan('@area is null')]) {
    expect(steps[0]).toContain('task_open')
    expect(inOrder(steps)).toEqual([])
  }
})
test('what is done is listed from the newest on, without sorting', () => {
  const steps = plan('t.done_on is not null')
  expect(steps[0]).toContain('task_done')
  expect(inOrder(steps)).toEqual([])
})
test('the parts of the shop are read along an index of their own', () => expect(plan('distinct area')[0]).toContain('USING INDEX task_area'))
test('how often a task was put off is found by the task', () =>
  expect(plan('t.done_on is not null').filter((step) => step.includes(' z '))).toEqual([
    expect.stringContaining('task_snooze_task'),
    expect.stringContaining('task_snooze_task'),
  ]))
