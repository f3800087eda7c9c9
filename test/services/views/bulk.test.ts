import { describe, expect, onTestFinished, test } from 'vitest'
import type { CustomerId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { condition, viewShop } from './view-shop.ts'

async function shop() {
  const house = await viewShop()
  onTestFinished(house.close)
  return house
}
const everybody = { viewId: null, text: '', except: [] }
const idOf = async (house: House, text: string) => (await house.call('customers.search', { text })).rows[0]!.id
const tagsOf = async (house: House, text: string) => (await house.call('customers.get', { customerId: await idOf(house, text) })).tags

describe('a selection', () => {
  test('holds the marked ones by name, those of a view, or all but some', async () => {
    const house = await shop()
    const [kern, brandt] = [await idOf(house, 'kern'), await idOf(house, 'brandt')]
    expect(await house.call('views.selected', { selection: { ids: [kern, brandt] } })).toEqual({ count: 2, net12Cents: 50_000 })
    const { id } = await house.call('views.save', { name: 'Rennrad', filter: { all: [condition('tags', 'any', 'Rennrad')] } })
    expect(await house.call('views.selected', { selection: { viewId: id, text: '', except: [kern] } })).toEqual({ count: 1, net12Cents: 30_000 })
    expect(await house.call('views.selected', { selection: { ...everybody, filter: { all: [condition('card', 'is', true)] } } })).toMatchObject({
      count: 1,
    })
    expect(await house.call('views.selected', { selection: { ...everybody, text: 'schulze' } })).toMatchObject({ count: 1 })
  })
  test('forgets who lies in the bin, and refuses when nobody is left', async () => {
    const house = await shop()
    const kern = await idOf(house, 'kern')
    await house.call('customers.remove', { customerIds: [kern] })
    expect(await house.call('views.selected', { selection: { ids: [kern] } })).toEqual({ count: 0, net12Cents: 0 })
    await expect(house.job('customers.tag', { selection: { ids: [kern] }, add: ['X'] })).rejects.toThrow('selection-empty')
  })
  test('names the cards that can be printed and who has none', async () => {
    const house = await shop()
    const answer = await house.call('views.cards', { selection: everybody })
    expect(answer).toMatchObject({ withCard: 1, without: 5 })
    expect(answer.cardIds).toHaveLength(1)
  })
})

describe('one step for many', () => {
  test('adds and removes tags as one operation that is taken back as one', async () => {
    const house = await shop()
    const result = await house.job('customers.tag', { selection: everybody, add: ['Fest'], remove: ['Rennrad'] })
    expect(result.changed).toBe(6)
    expect(await tagsOf(house, 'kern')).toEqual(['Stammtisch', 'Fest'])
    expect((await house.call('operations.list', { limit: 1 })).rows).toMatchObject([{ call: 'customers.tag', count: 6 }])
    await house.job('operations.undo', { operationId: result.operationId! })
    expect((await tagsOf(house, 'kern')).toSorted()).toEqual(['Rennrad', 'Stammtisch'])
    expect(await tagsOf(house, 'yildiz')).toEqual([])
  })
  test('leaves no operation where everything was so already', async () => {
    const house = await shop()
    const selection = { ...everybody, filter: { all: [condition('tags', 'any', 'Rennrad')] } }
    expect(await house.job('customers.tag', { selection, add: ['Rennrad'] })).toEqual({ changed: 0, operationId: null })
  })
  test('moves all to the bin, sets the source, says Du: each taken back as one', async () => {
    const house = await shop()
    expect(await house.job('customers.amend', { selection: everybody, source: 'Stadtfest', addressForm: 'informal' })).toMatchObject({ changed: 6 })
    expect((await house.call('customers.list', {})).rows.map(({ source }) => source)).toEqual(Array(6).fill('Stadtfest'))
    await house.job('customers.removeMany', { selection: { ...everybody, except: [await idOf(house, 'kern')] } })
    expect(await house.call('customers.count', {})).toMatchObject({ customers: 1, inBin: 5 })
    await house.job('operations.undoLast', {})
    await house.job('operations.undoLast', {})
    expect((await house.call('customers.get', { customerId: await idOf(house, 'kern') })).source).toBe('Markt')
  })
  test('gives a card to whoever has none', async () => {
    const house = await shop()
    const result = await house.job('cards.issueMissing', { selection: everybody })
    expect(result.issued).toBe(5)
    expect(await house.call('views.cards', { selection: everybody })).toMatchObject({ withCard: 6, without: 0 })
    await house.job('operations.undo', { operationId: result.operationId! })
    expect(await house.call('views.cards', { selection: everybody })).toMatchObject({ withCard: 1, without: 5 })
  })
  test('also for more than a thousand, in the background', async () => {
    const house = openHouse()
    onTestFinished(house.close)
    house.services.operations.run({ call: 'test' }, () => {
      for (let index = 0; index < 1200; index++) void house.services.handlers.customers.create(customer(index))
    })
    const result = await house.job('customers.tag', { selection: { viewId: null, text: '', except: [1 as CustomerId] }, add: ['Alle'] })
    expect(result.changed).toBe(1200)
    expect((await house.call('views.count', { filter: { all: [condition('tags', 'any', 'Alle')] } })).count).toBe(1200)
    await house.job('operations.undo', { operationId: result.operationId! })
    expect((await house.call('views.count', { filter: { all: [condition('tags', 'any', 'Alle')] } })).count).toBe(0)
  })
})
const customer = (index: number) => ({
  kind: 'person' as const,
  salutation: 'none' as const,
  title: '',
  firstName: '',
  lastName: `Kunde ${index}`,
  nameAddition: '',
  firmName: '',
  addressForm: 'formal' as const,
  birthday: null,
  memo: '',
  letterGreeting: '',
  source: '',
  tags: [],
  details: [],
  addresses: [],
  contactPersons: [],
})
