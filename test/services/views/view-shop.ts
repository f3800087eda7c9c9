import type { Condition, CustomerId, CustomerRow } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

export const condition = (field: string, op: string, value: unknown = null) => ({ field, op, value }) as Condition

/** A small shop in which every kind of condition divides the customers, as of 12 March 2026. */
export async function viewShop(): Promise<House> {
  const house = openHouse({ today: '2026-03-12' })
  const { call } = house
  const create = async (input: Parameters<typeof call<'customers.create'>>[1]) => (await call('customers.create', input)).id
  const buy = (customerId: CustomerId, day: string, euros: number) =>
    call('purchases.record', { customerId, day: day as never, totalCents: (euros * 100) as never })
  house.clock.set('2025-06-01')
  const kern = await create({
    kind: 'person',
    salutation: 'ms',
    firstName: 'Sabine',
    lastName: 'Kern',
    birthday: { day: 12, month: 3, year: 1979 },
    tags: ['Rennrad', 'Stammtisch'],
    source: 'Markt',
    memo: 'Kaffee 100% schwarz',
    phone: '0251 2788304',
    email: 'kern@example.de',
    addresses: [{ street: 'Hammer Str. 1', postcode: '48153', city: 'Münster' }],
  })
  const brandt = await create({
    kind: 'person',
    salutation: 'mr',
    firstName: 'Jörg',
    lastName: 'Brandt',
    birthday: { day: 29, month: 12, year: null },
    tags: ['Rennrad'],
    addressForm: 'informal',
    addresses: [{ street: 'Markt 2', postcode: '01067', city: 'Dresden' }],
  })
  house.clock.set('2026-02-20')
  const schulze = await create({
    kind: 'person',
    lastName: 'Schulze Lohoff',
    birthday: { day: 3, month: 1, year: 2001 },
    email: 'schulze@example.de',
  })
  await create({
    kind: 'firm',
    firmName: 'Bäckerei Müller',
    source: 'Empfehlung',
    addresses: [{ street: 'Wienzeile 4', postcode: '1060', city: 'Wien', country: 'AT' }],
  })
  house.clock.set('2026-03-12')
  const yildiz = await create({ kind: 'person', firstName: 'Fatma', lastName: 'Yıldız', number: 'K-7', birthday: { day: 13, month: 3, year: 1979 } })
  await create({ kind: 'person', firstName: '李', lastName: '' })
  for (const day of ['2025-06-02', '2025-08-01', '2025-10-01', '2025-11-20']) await buy(kern, day, 50)
  await buy(brandt, '2025-06-03', 300)
  await buy(schulze, '2026-03-01', 20)
  await buy(yildiz, '2026-03-10', 10)
  await buy(yildiz, '2026-03-11', 10.5)
  await call('cards.issue', { customerId: kern })
  return house
}

export const namesOf = (rows: readonly CustomerRow[]) => rows.map(({ displayName }) => displayName)
/** Who meets one condition, by name. */
export async function whoIs(house: House, field: string, op: string, value: unknown = null): Promise<string[]> {
  return namesOf((await house.call('views.run', { filter: { all: [condition(field, op, value)] } })).rows)
}
