import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CustomerId, CustomerSort } from '#contract'
import { CustomerSort as Sorts } from '#contract'
import { seeded } from '../../bench/build-shop.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
const NAMES = ['Kern', 'Müller', 'Muller', 'Mueller', 'Öz', 'Weiß', 'Weiss', 'Kern-Meyer', '李', 'Zander', 'Kernbach', 'Αθηνά']
beforeAll(async () => {
  house = openHouse()
  const random = seeded(1)
  for (let index = 0; index < 120; index++) {
    const lastName = NAMES[random(NAMES.length)]!
    const { id } = await house.call('customers.create', {
      kind: 'person',
      lastName,
      firstName: `${['Anna', 'Bernd', ''][random(3)]}`,
      birthday: random(2) === 0 ? null : { day: 1 + random(28), month: 1 + random(12), year: random(2) === 0 ? null : 1980 },
      addresses: random(3) === 0 ? [] : [{ city: ['Münster', 'Köln', 'Aachen'][random(3)]! }],
    })
    for (let n = random(4); n > 0; n--)
      await house.call('purchases.record', { customerId: id, day: `2025-0${1 + random(9)}-1${random(9)}`, totalCents: 100 + random(9000) })
  }
})
afterAll(() => house.close())

const everyOrder = Sorts.options.flatMap((sort) => [false, true].map((descending) => [sort, descending] as const))
async function paged(call: 'customers.list' | 'customers.search', sort: CustomerSort, descending: boolean, limit: number): Promise<CustomerId[]> {
  const ids: CustomerId[] = []
  for (let offset = 0; ; offset += limit) {
    const input = { sort, descending, limit, offset }
    const { rows } = call === 'customers.list' ? await house.call(call, input) : await house.call(call, { ...input, text: 'm' })
    if (rows.length === 0) return ids
    ids.push(...rows.map((row) => row.id))
  }
}

describe.each(everyOrder)('by %s, descending %s', (sort, descending) => {
  test('pages of any size hold everybody once and in one order', async () => {
    const whole = await paged('customers.list', sort, descending, 1000)
    expect(new Set(whole).size).toBe(120)
    expect(await paged('customers.list', sort, descending, 7)).toEqual(whole)
    expect(await paged('customers.list', sort, !descending, 50)).toEqual(whole.toReversed())
  })
  test('search results do too, in the order of the list', async () => {
    const found = await paged('customers.search', sort, descending, 1000)
    const whole = await paged('customers.list', sort, descending, 1000)
    expect(found.length).toBeGreaterThan(20)
    expect(found).toEqual(whole.filter((id) => found.includes(id)))
    expect(await paged('customers.search', sort, descending, 9)).toEqual(found)
  })
  test('everybody knows their place and their neighbours', async () => {
    for (const text of ['', 'm']) {
      const order = await paged(text === '' ? 'customers.list' : 'customers.search', sort, descending, 1000)
      for (const index of [0, 1, Math.floor(order.length / 2), order.length - 1])
        expect(await house.call('customers.neighbours', { customerId: order[index]!, text, sort, descending })).toEqual({
          position: index + 1,
          total: order.length,
          previousId: order[index - 1] ?? null,
          nextId: order[index + 1] ?? null,
        })
    }
  })
})

test('phases come in the order of the relationship', async () => {
  const { rows } = await house.call('customers.list', { sort: 'phase', limit: 1000 })
  const order = rows.map((row) => ['first-contact', 'after-purchase', 'repurchase'].indexOf(row.phase))
  expect(order).toEqual(order.toSorted())
})
test('a customer who does not match a search has no place in it', async () => {
  const [first] = await paged('customers.list', 'name', false, 1)
  expect(await house.call('customers.neighbours', { customerId: first!, text: 'qqq' })).toEqual({
    position: null,
    total: 0,
    previousId: null,
    nextId: null,
  })
})
