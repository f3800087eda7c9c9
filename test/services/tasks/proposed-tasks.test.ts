import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { customersService } from '../../../electron/services/customers/customers.service.ts'
import { settingsService } from '../../../electron/services/settings/settings.service.ts'
import { tasksService } from '../../../electron/services/tasks/tasks.service.ts'
import type { ProposedTask, TasksService } from '../../../electron/services/tasks/tasks.service.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

/** What the parts of the program that propose tasks take from this service. */
let house: House
let tasks: TasksService
let customerId: CustomerId
beforeEach(async () => {
  house = openHouse()
  const { db, clock, services } = house
  const base = { db, clock, newId: services.newId, recorder: services.operations }
  const customers = customersService({ ...base, settings: settingsService(base) })
  tasks = tasksService({ ...base, background: { run: () => Promise.reject(new Error('not here')) }, customers, selectedIds: () => [] })
  customerId = (await house.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
})
afterEach(() => house.close())
const propose = (sourceKey: string, changed: Partial<ProposedTask> = {}) =>
  house.services.operations.run({ call: 'test.work' }, () =>
    tasks.add({
      customerId,
      title: 'Antworten',
      dueOn: '2026-03-12' as IsoDate,
      note: '',
      kind: 'email',
      minutes: 10,
      source: 'contact',
      sourceKey,
      ...changed,
    }),
  ).value

test('a proposed task stands on the list with what proposed it', async () => {
  const id = propose('contact:1:answer')
  expect((await house.call('tasks.open', {})).rows).toEqual([
    expect.objectContaining({ id, displayName: 'Kern', title: 'Antworten', kind: 'email', minutes: 10, source: 'contact', dueOn: '2026-03-12' }),
  ])
})
test('what was proposed once is not proposed again, be it open or done', async () => {
  const id = propose('contact:1:answer')!
  expect(propose('contact:1:answer')).toBeNull()
  await house.call('tasks.done', { taskId: id })
  expect(propose('contact:1:answer')).toBeNull()
  expect(propose('contact:2:answer')).not.toBeNull()
  expect((await house.call('tasks.listFor', { customerId })).total).toBe(2)
})
test('it goes with the operation that proposed it', async () => {
  propose('contact:1:answer')
  await house.job('operations.undoLast', {})
  expect((await house.call('tasks.open', {})).total).toBe(0)
  expect(propose('contact:1:answer')).not.toBeNull()
})
