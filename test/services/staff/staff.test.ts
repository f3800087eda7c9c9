import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
beforeEach(() => (house = openHouse()))
afterEach(() => house.close())

test('the list keeps the order in which people came, those who have left at the end', async () => {
  const anna = await house.call('staff.save', { name: ' Anna ' })
  await house.call('staff.save', { name: 'Jonas' })
  expect(await house.call('staff.leave', { staffId: anna.staffId })).toMatchObject({ name: 'Anna', leftOn: '2026-03-12' })
  expect((await house.call('staff.list', {})).map(({ name, leftOn }) => [name, leftOn])).toEqual([
    ['Jonas', null],
    ['Anna', '2026-03-12'],
  ])
  await house.call('staff.comeBack', { staffId: anna.staffId })
  expect((await house.call('staff.list', {})).map(({ name }) => name)).toEqual(['Anna', 'Jonas'])
  await house.job('operations.undoLast', {})
  expect((await house.call('staff.list', {})).at(-1)).toMatchObject({ name: 'Anna', leftOn: '2026-03-12' })
})
test('a name is there once, whoever has it', async () => {
  const { staffId } = await house.call('staff.save', { name: 'Anna' })
  await expect(house.call('staff.save', { name: 'ANNA' })).rejects.toMatchObject({ failure: { reason: 'staff-name-taken' } })
  expect(await house.call('staff.save', { staffId, name: 'anna' })).toMatchObject({ name: 'anna' })
  await house.call('staff.leave', { staffId })
  await expect(house.call('staff.save', { name: 'Anna' })).rejects.toMatchObject({ failure: { reason: 'staff-name-left', detail: { name: 'anna' } } })
  await expect(house.call('staff.save', { name: ' ' })).rejects.toMatchObject({ failure: { reason: 'staff-name-missing' } })
  await expect(house.call('staff.leave', { staffId: 5 as typeof staffId })).rejects.toMatchObject({ failure: { reason: 'staff-gone' } })
})
