import { afterEach, beforeEach, expect, it } from 'vitest'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
beforeEach(async () => {
  // A Thursday; Sundays are closed.
  house = openHouse({ today: '2026-03-12' })
  await house.call('customers.create', { kind: 'person', lastName: 'Kern', birthday: { day: 14, month: 3, year: 1980 } })
  await house.call('tasks.create', { title: 'Sattel bestellen', dueOn: '2026-03-13' as never })
})
afterEach(() => house.close())

it('says what came up after two open days without anybody, until it is read', async () => {
  house.clock.set('2026-03-13')
  expect(await house.call('today.away', {})).toBeNull()
  house.clock.set('2026-03-17')
  expect(await house.call('today.away', {})).toEqual({
    since: '2026-03-12',
    openDays: 3,
    tasks: 1,
    answers: 0,
    birthdays: 1,
    warnings: 0,
    names: [{ customerId: expect.any(Number) as number, displayName: 'Kern', what: 'birthday' }],
  })
  // Working goes on beside it; only reading it ends it.
  await house.call('tasks.create', { title: 'Lampe' })
  expect(await house.call('today.away', {})).not.toBeNull()
  await house.call('today.welcomeBack', {})
  expect(await house.call('today.away', {})).toBeNull()
  expect((await house.call('tasks.today', {})).done).toEqual([])
  await house.job('operations.undoLast', {})
  expect(await house.call('today.away', {})).not.toBeNull()
})
it('keeps quiet over a closed weekend, and where nothing came up', async () => {
  await house.call('settings.update', { closedWeekdays: [0, 6] })
  house.clock.set('2026-03-13')
  await house.call('tasks.create', { title: 'Lampe' })
  house.clock.set('2026-03-16')
  expect(await house.call('today.away', {})).toBeNull()
  const { rows } = await house.call('tasks.open', {})
  for (const { id } of rows) await house.call('tasks.done', { taskId: id })
  house.clock.set('2026-03-25')
  expect(await house.call('today.away', {})).toBeNull()
})
