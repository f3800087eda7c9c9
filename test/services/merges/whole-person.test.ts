import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { kernTwice } from './two-customers.ts'

/** What other capabilities keep of a customer: own fields, relations, consents, tasks. */
let house: House
let kern: CustomerId
let other: CustomerId
beforeEach(async () => {
  house = openHouse()
  ;({ kern, other } = await kernTwice(house))
})
afterEach(() => house.close())

const merge = () => house.call('customers.merge', { survivorId: kern, otherIds: [other] })
const rows = (sql: string) => house.db.prepare<[], Record<string, unknown>>(sql).all()

async function bothWays(read: () => unknown, merged: unknown) {
  const before = read()
  const { mergeId } = await merge()
  expect(read()).toEqual(merged)
  await house.job('customers.undoMerge', { mergeId })
  expect(read()).toEqual(before)
  expect(house.db.pragma('foreign_key_check')).toEqual([])
}

test('tasks go along; an own value that the survivor has too stays behind', async () => {
  const size = (await house.call('ownFields.create', { name: 'Rahmenhöhe', kind: 'number' })).id
  const color = (await house.call('ownFields.create', { name: 'Farbe', kind: 'text' })).id
  await house.call('ownFields.set', { customerId: kern, values: { [color]: 'blau' } })
  await house.call('ownFields.set', { customerId: other, values: { [color]: 'rot', [size]: 56 } })
  await house.call('tasks.create', { customerId: other, title: 'Anrufen' })
  const owner = (id: number) => (id === kern ? 'kern' : 'other')
  await bothWays(
    () => [
      rows('select customer_id from task').map((row) => owner(Number(row['customer_id']))),
      rows('select customer_id, text, number from own_value order by field_id, text').map((row) => [
        owner(Number(row['customer_id'])),
        row['text'] ?? row['number'],
      ]),
    ],
    [
      ['kern'],
      [
        ['kern', 56],
        ['kern', 'blau'],
        ['other', 'rot'],
      ],
    ],
  )
})

test('relations of both ends go along, but nobody gets one with himself and none is doubled', async () => {
  const brandt = (await house.call('customers.create', { kind: 'person', lastName: 'Brandt' })).id
  const add = (aId: CustomerId, bId: CustomerId) => house.call('relations.add', { aId, bId, kind: 'free', label: 'kennt', reverseLabel: 'kennt' })
  await add(kern, other)
  await add(other, brandt)
  const listed = async (customerId: CustomerId) =>
    (await house.call('relations.listFor', { customerId })).lines.map(({ other: { displayName } }) => displayName)
  const { mergeId } = await merge()
  expect(await listed(kern)).toEqual(['Brandt'])
  expect(await listed(brandt)).toEqual(['Sabine Müller-Kern'])
  await house.job('customers.undoMerge', { mergeId })
  expect((await listed(other)).toSorted()).toEqual(['Brandt', 'S. Mueller-Kern'])
})

describe('the strictest consent', () => {
  const say = (customerId: CustomerId, channel: 'email' | 'phone' | 'letter', state: 'granted' | 'refused' | 'withdrawn', day: string) =>
    house.call('consents.record', { customerId, channel, state, day: day as never, way: 'Papier', note: '' })
  const may = async (channel: 'email' | 'phone' | 'letter') =>
    (await house.call('consents.mayContact', { customerId: kern, channel, purpose: 'advertising' })).reason

  test('wins on every channel, also against a later permission, and undoing brings back what held', async () => {
    const addresses = [{ street: 'Prinzipalmarkt 1', postcode: '48143', city: 'Münster' }]
    await house.call('customers.update', { customerId: kern, details: [{ kind: 'email', value: 'kern@posteo.de' }], addresses })
    await say(kern, 'email', 'granted', '2026-02-01')
    await say(other, 'email', 'withdrawn', '2026-01-01')
    await say(kern, 'phone', 'refused', '2026-01-01')
    await say(other, 'phone', 'granted', '2026-02-01')
    await say(other, 'letter', 'refused', '2026-01-01')
    const { mergeId } = await merge()
    expect([await may('email'), await may('phone'), await may('letter')]).toEqual(['withdrawn', 'refused', 'refused'])
    await house.job('customers.undoMerge', { mergeId })
    expect([await may('email'), await may('phone'), await may('letter')]).toEqual(['granted', 'refused', 'letter-without-objection'])
  })
  test('a permission goes along where nothing was said', async () => {
    await house.call('customers.update', { customerId: kern, details: [{ kind: 'email', value: 'kern@posteo.de' }] })
    await say(other, 'email', 'granted', '2026-01-01')
    await merge()
    expect(await may('email')).toBe('granted')
  })
})

test('emptying the bin leaves nothing of what a customer said', async () => {
  await house.call('consents.record', { customerId: other, channel: 'email', state: 'granted', way: 'Papier', note: '' })
  await house.call('tasks.create', { customerId: other, title: 'Anrufen' })
  await house.call('customers.remove', { customerIds: [other] })
  expect(await house.job('customers.emptyBin', {})).toMatchObject({ erased: 1 })
  expect(rows('select count(*) as n from consent')).toEqual([{ n: 0 }])
  expect(rows('select count(*) as n from task')).toEqual([{ n: 0 }])
  expect(house.db.pragma('foreign_key_check')).toEqual([])
})
