import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { weekdayOf } from '#contract'
import type { CustomerId, Input, IsoDate } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { condition } from '../views/view-shop.ts'

let house: House
let kern: CustomerId
beforeEach(async () => {
  house = openHouse()
  kern = (await house.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
})
afterEach(() => house.close())

const buy = async (totalCents: number, day = '2026-03-12', customerId = kern) =>
  (await house.call('purchases.record', { customerId, day: day as IsoDate, totalCents })).purchase.id
const rule = (more: Partial<Input<'loyalty.saveBonusRule'>>) =>
  house.call('loyalty.saveBonusRule', { name: 'Doppelte Punkte', fromDay: '2026-03-01' as IsoDate, toDay: '2026-03-12' as IsoDate, ...more })
const balance = async (customerId = kern) => (await house.call('loyalty.account', { customerId })).balance

describe('a points promotion', () => {
  it('doubles the points through its last day and not a day longer', async () => {
    await rule({ extraBp: 10_000 })
    await buy(1050)
    expect(await balance()).toBe(20)
    house.clock.set('2026-03-13')
    await buy(1050, '2026-03-13')
    expect(await balance()).toBe(30)
    await buy(1050, '2026-03-01')
    await buy(1050, '2026-02-28')
    expect(await balance()).toBe(60)
  })
  it('is said before the purchase is booked', async () => {
    await rule({ extraBp: 5000 })
    const preview = await house.call('purchases.recordPreview', { customerId: kern, day: '2026-03-12' as IsoDate, totalCents: 1150 })
    expect(preview.points).toBe(11 + 5)
  })
  it('goes back with the goods by the same formula, in any order exactly', async () => {
    await rule({ extraBp: 5000 })
    const id = await buy(2000)
    expect(await balance()).toBe(30)
    const back = (amountCents: number) => house.call('purchases.return', { purchaseId: id, amountCents, day: '2026-03-12' as IsoDate })
    await back(150)
    expect(await balance()).toBe(18 + 9)
    await back(1850)
    expect(await balance()).toBe(0)
  })
  it('with a number of points needs its least amount, and loses them with it', async () => {
    await rule({ extraPoints: 50, minBaseCents: 2000 })
    await buy(1999)
    expect(await balance()).toBe(19)
    const id = await buy(2000)
    expect(await balance()).toBe(19 + 70)
    await house.call('purchases.return', { purchaseId: id, amountCents: 1, day: '2026-03-12' as IsoDate })
    expect(await balance()).toBe(19 + 19)
  })
  it('holds on its weekdays only', async () => {
    expect(['2026-11-26', '2026-11-29', '2000-02-29'].map((day) => weekdayOf(day as IsoDate))).toEqual([4, 0, 2])
    await rule({ extraBp: 10_000, weekdays: [3] })
    await buy(1000, '2026-03-12')
    await buy(1000, '2026-03-11')
    expect(await balance()).toBe(10 + 20)
  })
  it('holds for those in its target group only; a group that is gone is nobody', async () => {
    const brandt = (await house.call('customers.create', { kind: 'person', lastName: 'Brandt', tags: ['Verein'] })).id
    const filter = { all: [condition('tags', 'any', 'Verein')] }
    const view = await house.call('views.save', { name: 'Verein', filter })
    await rule({ extraBp: 10_000, viewId: view.id })
    await buy(1000)
    await buy(1000, '2026-03-12', brandt)
    expect([await balance(), await balance(brandt)]).toEqual([10, 20])
    await house.call('views.remove', { viewId: view.id })
    await buy(1000, '2026-03-12', brandt)
    expect(await balance(brandt)).toBe(30)
    expect(await house.call('loyalty.bonusRules', {})).toMatchObject([{ viewName: null, pointsGiven: 10, state: 'running' }])
  })
  it('holds for its tier only', async () => {
    await house.job('loyalty.saveTiers', { tiers: [{ name: 'Gold', limitCents: 10_000, multiplierBp: 15_000 }] })
    const [gold] = await house.call('loyalty.tiers', {})
    await rule({ extraPoints: 7, tierId: gold!.id })
    await buy(10_000)
    await buy(1000)
    expect(await balance()).toBe(100 + 15 + 7)
  })
  it('can be changed, taken away and brought back; what it gave stays', async () => {
    const { ruleId } = await rule({ extraPoints: 5 })
    await buy(1000)
    await rule({ ruleId, extraPoints: 9 })
    await buy(1000)
    expect(await balance()).toBe(10 + 5 + 10 + 9)
    await house.call('loyalty.removeBonusRule', { ruleId })
    expect(await house.call('loyalty.bonusRules', {})).toEqual([])
    await buy(1000)
    expect(await balance()).toBe(44)
    await expect(house.call('loyalty.removeBonusRule', { ruleId })).rejects.toMatchObject({ failure: { reason: 'bonus-rule-gone' } })
  })
  it('says what is wrong with it', async () => {
    const days = { fromDay: '2026-03-12' as IsoDate, toDay: '2026-03-11' as IsoDate }
    await expect(rule({ ...days, extraBp: 1 })).rejects.toMatchObject({ failure: { reason: 'bonus-days-backwards' } })
    await expect(rule({})).rejects.toMatchObject({ failure: { reason: 'bonus-extra-missing' } })
    await expect(rule({ extraBp: 1, extraPoints: 1 })).rejects.toMatchObject({ failure: { reason: 'bonus-extra-missing' } })
    await expect(rule({ name: ' ', extraBp: 1 })).rejects.toMatchObject({ failure: { reason: 'bonus-name-missing' } })
    await expect(rule({ extraBp: 1, viewId: 77 as never })).rejects.toMatchObject({ failure: { reason: 'view-gone' } })
  })
})
