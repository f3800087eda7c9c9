import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, Input } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
beforeEach(() => (house = openHouse()))
afterEach(() => house.close())

async function person(lastName: string, more: Partial<Input<'customers.create'>> = {}): Promise<CustomerId> {
  return (await house.call('customers.create', { kind: 'person', lastName, ...more })).id
}
const firm = async (firmName: string) => (await house.call('customers.create', { kind: 'firm', firmName })).id
const add = (aId: CustomerId, bId: CustomerId, rest: Partial<Input<'relations.add'>> = {}) =>
  house.call('relations.add', { aId, bId, kind: 'household', ...rest })
const householdOf = async (customerId: CustomerId) =>
  (await house.call('relations.listFor', { customerId })).household.map(({ displayName }) => displayName)
/** "ist Kind von Kern" for each line. */
const linesOf = async (customerId: CustomerId) =>
  (await house.call('relations.listFor', { customerId })).lines.map(({ kind, label, other }) => `${kind}: ${label} ${other.displayName}`)
const refusedAs = (reason: string) => ({ failure: { reason } })

describe('a relation reads from both sides', () => {
  test('with the words of each', async () => {
    const [anna, ben] = [await person('Anna'), await person('Ben')]
    await add(anna, ben, { kind: 'family', label: 'ist Mutter von', reverseLabel: 'ist Kind von' })
    expect(await linesOf(anna)).toEqual(['family: ist Mutter von Ben'])
    expect(await linesOf(ben)).toEqual(['family: ist Kind von Anna'])
  })
  test('a free one without reverse words says the same both ways', async () => {
    const [anna, ben] = [await person('Anna'), await person('Ben')]
    await add(anna, ben, { kind: 'free', label: 'singt im Chor mit' })
    expect(await linesOf(ben)).toEqual(['free: singt im Chor mit Anna'])
  })
  test('the person works at the firm, whichever way it is entered', async () => {
    const [shop, ben] = [await firm('Hölscher GmbH'), await person('Ben')]
    const stored = await add(shop, ben, { kind: 'firm', label: 'gehört', reverseLabel: 'ist Inhaber von' })
    expect(stored).toMatchObject({ aId: ben, bId: shop, label: 'ist Inhaber von', reverseLabel: 'gehört' })
    expect(await linesOf(shop)).toEqual(['firm: gehört Ben'])
  })
  test('is changed and removed, and both come back by undo', async () => {
    const [anna, ben] = [await person('Anna'), await person('Ben')]
    const { id } = await add(anna, ben, { kind: 'family', label: 'ist Tante von', reverseLabel: 'ist Neffe von' })
    await house.call('relations.update', { relationId: id, label: 'ist Großtante von' })
    expect(await linesOf(anna)).toEqual(['family: ist Großtante von Ben'])
    await house.call('relations.remove', { relationId: id })
    expect(await linesOf(anna)).toEqual([])
    await house.job('operations.undoLast', {})
    await house.job('operations.undoLast', {})
    expect(await linesOf(anna)).toEqual(['family: ist Tante von Ben'])
    await house.job('operations.undoLast', {})
    expect(await linesOf(ben)).toEqual([])
    await house.job('operations.redoLast', {})
    expect(await linesOf(ben)).toEqual(['family: ist Neffe von Anna'])
  })
  test('stands in the history of the customer it was entered at, with the other one', async () => {
    const [anna, ben] = [await person('Anna'), await person('Ben')]
    const { id } = await add(anna, ben, { kind: 'family', label: 'ist Tante von', reverseLabel: 'ist Neffe von' })
    await house.call('relations.update', { relationId: id, label: 'ist Großtante von' })
    const [newest] = (await house.call('operations.history', { customerId: anna })).rows
    expect(newest).toMatchObject({ table: 'relation', change: 'update' })
    expect(newest!.fields).toContainEqual({ field: 'b_id', before: String(ben), after: String(ben), isNewest: false })
    expect(newest!.fields).toContainEqual({ field: 'label', before: 'ist Tante von', after: 'ist Großtante von', isNewest: false })
  })
})

describe('what cannot be is refused with a reason', () => {
  test('with oneself, with nobody, with one in the bin', async () => {
    const [anna, ben] = [await person('Anna'), await person('Ben')]
    await expect(add(anna, anna)).rejects.toMatchObject(refusedAs('relation-with-self'))
    await expect(add(anna, 5 as CustomerId)).rejects.toMatchObject(refusedAs('customer-gone'))
    await house.call('customers.remove', { customerIds: [ben] })
    await expect(add(anna, ben)).rejects.toMatchObject(refusedAs('customer-in-bin'))
  })
  test('the same twice, whichever way round; another kind is fine', async () => {
    const [anna, ben] = [await person('Anna'), await person('Ben')]
    await add(anna, ben)
    await expect(add(ben, anna)).rejects.toMatchObject(refusedAs('relation-already'))
    await add(anna, ben, { kind: 'family', label: 'ist Mutter von', reverseLabel: 'ist Kind von' })
    const mirrored = add(ben, anna, { kind: 'family', label: 'ist Kind von', reverseLabel: 'ist Mutter von' })
    await expect(mirrored).rejects.toMatchObject(refusedAs('relation-already'))
    const { id } = await add(anna, ben, { kind: 'family', label: 'ist Patin von', reverseLabel: 'ist Patenkind von' })
    const same = { relationId: id, label: 'ist Mutter von', reverseLabel: 'ist Kind von' }
    await expect(house.call('relations.update', same)).rejects.toMatchObject(refusedAs('relation-already'))
  })
  test('a free one without words, a firm without a firm, one that is gone', async () => {
    const [anna, ben] = [await person('Anna'), await person('Ben')]
    await expect(add(anna, ben, { kind: 'free' })).rejects.toMatchObject(refusedAs('relation-label-missing'))
    await expect(add(anna, ben, { kind: 'firm' })).rejects.toMatchObject(refusedAs('relation-firm-needed'))
    await expect(house.call('relations.remove', { relationId: 7 as never })).rejects.toMatchObject(refusedAs('relation-gone'))
    expect(house.db.prepare('select count(*) from relation').pluck().get()).toBe(0)
  })
})

describe('a household', () => {
  test('shows all members on each page, also in a ring', async () => {
    const [a, b, c] = [await person('Anna'), await person('Ben'), await person('Carl')]
    await add(a, b)
    await add(b, c)
    expect(await householdOf(a)).toEqual(['Ben', 'Carl'])
    await add(c, a)
    expect(await householdOf(a)).toEqual(['Ben', 'Carl'])
    expect(await householdOf(b)).toEqual(['Anna', 'Carl'])
    expect(await householdOf(c)).toEqual(['Anna', 'Ben'])
  })
  test('leaves out who lies in the bin, but is still held together by them, and has them back later', async () => {
    const [a, b, c] = [await person('Anna'), await person('Ben'), await person('Carl')]
    await add(a, b)
    await add(b, c)
    await house.call('customers.remove', { customerIds: [b] })
    expect(await householdOf(a)).toEqual(['Carl'])
    await house.call('customers.restore', { customerIds: [b] })
    expect(await householdOf(a)).toEqual(['Ben', 'Carl'])
  })
  test('is offered to people of one surname at one address, until they are connected', async () => {
    const at = (street: string, postcode = '48143') => ({ addresses: [{ street, postcode, city: 'Münster' }] })
    const sabine = await person('Kern', { firstName: 'Sabine', ...at('Hüfferstraße 12') })
    const paul = await person('Kern', { firstName: 'Paul', ...at('Hüfferstr. 12') })
    await person('Kern', { firstName: 'Fern', ...at('Hüfferstraße 14') })
    await person('Kern', { firstName: 'Anderswo', ...at('Hüfferstraße 12', '50667') })
    await person('Kernbach', { firstName: 'Otto', ...at('Hüfferstraße 12') })
    const gone = await person('Kern', { firstName: 'Weg', ...at('Hüfferstraße 12') })
    await house.call('customers.remove', { customerIds: [gone] })
    const offered = async () => (await house.call('relations.suggestions', { customerId: sabine })).map(({ displayName }) => displayName)
    expect(await offered()).toEqual(['Paul Kern'])
    await add(paul, sabine)
    expect(await offered()).toEqual([])
  })
})

describe('the graph', () => {
  test('walks as far as it is asked to, and a ring ends where it began', async () => {
    const [a, b, c, d] = [await person('Anna'), await person('Ben'), await person('Carl'), await person('Dora')]
    for (const [one, other] of [
      [a, b],
      [b, c],
      [c, a],
      [c, d],
    ] as const)
      await add(one, other, { kind: 'free', label: 'kennt' })
    const near = await house.call('relations.graph', { customerId: a, depth: 1 })
    expect(near.nodes.map(({ displayName, distance }) => [displayName, distance])).toEqual([
      ['Anna', 0],
      ['Ben', 1],
      ['Carl', 1],
    ])
    expect(near.edges).toHaveLength(3)
    const far = await house.call('relations.graph', { customerId: a, depth: 3 })
    expect(far.nodes.at(-1)).toMatchObject({ displayName: 'Dora', distance: 2 })
    expect(far.edges).toHaveLength(4)
  })
  test('draws at most forty and counts the rest', async () => {
    const middle = await person('Mitte')
    for (let i = 0; i < 50; i++) await add(middle, await person(`Gast ${i}`), { kind: 'free', label: 'kennt' })
    const { nodes, edges, more } = await house.call('relations.graph', { customerId: middle, depth: 3 })
    expect({ nodes: nodes.length, edges: edges.length, more }).toEqual({ nodes: 40, edges: 39, more: 11 })
  })
})

test('undoing a new customer takes their relations along, and redo brings both back', async () => {
  const anna = await person('Anna')
  const { value: ben, operationId } = await house.write('customers.create', { kind: 'person', lastName: 'Ben' })
  await add(anna, ben.id)
  await house.job('operations.undo', { operationId: operationId! })
  expect(await householdOf(anna)).toEqual([])
  await house.job('operations.redoLast', {})
  expect(await householdOf(anna)).toEqual(['Ben'])
})
