import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import { CustomerSort } from '#contract'
import { openHouse, Refused } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { condition } from './view-shop.ts'

const pick = fc.nat({ max: 1000 })
const step = fc.oneof(
  fc.record({
    do: fc.constant('create' as const),
    name: fc.constantFrom('Kern', 'Ahlers', 'Żak', 'Müller', 'kern'),
    city: fc.constantFrom('', 'Hamm', 'Telgte'),
  }),
  fc.record({ do: fc.constant('rename' as const), pick, name: fc.constantFrom('Aa', 'Mm', 'Zz') }),
  fc.record({ do: fc.constant('tag' as const), pick, tags: fc.uniqueArray(fc.constantFrom('A', 'B')) }),
  fc.record({ do: fc.constantFrom('remove' as const, 'restore' as const), pick }),
  fc.record({ do: fc.constant('buy' as const), pick, cents: fc.integer({ min: 1, max: 50_000 }) }),
  fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }),
  fc.record({ do: fc.constant('day' as const), day: fc.constantFrom('2026-03-13', '2027-05-01') }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function act(house: House, one: Step): Promise<void> {
  const ids = house.db.prepare<[], CustomerId>('select id from customer order by id').pluck().all()
  const customerId = 'pick' in one ? ids[one.pick % Math.max(1, ids.length)] : undefined
  if ('pick' in one && customerId === undefined) return
  switch (one.do) {
    case 'create':
      return void (await house.call('customers.create', { kind: 'person', lastName: one.name, addresses: [{ city: one.city }] }))
    case 'rename':
      return void (await house.call('customers.update', { customerId: customerId!, lastName: one.name }))
    case 'tag':
      return void (await house.call('customers.update', { customerId: customerId!, tags: one.tags }))
    case 'remove':
      return void (await house.call('customers.remove', { customerIds: [customerId!] }))
    case 'restore':
      return void (await house.call('customers.restore', { customerIds: [customerId!] }))
    case 'buy':
      return void (await house.call('purchases.record', {
        customerId: customerId!,
        day: '2026-03-10',
        totalCents: one.cents,
        allowSameReceipt: true,
      }))
    case 'undo':
      return void (await house.job('operations.undoLast', {}))
    case 'redo':
      return void (await house.job('operations.redoLast', {}))
    case 'day':
      return house.clock.set(one.day)
  }
}
const SOME = [
  [{ all: [condition('tags', 'any', 'A')] }, "exists (select 1 from customer_tag g where g.customer_id = s.customer_id and g.name = 'A')"],
  [{ all: [condition('net12', 'at-least', 10_000), condition('city', 'is', 'Hamm')] }, "s.net12_cents >= 10000 and s.city = 'Hamm'"],
  [{ any: [condition('name', 'contains', 'er'), condition('lastPurchase', 'ever')] }, "instr(s.sort_name, 'er') > 0 or s.last_day is not null"],
] as const

test('views follow whatever is done and taken back, as if they were read anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      const house = openHouse({ today: '2026-03-12' })
      try {
        for (const one of steps) {
          try {
            await act(house, one)
          } catch (error) {
            if (!(error instanceof Refused)) throw error
          }
          for (const [filter, where] of SOME) {
            const expected = house.db.prepare<[], number>(`select count(*) from customer_summary s where ${where}`).pluck().get()
            expect((await house.call('views.count', { filter: filter as never })).count).toBe(expected)
          }
          for (const sort of CustomerSort.options)
            expect((await house.call('views.run', { sort, descending: true })).rows).toEqual(
              (await house.call('customers.list', { sort, descending: true })).rows,
            )
        }
      } finally {
        house.close()
      }
    }),
    { numRuns: 25 },
  )
}, 60_000)
