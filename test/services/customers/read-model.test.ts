import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CustomerId, OperationId } from '#contract'
import { customersService } from '../../../electron/services/customers/customers.service.ts'
import { settingsService } from '../../../electron/services/settings/settings.service.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

/** The read model without the places, which may differ between two equal ones. */
const summaryOf = (house: House) =>
  house.db
    .prepare<[], Record<string, unknown>>('select * from customer_summary order by customer_id')
    .all()
    .map(({ place: _place, ...row }) => row)
/** Who is found by each of these words. */
const foundBy = async (house: House) =>
  Promise.all(
    ['k', 'mü', '0251', '49', 'posteo', '2', 'neu'].map(async (text) =>
      (await house.call('customers.search', { text, limit: 1000 })).rows.map(({ id }) => id),
    ),
  )
/** The service itself, for what no call of the contract does. */
function customersOf({ db, clock, services }: House) {
  const base = { db, clock, newId: services.newId, recorder: services.operations }
  return customersService({ ...base, settings: settingsService(base) })
}
const rebuild = (house: House) => customersOf(house).rebuildReadModel()

type Step = [kind: 'create' | 'update' | 'buy' | 'void' | 'points' | 'card' | 'remove' | 'restore' | 'undo', who: number, what: number]
const steps = fc.array(
  fc.tuple(
    fc.constantFrom<Step[0]>('create', 'update', 'buy', 'buy', 'void', 'points', 'card', 'remove', 'restore', 'undo'),
    fc.nat(5),
    fc.nat(900),
  ) as fc.Arbitrary<Step>,
  { minLength: 3, maxLength: 25 },
)

/** Does what can be done; what the rules refuse is left out, as an owner would leave it. */
async function walk(house: House, path: readonly Step[]): Promise<void> {
  const customers: CustomerId[] = []
  const purchases: never[] = []
  let last: OperationId | undefined
  for (const [kind, who, what] of path) {
    const customerId = customers[who % Math.max(1, customers.length)] ?? (0 as CustomerId)
    const day = `202${4 + (what % 3)}-0${1 + (what % 2)}-1${what % 3}`
    const lastName = ['Kern', 'Müller', 'Neumann', 'Muller', 'Öz'][what % 5]!
    try {
      if (kind === 'create' || customers.length === 0) {
        const { value, operationId } = await house.write('customers.create', {
          kind: 'person',
          lastName,
          phone: `0251 ${what}27`,
          tags: what % 2 ? ['VIP'] : [],
        })
        customers.push(value.id)
        last = operationId
      } else if (kind === 'update') {
        const details = [{ kind: 'email' as const, value: `a${what}@posteo.de` }]
        last = (await house.write('customers.update', { customerId, lastName, details, addresses: [{ city: 'Köln' }] })).operationId
      } else if (kind === 'buy') {
        const { value, operationId } = await house.write('purchases.record', { customerId, day, totalCents: 1 + what })
        purchases.push(value.purchase.id as never)
        last = operationId
      } else if (kind === 'void') last = (await house.write('purchases.remove', { purchaseId: purchases[what % purchases.length]! })).operationId
      else if (kind === 'points') last = (await house.write('loyalty.adjust', { customerId, points: 1 + what, reason: 'Dank' })).operationId
      else if (kind === 'card') last = (await house.write('cards.issue', { customerId })).operationId
      else if (kind === 'remove') last = (await house.write('customers.remove', { customerIds: [customerId] })).operationId
      else if (kind === 'restore') last = (await house.write('customers.restore', { customerIds: [customerId] })).operationId
      else if (last !== undefined) await house.job('operations.undo', { operationId: last })
    } catch (error) {
      if (!(error instanceof Error && 'failure' in error)) throw error
    }
  }
}

test('whatever an owner did, list and search are what a computation from nothing yields', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (path) => {
      const house = openHouse()
      try {
        await walk(house, path)
        const [kept, keptFound] = [summaryOf(house), await foundBy(house)]
        rebuild(house)
        expect(kept).toEqual(summaryOf(house))
        expect(keptFound).toEqual(await foundBy(house))
      } finally {
        house.close()
      }
    }),
    { numRuns: 40 },
  )
})

describe('phase and figures', () => {
  test('follow the purchase days (0, 1, 2 distinct days)', async () => {
    const house = openHouse()
    const { id: customerId } = await house.call('customers.create', { kind: 'person', lastName: 'Kern' })
    const summary = async () => {
      const { phase, phaseSince, purchaseDays, lastPurchase, net12Cents, totalCents, points } = await house.call('customers.summary', { customerId })
      return { phase, phaseSince, purchaseDays, lastPurchase, net12Cents, totalCents, points }
    }
    const buy = (day: string, totalCents: number) => house.call('purchases.record', { customerId, day, totalCents })
    expect(await summary()).toMatchObject({ phase: 'first-contact', phaseSince: '2026-03-12', purchaseDays: 0, lastPurchase: null })
    await buy('2026-03-01', 500)
    await buy('2026-03-01', 700)
    expect(await summary()).toEqual({
      phase: 'after-purchase',
      phaseSince: '2026-03-01',
      purchaseDays: 1,
      lastPurchase: '2026-03-01',
      net12Cents: 1200,
      totalCents: 1200,
      points: 12,
    })
    await buy('2025-03-12', 10_000)
    expect(await summary()).toMatchObject({ phase: 'repurchase', phaseSince: '2026-03-01', purchaseDays: 2, net12Cents: 1200, totalCents: 11_200 })
    await buy('2025-03-13', 1)
    expect(await summary()).toMatchObject({ phase: 'repurchase', phaseSince: '2025-03-13', purchaseDays: 3, net12Cents: 1201 })
    house.close()
  })

  test('the twelve months move with the day, also over weeks and over 29 February', async () => {
    const house = openHouse({ today: '2024-02-29' })
    const { id: customerId } = await house.call('customers.create', { kind: 'person', lastName: 'Kern' })
    for (const day of ['2023-03-01', '2024-02-28', '2024-02-29']) await house.call('purchases.record', { customerId, day, totalCents: 100 })
    const on = async (today: string) => {
      house.clock.set(today)
      house.services.startDay()
      const kept = summaryOf(house)
      const { net12Cents } = await house.call('customers.summary', { customerId })
      rebuild(house)
      expect(kept).toEqual(summaryOf(house))
      return net12Cents
    }
    expect([await on('2024-02-29'), await on('2024-03-01'), await on('2025-02-27'), await on('2025-02-28'), await on('2025-03-01')]).toEqual([
      300, 200, 200, 100, 0,
    ])
    expect(await on('2024-12-31')).toBe(200)
    house.close()
  })

  test('customers beside the ones that changed are not written again', async () => {
    const house = openHouse()
    const make = (lastName: string) => house.call('customers.create', { kind: 'person', lastName })
    const [one, other] = [await make('Kern'), await make('Müller')]
    house.db.prepare("update customer_summary set city = 'untouched' where customer_id = ?").run(other.id)
    await house.call('customers.update', { customerId: one.id, memo: 'x' })
    expect((await house.call('customers.summary', { customerId: other.id })).city).toBe('untouched')
    house.close()
  })
})

test('thousands at once come out as one by one', async () => {
  const house = openHouse()
  const { writer } = customersOf(house)
  const record = (index: number) => ({
    kind: 'person' as const,
    salutation: 'none' as const,
    title: '',
    firstName: 'Anna',
    lastName: ['Kern', 'Müller', 'Neumann'][index % 3]! + (index % 50),
    nameAddition: '',
    firmName: '',
    addressForm: 'formal' as const,
    birthday: null,
    memo: '',
    source: '',
    tags: [],
    details: [{ kind: 'phone' as const, value: `0251 ${100_000 + index}`, label: '' }],
    addresses: [],
    contactPersons: [],
  })
  house.services.operations.run({ call: 'imports.start' }, () => {
    for (let index = 0; index < 25_000; index++) writer.insert(record(index))
  })
  expect(await house.call('customers.search', { text: 'kern 02511' })).toMatchObject({ total: 8334 })
  expect((await house.call('customers.search', { text: '0251 124999' })).total).toBe(1)
  const indexes = house.db.prepare("select count(*) from sqlite_schema where type = 'index' and tbl_name = 'customer_summary'").pluck().get()
  const untouched = openHouse()
  expect(indexes).toBe(
    untouched.db.prepare("select count(*) from sqlite_schema where type = 'index' and tbl_name = 'customer_summary'").pluck().get(),
  )
  untouched.close()
  const kept = summaryOf(house)
  rebuild(house)
  expect(kept).toEqual(summaryOf(house))
  house.close()
})
