import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
beforeEach(() => void (house = openHouse()))
afterEach(() => house.close())

async function boughtOn(lastName: string, ...days: string[]): Promise<CustomerId> {
  const { id } = await house.call('customers.create', { kind: 'person', lastName, phone: '0251 1234567' })
  for (const day of days) await house.call('purchases.record', { customerId: id, day: day as IsoDate, totalCents: 5000 })
  return id
}
const due = (limit = 10) =>
  house.services.phases
    .dueOn('2026-03-12' as IsoDate, limit)
    .map(({ displayName, why, channel, overdueDays }) => [displayName, why.key, why.values.days, channel, overdueDays])

it('the day thinks of first buyers whose window closes within a week or closed within a month, the most pressing first', async () => {
  await boughtOn('Weit', '2026-02-01')
  await boughtOn('Bald', '2026-01-18')
  await boughtOn('Heute', '2026-01-11')
  await boughtOn('Vorbei', '2025-12-20')
  await boughtOn('Lange', '2025-11-01')
  await boughtOn('Wieder', '2026-01-11', '2026-02-01')
  expect(due()).toEqual([
    ['Bald', 'window-closes', 7, 'counter', 0],
    ['Heute', 'window-closes', 0, 'counter', 0],
    ['Vorbei', 'second-purchase-missed', 22, 'counter', 22],
  ])
  expect(due(1)).toHaveLength(1)
})
it('nobody is named who may not be spoken to, and the best allowed way is named', async () => {
  const called = await boughtOn('Anruf', '2026-01-12')
  const refused = await boughtOn('Nein', '2026-01-13')
  const by = { purpose: 'advertising', way: 'verbal' } as const
  await house.call('consents.record', { customerId: called, channel: 'phone', state: 'granted', ...by } as never)
  await house.call('consents.record', { customerId: refused, channel: 'all', state: 'refused', ...by } as never)
  expect(due()).toEqual([['Anruf', 'window-closes', 1, 'phone', 0]])
})
