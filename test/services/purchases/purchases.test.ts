import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId, Input, PurchaseId } from '#contract'
import { openHouse, Refused } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
let kern: CustomerId
beforeEach(async () => {
  house = openHouse()
  kern = (await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })).id
})
afterEach(() => house.close())

const record = (input: Partial<Input<'purchases.record'>> = {}) =>
  house.call('purchases.record', { customerId: kern, day: '2026-03-12' as never, totalCents: 4990, ...input })
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Refused)) throw new Error('was not refused')
  return error.failure
}

describe('copying a purchase from the till', () => {
  it('keeps day, amount and receipt, gives points and moves the phase', async () => {
    const first = await record({ day: '2026-03-01' as never, totalCents: 12_999, receiptNo: ' 4711 ', note: 'Frontleuchte' })
    expect(first).toMatchObject({
      purchase: { customerId: kern, day: '2026-03-01', totalCents: 12_999, receiptNo: '4711', note: 'Frontleuchte', points: 129 },
      pointsEarned: 129,
      balance: 129,
      previousPhase: 'first-contact',
      phase: 'after-purchase',
      purchaseDays: 1,
    })
    expect(await record({ totalCents: 101 })).toMatchObject({
      balance: 130,
      previousPhase: 'after-purchase',
      phase: 'repurchase',
      purchaseDays: 2,
    })
    const { rows, total, sumCents } = await house.call('purchases.listFor', { customerId: kern })
    expect(rows.map(({ day, points }) => [day, points])).toEqual([
      ['2026-03-12', 1],
      ['2026-03-01', 129],
    ])
    expect([total, sumCents]).toEqual([2, 13_100])
  })
  it('counts two receipts of one day as one purchase day', async () => {
    await record()
    expect(await record()).toMatchObject({ previousPhase: 'after-purchase', phase: 'after-purchase', purchaseDays: 1 })
  })
  it('refuses a day that is to come, one before 1990, and one that does not exist', async () => {
    expect(await refusal(record({ day: '2026-03-13' as never }))).toMatchObject({ code: 'invalid', reason: 'day-in-future' })
    expect(await refusal(record({ day: '1989-12-31' as never }))).toMatchObject({ code: 'invalid', reason: 'purchase-too-old' })
    expect(await refusal(record({ day: '2026-02-29' as never }))).toMatchObject({ code: 'invalid', reason: 'day-invalid' })
  })
  it('refuses amounts that are no purchase', async () => {
    expect(await refusal(record({ totalCents: 0 }))).toMatchObject({ code: 'invalid', reason: 'amount-not-positive' })
    expect(await refusal(record({ totalCents: -1 }))).toMatchObject({ reason: 'amount-not-positive' })
    expect(await refusal(record({ totalCents: 10_000_000_000 }))).toMatchObject({ reason: 'amount-too-large' })
    expect(await refusal(record({ totalCents: 12.5 }))).toMatchObject({ reason: 'input-invalid' })
  })
  it('asks before the same receipt of a day is copied twice, also for another customer', async () => {
    await record({ receiptNo: '4711' })
    const other = (await house.call('customers.create', { kind: 'firm', firmName: 'Café Fyal' })).id
    expect(await refusal(record({ customerId: other, receiptNo: '4711' }))).toMatchObject({
      code: 'conflict',
      reason: 'receipt-already-recorded',
      detail: { name: 'Sabine Kern', day: '2026-03-12' },
    })
    expect((await house.call('purchases.listFor', { customerId: other })).total).toBe(0)
    await record({ customerId: other, receiptNo: '4711', allowSameReceipt: true })
    await record({ receiptNo: '4711', day: '2026-03-11' as never })
    await record()
    await record()
    expect((await house.call('purchases.listFor', { customerId: kern })).total).toBe(4)
  })
  it('takes a receipt again whose purchase was taken out', async () => {
    const { purchase } = await record({ receiptNo: '4711' })
    await house.call('purchases.remove', { purchaseId: purchase.id })
    expect((await record({ receiptNo: '4711' })).purchase.receiptNo).toBe('4711')
  })
  it('refuses a customer who is gone or in the bin, and leaves nothing behind', async () => {
    expect(await refusal(record({ customerId: 1 as CustomerId }))).toMatchObject({ code: 'missing', reason: 'customer-gone' })
    await house.call('customers.remove', { customerIds: [kern] })
    expect(await refusal(record())).toMatchObject({ code: 'conflict', reason: 'customer-in-bin' })
    expect(house.db.prepare('select (select count(*) from purchase) + (select count(*) from loyalty_account)').pluck().get()).toBe(0)
  })
})

describe('taking a purchase out again', () => {
  it('books its points back and moves the phase back', async () => {
    await record({ day: '2026-01-05' as never })
    const { purchase } = await record({ totalCents: 20_000 })
    expect(await house.call('purchases.remove', { purchaseId: purchase.id })).toEqual({ customerId: kern, returnsRemoved: 0 })
    expect(await house.call('customers.summary', { customerId: kern })).toMatchObject({
      phase: 'after-purchase',
      purchaseDays: 1,
      totalCents: 4990,
      points: 49,
    })
    expect((await house.call('loyalty.account', { customerId: kern })).entries.map(({ kind, points }) => [kind, points])).toEqual([
      ['REV_EARN', -200],
      ['EARN', 200],
      ['EARN', 49],
    ])
  })
  it('refuses one that is gone or out already', async () => {
    const { purchase } = await record()
    await house.call('purchases.remove', { purchaseId: purchase.id })
    expect(await refusal(house.call('purchases.remove', { purchaseId: purchase.id }))).toMatchObject({ code: 'missing', reason: 'purchase-gone' })
    expect(await refusal(house.call('purchases.remove', { purchaseId: 1 as PurchaseId }))).toMatchObject({ reason: 'purchase-gone' })
  })
})

describe('undo and redo of purchases', () => {
  const state = async () => {
    const { balance } = await house.call('loyalty.account', { customerId: kern })
    const { phase, points, purchaseDays } = await house.call('customers.summary', { customerId: kern })
    expect(points).toBe(balance)
    return [balance, phase, purchaseDays, (await house.call('purchases.listFor', { customerId: kern })).total]
  }
  it('takes a recorded purchase back, forth and back without booking twice', async () => {
    await record()
    expect(await state()).toEqual([49, 'after-purchase', 1, 1])
    for (let round = 0; round < 3; round++) {
      await house.job('operations.undoLast', {})
      expect(await state()).toEqual([0, 'first-contact', 0, 0])
      await house.job('operations.redoLast', {})
      expect(await state()).toEqual([49, 'after-purchase', 1, 1])
    }
    expect((await house.call('loyalty.account', { customerId: kern })).total).toBe(7)
  })
  it('brings a purchase back that was taken out, and takes it out again', async () => {
    const { purchase } = await record()
    await house.call('purchases.remove', { purchaseId: purchase.id })
    expect(await state()).toEqual([0, 'first-contact', 0, 0])
    await house.job('operations.undoLast', {})
    expect(await state()).toEqual([49, 'after-purchase', 1, 1])
    await house.job('operations.redoLast', {})
    expect(await state()).toEqual([0, 'first-contact', 0, 0])
    await house.job('operations.undoLast', {})
    await house.call('purchases.remove', { purchaseId: purchase.id })
    expect(await state()).toEqual([0, 'first-contact', 0, 0])
  })
  it('keeps the expiry of points that were taken back and given again', async () => {
    await record({ day: '2025-12-30' as never })
    await house.job('operations.undoLast', {})
    await house.job('operations.redoLast', {})
    const { entries } = await house.call('loyalty.account', { customerId: kern })
    expect(entries.map(({ kind, expiresOn }) => [kind, expiresOn])).toEqual([
      ['EARN', '2028-12-31'],
      ['REV_EARN', null],
      ['EARN', '2028-12-31'],
    ])
  })
})
