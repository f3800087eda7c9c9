import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
let kern: CustomerId
let wolf: CustomerId
beforeEach(async () => {
  house = openHouse()
  kern = (await house.call('customers.create', { kind: 'person', lastName: 'Kern', tags: ['Stammtisch', 'VIP'] })).id
  wolf = (await house.call('customers.create', { kind: 'person', lastName: 'Wolf', tags: ['Stammtisch', 'Runde'] })).id
})
afterEach(() => house.close())
const tagsOf = async (customerId: CustomerId) => (await house.call('customers.get', { customerId })).tags
const rowTags = async (customerId: CustomerId) => (await house.call('customers.summary', { customerId })).tags

test('one in the bin does not count, but keeps the tag on the list', async () => {
  await house.call('customers.remove', { customerIds: [wolf] })
  expect((await house.call('tags.list', {})).map(({ name, count }) => `${name} ${count}`)).toEqual(['Stammtisch 1', 'VIP 1', 'Runde 0'])
})
test('every tag is listed with its colour and how many customers have it', async () => {
  await house.call('tags.setColor', { name: 'VIP', color: 'berry' })
  expect(await house.call('tags.list', {})).toEqual([
    { name: 'Stammtisch', color: 'grey', careDays: null, count: 2 },
    { name: 'Runde', color: 'grey', careDays: null, count: 1 },
    { name: 'VIP', color: 'berry', careDays: null, count: 1 },
  ])
  expect(await house.call('tags.colors', {})).toEqual([{ name: 'VIP', color: 'berry' }])
  await house.job('operations.undoLast', {})
  expect(await house.call('tags.colors', {})).toEqual([])
})
describe('renaming', () => {
  test('reaches every customer, the bin and the list, keeps the colour, and is one operation', async () => {
    await house.call('tags.setColor', { name: 'Stammtisch', color: 'green' })
    await house.call('customers.remove', { customerIds: [wolf] })
    const { customers, operationId } = await house.job('tags.rename', { name: 'Stammtisch', newName: 'Skatrunde' })
    expect(customers).toBe(2)
    expect(await tagsOf(wolf)).toEqual(['Skatrunde', 'Runde'])
    expect(await rowTags(kern)).toEqual(['Skatrunde', 'VIP'])
    expect(await house.call('tags.colors', {})).toEqual([{ name: 'Skatrunde', color: 'green' }])
    await house.job('operations.undo', { operationId: operationId! })
    expect(await rowTags(kern)).toEqual(['Stammtisch', 'VIP'])
    expect(await house.call('tags.colors', {})).toEqual([{ name: 'Stammtisch', color: 'green' }])
  })
  test('to another spelling of the same is fine; to another tag it is refused', async () => {
    await house.job('tags.rename', { name: 'VIP', newName: 'vip' })
    expect(await tagsOf(kern)).toEqual(['Stammtisch', 'vip'])
    await expect(house.job('tags.rename', { name: 'Runde', newName: 'stammtisch' })).rejects.toMatchObject({ failure: { reason: 'tag-exists' } })
    await expect(house.job('tags.rename', { name: 'Runde', newName: ' ' })).rejects.toMatchObject({ failure: { reason: 'tag-name-missing' } })
    await expect(house.job('tags.rename', { name: 'Nie', newName: 'Doch' })).rejects.toMatchObject({ failure: { reason: 'tag-gone' } })
  })
})
test('of very many customers is one operation as well', async () => {
  for (let i = 0; i < 510; i++) await house.call('customers.create', { kind: 'person', lastName: `Gast ${i}`, tags: ['Messe'] })
  const { customers, operationId } = await house.job('tags.rename', { name: 'Messe', newName: 'Herbstmesse' })
  expect(customers).toBe(510)
  expect((await house.call('operations.list', { limit: 1 })).rows).toMatchObject([
    { id: operationId, call: 'tags.rename', count: 510, canUndo: true },
  ])
})
test('merging leaves customers who had both with one, and undo gives both back', async () => {
  await house.call('tags.setColor', { name: 'Runde', color: 'red' })
  const { operationId } = await house.job('tags.mergeInto', { name: 'Runde', into: 'Stammtisch' })
  expect(await tagsOf(wolf)).toEqual(['Stammtisch'])
  expect((await house.call('tags.list', {})).map(({ name }) => name)).toEqual(['Stammtisch', 'VIP'])
  await house.job('operations.undo', { operationId: operationId! })
  expect(await tagsOf(wolf)).toEqual(['Stammtisch', 'Runde'])
  expect(await house.call('tags.colors', {})).toEqual([{ name: 'Runde', color: 'red' }])
})
test('deleting takes a tag from everybody, and undo brings it back to all', async () => {
  await house.call('tags.setColor', { name: 'Stammtisch', color: 'blue' })
  const { customers, operationId } = await house.job('tags.remove', { name: 'Stammtisch' })
  expect(customers).toBe(2)
  expect(await rowTags(kern)).toEqual(['VIP'])
  await house.job('operations.undo', { operationId: operationId! })
  expect((await rowTags(kern)).toSorted()).toEqual(['Stammtisch', 'VIP'])
  expect(await house.call('tags.colors', {})).toEqual([{ name: 'Stammtisch', color: 'blue' }])
})
test('a tag that nobody has cannot be coloured', async () => {
  await expect(house.call('tags.setColor', { name: 'Nie', color: 'red' })).rejects.toMatchObject({ failure: { reason: 'tag-gone' } })
})
