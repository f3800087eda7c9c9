import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
beforeEach(() => (house = openHouse({ today: '2026-03-12' })))
afterEach(() => house.close())

async function customer(lastName: string, ...days: string[]): Promise<CustomerId> {
  const { id } = await house.call('customers.create', { kind: 'person', lastName })
  for (const day of days) await house.call('purchases.record', { customerId: id, day: day as IsoDate, totalCents: 1000 })
  return id
}
const names = async (span: { days: number }) =>
  (await house.call('birthdays.anniversaries', { span })).rows.map(({ displayName, years, day }) => [displayName, years, day])

it('counts from the first purchase: one year, then every five, for those who still come', async () => {
  await customer('Eins', '2025-03-13', '2025-12-01')
  await customer('Zwei', '2024-03-13', '2025-12-01')
  await customer('Fünf', '2021-03-20', '2025-06-01')
  await customer('Einmal', '2025-03-13')
  await customer('Fort', '2016-03-14', '2017-01-01')
  expect(await names({ days: 30 })).toEqual([
    ['Eins', 1, '2026-03-13'],
    ['Fünf', 5, '2026-03-20'],
  ])
})
it('keeps 29 February on the 28th, and goes on over the turn of the year', async () => {
  await customer('Schalt', '2020-02-29', '2024-06-01')
  await customer('Neujahr', '2025-01-01', '2025-12-30')
  house.clock.set('2025-02-20')
  expect(await names({ days: 10 })).toEqual([['Schalt', 5, '2025-02-28']])
  house.clock.set('2025-12-30')
  expect(await names({ days: 5 })).toEqual([['Neujahr', 1, '2026-01-01']])
})
it('stands under Heute on an open day, also for the closed days before, until it is done', async () => {
  const id = await customer('Sonntag', '2025-03-15', '2026-03-10')
  house.clock.set('2026-03-16')
  const anniversary = async () => (await house.call('tasks.today', {})).kinds.find(({ kind }) => kind === 'anniversary')?.entries
  const [entry] = (await anniversary())!
  expect(entry).toMatchObject({ customerId: id, why: { key: 'anniversary', values: { years: 1, since: '2025-03-15' } }, channel: 'counter' })
  await house.call('today.done', { key: entry!.key, customerId: id, title: '', channel: entry!.channel })
  expect(await anniversary()).toBeUndefined()
})
it('walks its index', () => {
  const plan = house.db
    .prepare(
      "explain query plan select customer_id from customer_summary s where s.purchase_days >= 2 and substr(s.first_day, 6) between '03-01' and '03-09'",
    )
    .all() as { detail: string }[]
  expect(plan[0]!.detail).toContain('customer_summary_anniversary')
})
