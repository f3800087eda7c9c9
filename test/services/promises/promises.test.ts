import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CustomerId, IsoDate } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
let kern: CustomerId
beforeEach(async () => {
  house = openHouse()
  kern = (await house.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
})
afterEach(() => house.close())
const buy = async (day: string, totalCents: number) =>
  (await house.call('purchases.record', { customerId: kern, day: day as IsoDate, totalCents })).purchase.id
const open = (day?: string) => house.call('promises.open', day === undefined ? {} : { day: day as IsoDate })

it('adds up points at their worth and vouchers with a value, by the month in which they end', async () => {
  await buy('2023-05-02', 20_000)
  await buy('2026-03-01', 5000)
  await house.call('settings.update', { pointWorth: 50 })
  await buy('2026-03-02', 10_000)
  const { code } = await house.call('vouchers.issue', { kind: 'value', valueCents: 8000 })
  await house.call('vouchers.issue', { kind: 'amount', valueCents: 500, expiresOn: '2026-12-20' as IsoDate })
  await house.call('vouchers.issue', { kind: 'percent', rateBp: 1000 })
  await house.call('vouchers.redeem', { code, purchaseId: await buy('2026-03-12', 3000) })
  expect(await open()).toEqual({
    totalCents: 200 + 50 + 50 + 15 + 5000 + 500,
    points: 200 + 50 + 100 + 30,
    pointsCents: 315,
    voucherCents: 5500,
    withoutValue: 1,
    alarmCents: 0,
    isOver: false,
    months: [
      { month: '2026-12', points: 200, pointsCents: 200, vouchers: 1, voucherCents: 500 },
      { month: '2029-12', points: 180, pointsCents: 115, vouchers: 1, voucherCents: 5000 },
    ],
  })
})

it('forgets what was redeemed, has ended or was made invalid', async () => {
  await buy('2023-05-02', 20_000)
  const { id } = await house.call('vouchers.issue', { kind: 'amount', valueCents: 500 })
  await house.call('loyalty.redeem', { customerId: kern, points: 150 })
  await house.call('vouchers.cancel', { voucherId: id, reason: 'Versehen' })
  expect(await open()).toMatchObject({ totalCents: 50, points: 50, months: [{ month: '2026-12' }] })
  expect(await open('2027-01-01')).toMatchObject({ totalCents: 0, months: [] })
})

it('warns above the sum that the owner has set', async () => {
  await buy('2026-03-01', 5000)
  await house.call('settings.update', { promiseAlarmCents: 50 })
  expect(await open()).toMatchObject({ totalCents: 50, isOver: false })
  await house.call('settings.update', { promiseAlarmCents: 49 })
  expect(await open()).toMatchObject({ isOver: true })
})
