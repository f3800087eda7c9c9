import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { refusal } from '../../support/shop-folder.ts'

let house: House
beforeEach(() => void (house = openHouse()))
afterEach(() => house.close())

const suggest = async (input: { postcode?: string; city?: string; limit?: number }) => {
  const { isKnown, places } = await house.call('addresses.suggest', input)
  return { isKnown, places: places.map(({ postcode, city }) => `${postcode} ${city}`) }
}

describe('postcodes and towns', () => {
  test('a postcode with one town names it, and keeps its leading zero', async () => {
    expect(await suggest({ postcode: '48143' })).toEqual({ isKnown: true, places: ['48143 Münster'] })
    expect(await suggest({ postcode: '01067' })).toEqual({ isKnown: true, places: ['01067 Dresden'] })
  })
  test('a postcode of several towns names all of them, by their German names', async () => {
    const { places } = await suggest({ postcode: '01920', limit: 50 })
    expect(places).toContain('01920 Haselbachtal')
    expect(places).toContain('01920 Nebelschütz')
    expect(places.length).toBeGreaterThan(5)
  })
  test('a town has several postcodes', async () => {
    const { places } = await suggest({ city: 'Münster', limit: 3 })
    expect(places).toEqual(['48143 Münster', '48145 Münster', '48147 Münster'])
  })
  test.each(['muenster', 'MÜNSTER', 'munster'])('%s finds Münster', async (city) => {
    expect((await suggest({ city, limit: 50 })).places).toContain('48143 Münster')
  })
  test('the beginning of a town is enough', async () => expect((await suggest({ city: 'Telg' })).places).toEqual(['48291 Telgte']))
  test('five digits that no town has are said to be unknown', async () =>
    expect(await suggest({ postcode: '00000' })).toEqual({ isKnown: false, places: [] }))
  test('a postcode of large receivers is known, though it names no town', async () =>
    expect(await suggest({ postcode: '01001' })).toEqual({ isKnown: true, places: [] }))
  test.each(['4810', '1010', 'A-1010', '', '481433'])('%j is not looked up', async (postcode) =>
    expect(await suggest({ postcode })).toEqual({ isKnown: true, places: [] }),
  )
})

describe('letters to a customer', () => {
  test('have an address field for each address, and a greeting', async () => {
    const { id } = await house.call('customers.create', {
      kind: 'person',
      salutation: 'mr',
      firstName: 'Uwe',
      lastName: 'Brandt',
      addresses: [
        { street: 'Hansaring 12', postcode: '48155', city: 'Münster' },
        { street: 'Rue Haute 1', postcode: '1000', city: 'Bruxelles', country: 'BE' },
      ],
    })
    expect((await house.call('addresses.block', { customerId: id })).lines).toEqual(['Herrn', 'Uwe Brandt', 'Hansaring 12', '48155 Münster'])
    expect((await house.call('addresses.block', { customerId: id, address: 1 })).lines.at(-1)).toBe('BELGIEN')
    expect(await house.call('addresses.greeting', { customerId: id })).toEqual({ lines: ['Sehr geehrter Herr Brandt,'], isOwn: false })
  })
  test('begin with the owner’s own words where there are some; Ctrl+Z brings back the computed ones', async () => {
    const { id } = await house.call('customers.create', { kind: 'person', salutation: 'ms', lastName: 'Kern' })
    await house.call('customers.update', { customerId: id, letterGreeting: 'Moin Frau Kern,' })
    expect(await house.call('addresses.greeting', { customerId: id })).toEqual({ lines: ['Moin Frau Kern,'], isOwn: true })
    await house.job('operations.undoLast', {})
    expect(await house.call('addresses.greeting', { customerId: id })).toEqual({ lines: ['Sehr geehrte Frau Kern,'], isOwn: false })
  })
  test('to a couple greet both', async () => {
    const one = await house.call('customers.create', { kind: 'person', salutation: 'ms', lastName: 'Kern' })
    const two = await house.call('customers.create', { kind: 'person', salutation: 'mr', lastName: 'Brandt' })
    const { lines } = await house.call('addresses.greeting', { customerId: one.id, secondId: two.id })
    expect(lines).toEqual(['Sehr geehrte Frau Kern,', 'sehr geehrter Herr Brandt,'])
  })
  test('to somebody who never was are refused', async () => {
    expect(await refusal(house.call('addresses.block', { customerId: 4711 as never }))).toMatchObject({ code: 'missing', reason: 'customer-gone' })
  })
})

test.each([
  ['Sabine', 'ms'],
  ['jörg', 'mr'],
  ['Anna-Lena', 'ms'],
  ['Karl Heinz', 'mr'],
  ['Kim', null],
  ['Andrea', null],
  ['Xyz', null],
  ['', null],
])('the first name %j suggests %s', async (firstName, salutation) =>
  expect(await house.call('addresses.salutationFor', { firstName })).toEqual({ salutation }),
)
