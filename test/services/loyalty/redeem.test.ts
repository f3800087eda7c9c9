import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId, IsoDate, PurchaseId } from '#contract'
import { openPurchaseShop } from '../purchases/purchase-shop.ts'
import type { PurchaseShop } from '../purchases/purchase-shop.ts'

let shop: PurchaseShop
let book: ArticleId
beforeEach(async () => {
  shop = await openPurchaseShop()
  book = shop.article('Roman', { isPriceBound: 1 })
})
afterEach(() => shop.close())

const account = () => shop.house.call('loyalty.account', { customerId: shop.kern })
const give = (points: number) => shop.house.call('loyalty.adjust', { customerId: shop.kern, points, reason: 'Guthaben' })
const redeem = (points: number, purchaseId?: PurchaseId) =>
  shop.house.call('loyalty.redeem', { customerId: shop.kern, points, ...(purchaseId === undefined ? {} : { purchaseId }) })
const refused = (reason: string, detail: object = {}) => ({ failure: { reason, detail } })
/** The receipt of domain.md §18: A and B, a tenth off both, and a book whose price is bound. */
async function example() {
  const lines = [
    { text: 'A', quantity: 1, unitCents: 1249, discountCents: 125 },
    { text: 'B', quantity: 1, unitCents: 735, discountCents: 73 },
    { articleId: book, quantity: 1, unitCents: 2000 },
  ]
  const { purchase } = await shop.record({ lines })
  const [a, b] = await shop.linesOf(purchase.id)
  return { id: purchase.id, a: a!, b: b! }
}

describe('redeeming points on a receipt', () => {
  it('is spread over what may be discounted, lowers the base, and a full return gives all points back (domain.md §18)', async () => {
    await give(200)
    const { id, a, b } = await example()
    expect((await account()).balance).toBe(217)
    expect(await redeem(200, id)).toEqual({ cents: 200, balance: 15 })
    const receipt = await shop.house.call('purchases.get', { purchaseId: id })
    expect(receipt.lines.map(({ netCents }) => netCents)).toEqual([1124 - 126, 662 - 74, 2000])
    expect(receipt.totalCents).toBe(3586)
    const first = await shop.giveBack({ purchaseId: id, lines: [{ lineId: b, quantity: 1 }], day: '2026-03-12' as IsoDate })
    expect(first).toMatchObject({ refundCents: 588, pointsGivenBack: 74, pointsTakenBack: 6, balance: 83 })
    const second = await shop.giveBack({ purchaseId: id, lines: [{ lineId: a, quantity: 1 }], day: '2026-03-12' as IsoDate })
    expect(second).toMatchObject({ refundCents: 998, pointsGivenBack: 126, pointsTakenBack: 9, balance: 200 })
  })
  it('is previewed exactly as it is booked', async () => {
    await give(200)
    const { id, a } = await example()
    await redeem(150, id)
    const order = { purchaseId: id, lines: [{ lineId: a, quantity: 1 }], day: '2026-03-12' as IsoDate }
    const { pointsGivenBack, pointsTakenBack, balance, refundCents } = await shop.house.call('purchases.returnPreview', order)
    expect(await shop.giveBack(order)).toMatchObject({ pointsGivenBack, pointsTakenBack, balance, refundCents })
    expect(pointsGivenBack).toBeGreaterThan(0)
  })
  it('is one step for undo, which restores lines, total and points', async () => {
    await give(200)
    const { id } = await example()
    const before = await shop.house.call('purchases.get', { purchaseId: id })
    await redeem(200, id)
    await shop.house.job('operations.undoLast', {})
    expect(await shop.house.call('purchases.get', { purchaseId: id })).toEqual(before)
    expect(await account()).toMatchObject({ balance: 217, usable: 217 })
    await shop.house.job('operations.redoLast', {})
    expect((await account()).balance).toBe(15)
    expect((await shop.house.call('purchases.get', { purchaseId: id })).totalCents).toBe(3586)
  })
  it('goes away with the receipt, points and all', async () => {
    await give(200)
    const { id, b } = await example()
    await redeem(200, id)
    await shop.giveBack({ purchaseId: id, lines: [{ lineId: b, quantity: 1 }], day: '2026-03-12' as IsoDate })
    await shop.house.call('purchases.remove', { purchaseId: id })
    expect(await account()).toMatchObject({ balance: 200, usable: 200, debt: 0 })
  })
  it('refuses more than its goods may be lowered by, more than is there, and less than the minimum; nothing is booked', async () => {
    await give(3000)
    const { id } = await example()
    await expect(redeem(1787, id)).rejects.toMatchObject(refused('reduction-too-large', { mostCents: 1786 }))
    await expect(redeem(3018, id)).rejects.toMatchObject(refused('redeem-too-many', { usable: 3017 }))
    await expect(redeem(99, id)).rejects.toMatchObject(refused('redeem-too-few', { minimum: 100 }))
    await expect(redeem(0, id)).rejects.toMatchObject(refused('redeem-not-positive'))
    expect((await account()).balance).toBe(3017)
  })
  it('refuses the receipt of somebody else, one that is gone and a return', async () => {
    await give(200)
    const { id } = await example()
    const other = (await shop.house.call('customers.create', { kind: 'person', lastName: 'Brandt' })).id
    await expect(shop.house.call('loyalty.redeem', { customerId: other, points: 100, purchaseId: id })).rejects.toMatchObject(
      refused('redeem-receipt-unknown'),
    )
    await shop.house.call('purchases.remove', { purchaseId: id })
    await expect(redeem(100, id)).rejects.toMatchObject(refused('redeem-receipt-unknown'))
  })
})

describe('the end of points', () => {
  const buy = (day: string, totalCents: number) => shop.record({ day: day as IsoDate, totalCents })
  it('comes on the day after, by itself, and only once', async () => {
    await buy('2023-05-02', 20_000)
    await buy('2026-03-12', 5000)
    expect(await account()).toMatchObject({ balance: 250, usable: 250 })
    shop.house.clock.set('2026-12-31')
    shop.house.services.startDay()
    expect((await account()).balance).toBe(250)
    shop.house.clock.set('2027-01-01')
    // Read before anything is booked, it counts no more either.
    expect((await account()).balance).toBe(50)
    shop.house.services.startDay()
    shop.house.services.startDay()
    const { balance, entries } = await account()
    expect(balance).toBe(50)
    expect(entries.filter(({ kind }) => kind === 'EXPIRE').map(({ points, day }) => [points, day])).toEqual([[-200, '2027-01-01']])
    expect((await shop.house.call('loyalty.verify', {})).differences).toEqual([])
  })
  it('is taken back when the clock had run ahead', async () => {
    await buy('2023-05-02', 20_000)
    shop.house.clock.set('2031-01-01')
    shop.house.services.startDay()
    expect((await account()).balance).toBe(0)
    shop.house.clock.set('2026-03-12')
    shop.house.services.startDay()
    expect(await account()).toMatchObject({ balance: 200, usable: 200 })
  })
  it('does not touch a receipt of the last fourteen days that was copied late', async () => {
    await buy('2023-05-02', 20_000)
    const { purchase } = await buy('2026-03-12', 5000)
    void purchase
    shop.house.clock.set('2027-01-05')
    shop.house.services.startDay()
    const late = (await buy('2026-12-30', 30_000)).purchase
    expect(await redeem(200, late.id)).toMatchObject({ cents: 200 })
    // The rest of the year's points, nothing of them twice.
    expect(await account()).toMatchObject({ balance: 50 + 298, debt: 0 })
    const old = (await buy('2026-12-20', 30_000)).purchase
    shop.house.clock.set('2027-01-10')
    await expect(redeem(700, old.id)).rejects.toMatchObject(refused('redeem-too-many'))
  })
  it('counts points that ended as taken back when the goods come back', async () => {
    const { purchase } = await buy('2023-05-02', 20_000)
    shop.house.clock.set('2027-01-01')
    shop.house.services.startDay()
    await shop.giveBack({ purchaseId: purchase.id, day: '2027-01-01' as IsoDate })
    expect(await account()).toMatchObject({ balance: 0, debt: 0 })
  })
  it('gives points that paid for goods thirty more days where their lot has ended', async () => {
    await buy('2023-05-02', 20_000)
    const { purchase } = await buy('2026-03-12', 5000)
    await redeem(200, purchase.id)
    shop.house.clock.set('2027-02-01')
    shop.house.services.startDay()
    await shop.giveBack({ purchaseId: purchase.id, day: '2027-02-01' as IsoDate })
    expect(await account()).toMatchObject({ balance: 200, lots: [{ rest: 200, expiresOn: '2027-03-03' }] })
    shop.house.clock.set('2027-03-04')
    shop.house.services.startDay()
    expect((await account()).balance).toBe(0)
  })
})

describe('the programme', () => {
  it('keeps for old points what held when they were earned', async () => {
    await shop.record({ totalCents: 10_000 })
    await shop.house.call('settings.update', { pointWorth: 50, pointYears: 1, pointsPerEuro: 2 })
    await shop.record({ totalCents: 10_000 })
    expect((await account()).lots.map(({ rest, worth, expiresOn }) => [rest, worth, expiresOn])).toEqual([
      [200, 50, '2027-12-31'],
      [100, 100, '2029-12-31'],
    ])
    // 200 at half a cent and 100 at a cent.
    expect(await account()).toMatchObject({ usable: 300, usableCents: 200 })
    expect(await redeem(250)).toMatchObject({ cents: 150 })
  })
  it('is written down from when on it holds; of one day only the last word counts', async () => {
    await shop.house.call('settings.update', { pointsPerEuro: 2 })
    shop.house.clock.set('2026-04-01')
    await shop.house.call('settings.update', { pointsPerEuro: 3 })
    await shop.house.call('settings.update', { pointsPerEuro: 4 })
    const { versions, pointsPerEuro } = await shop.house.call('loyalty.programme', {})
    expect(pointsPerEuro).toBe(4)
    expect(versions.map(({ since, pointsPerEuro: rate }) => [since, rate])).toEqual([
      ['2026-04-01', 4],
      ['2026-03-12', 2],
    ])
  })
  it('lets points wait until goods can no longer come back', async () => {
    await shop.house.call('settings.update', { pointPendingDays: 14 })
    await shop.record({ totalCents: 20_000 })
    expect(await account()).toMatchObject({ balance: 200, pending: 200, usable: 0 })
    await expect(redeem(100)).rejects.toMatchObject(refused('redeem-too-many', { usable: 0 }))
    shop.house.clock.set('2026-03-26')
    expect(await account()).toMatchObject({ balance: 200, pending: 0, usable: 200 })
    expect(await redeem(100)).toMatchObject({ balance: 100 })
  })
})
