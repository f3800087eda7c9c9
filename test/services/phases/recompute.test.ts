import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
beforeEach(() => void (house = openHouse()))
afterEach(() => house.close())

async function boughtOn(lastName: string, ...days: string[]): Promise<CustomerId> {
  const { id } = await house.call('customers.create', { kind: 'person', lastName })
  for (const day of days) await house.call('purchases.record', { customerId: id, day: day as IsoDate, totalCents: 5000 })
  return id
}
const summary = () => house.db.prepare('select * from customer_summary order by customer_id').all()

it('working all phases out anew brings back what the purchases say, and counts what was wrong', async () => {
  const kern = await boughtOn('Kern', '2025-02-01', '2025-05-01', '2025-08-01', '2025-11-01')
  await boughtOn('Brandt', '2026-03-01')
  await boughtOn('Lea')
  const right = summary()
  house.db
    .prepare("update customer_summary set phase = 'first-contact', purchase_days = 0, window_ends = null, net12_cents = 1 where customer_id <> ?")
    .run(kern)
  expect(await house.job('phases.recompute', {})).toEqual({ customers: 3, corrected: 2, changes: 0 })
  expect(summary()).toEqual(right)
  expect(await house.job('phases.recompute', {})).toEqual({ customers: 3, corrected: 0, changes: 0 })
})
it('moves that nobody noted are written down', async () => {
  const { id } = await house.call('customers.create', { kind: 'person', lastName: 'Kern' })
  house.db.exec(`insert into purchase (id, customer_id, day, counts_on, total_cents, list_cents, created_at)
    values (1, ${id}, '2026-01-01', '2026-01-01', 100, 100, ''), (2, ${id}, '2026-02-01', '2026-02-01', 100, 100, '')`)
  expect(await house.job('phases.recompute', {})).toEqual({ customers: 1, corrected: 1, changes: 2 })
  expect((await house.call('phases.history', { customerId: id })).map(({ to, day, trigger }) => [to, day, trigger])).toEqual([
    ['repurchase', '2026-02-01', 'phases.recompute'],
    ['after-purchase', '2026-01-01', 'phases.recompute'],
  ])
})
it('a phase set by hand and the step inside it stay', async () => {
  const kern = await boughtOn('Kern', '2026-03-01')
  const [step] = await house.call('phases.saveStep', { phase: 'repurchase', name: 'Wieder da' })
  await house.call('phases.override', { customerId: kern, phase: 'repurchase', reason: 'kauft seit Jahren bar', until: '2026-06-01' as IsoDate })
  await house.call('phases.placeOnStep', { customerIds: [kern], stepId: step!.stepId })
  const right = summary()
  expect(await house.job('phases.recompute', {})).toEqual({ customers: 1, corrected: 0, changes: 0 })
  expect(summary()).toEqual(right)
})
