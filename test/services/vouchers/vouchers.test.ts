import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId, Input, IsoDate, PurchaseId } from '#contract'
import { openPurchaseShop } from '../purchases/purchase-shop.ts'
import type { PurchaseShop } from '../purchases/purchase-shop.ts'

let shop: PurchaseShop
let book: ArticleId
beforeEach(async () => {
  shop = await openPurchaseShop()
  book = shop.article('Roman', { isPriceBound: 1 })
})
afterEach(() => shop.close())

const day = (iso: string) => iso as IsoDate
const issue = (input: Partial<Input<'vouchers.issue'>>) => shop.house.call('vouchers.issue', { kind: 'percent', rateBp: 1000, ...input })
const value = (cents: number, more: Partial<Input<'vouchers.issue'>> = {}) => issue({ kind: 'value', rateBp: null, valueCents: cents, ...more })
const amount = (cents: number, more: Partial<Input<'vouchers.issue'>> = {}) => issue({ kind: 'amount', rateBp: null, valueCents: cents, ...more })
const redeem = (code: string, purchaseId: PurchaseId, cents?: number) =>
  shop.house.call('vouchers.redeem', { code, purchaseId, ...(cents === undefined ? {} : { cents }) })
const find = (code: string) => shop.house.call('vouchers.find', { code })
const buy = async (totalCents: number, more: Partial<Input<'purchases.record'>> = {}) => (await shop.record({ totalCents, ...more })).purchase.id
const receipt = (purchaseId: PurchaseId) => shop.house.call('purchases.get', { purchaseId })
const back = (purchaseId: PurchaseId, more: Partial<Input<'purchases.return'>> = {}) => shop.giveBack({ purchaseId, day: day('2026-03-12'), ...more })
const refused = (reason: string, detail: object = {}) => ({ failure: { reason, detail } })
/** The receipt of domain.md §18, without its tenth. */
async function example() {
  const lines = [
    { text: 'A', quantity: 1, unitCents: 1249 },
    { text: 'B', quantity: 1, unitCents: 735 },
    { articleId: book, quantity: 1, unitCents: 2000 },
  ]
  const { purchase } = await shop.record({ lines })
  const [a, b] = await shop.linesOf(purchase.id)
  return { id: purchase.id, a: a!, b: b! }
}
const gold = () => shop.house.job('loyalty.saveTiers', { tiers: [{ name: 'Gold', limitCents: 100_000, multiplierBp: 15_000 }] })

describe('a voucher in per cent', () => {
  it('takes ten per cent off 19.95 as 2.00', async () => {
    const id = await buy(1995)
    const { code } = await issue({})
    expect(await redeem(code, id)).toMatchObject({ cents: 200, payableCents: 1795, restCents: null })
    expect((await receipt(id)).totalCents).toBe(1795)
  })
  it('leaves price-bound books alone, lowers the points, and returns in either order come to the same (domain.md §18)', async () => {
    await gold()
    for (const order of ['ab', 'ba'] as const) {
      await shop.record({ totalCents: 100_000, allowUnusual: true })
      const before = await shop.points()
      const { id, a, b } = await example()
      const { code } = await issue({})
      expect(await redeem(code, id)).toMatchObject({ cents: 198 })
      expect((await receipt(id)).lines.map(({ discountCents }) => discountCents)).toEqual([125, 73, 0])
      expect((await shop.points()) - before).toBe(25)
      const taken = []
      for (const line of order) {
        const { refundCents, pointsTakenBack } = await back(id, { lines: [{ lineId: line === 'a' ? a : b, quantity: 1 }] })
        taken.push([refundCents, pointsTakenBack])
      }
      expect(taken).toEqual(
        order === 'ab'
          ? [
              [1124, 16],
              [662, 9],
            ]
          : [
              [662, 9],
              [1124, 16],
            ],
      )
    }
  })
  it('is one only, and comes before amounts and points', async () => {
    const id = await buy(20_000)
    const [first, second, ten] = [await issue({ isStackable: true }), await issue({ isStackable: true }), await amount(1000, { isStackable: true })]
    await redeem(first.code, id)
    await expect(redeem(second.code, id)).rejects.toMatchObject(refused('voucher-second-percent'))
    await redeem(ten.code, id)
    const other = await buy(20_000)
    await redeem((await amount(1000, { isStackable: true })).code, other)
    await expect(redeem(second.code, other)).rejects.toMatchObject(refused('voucher-percent-late'))
    const third = await buy(20_000)
    await shop.house.call('loyalty.redeem', { customerId: shop.kern, points: 100, purchaseId: third })
    await expect(redeem(second.code, third)).rejects.toMatchObject(refused('voucher-percent-late'))
    await expect(redeem((await amount(500)).code, third)).rejects.toMatchObject(refused('voucher-amount-late'))
  })
})

describe('a voucher over an amount', () => {
  it('never takes off more than there is', async () => {
    const id = await buy(700)
    expect(await redeem((await amount(1000)).code, id)).toMatchObject({ cents: 700, payableCents: 0 })
    expect((await receipt(id)).totalCents).toBe(0)
  })
  it('is not used together with another unless both allow it', async () => {
    const id = await buy(5000)
    await redeem((await amount(500)).code, id)
    await expect(redeem((await amount(500, { isStackable: true })).code, id)).rejects.toMatchObject(refused('voucher-not-together'))
  })
  it('needs its least basket, before discounts', async () => {
    const { code } = await amount(500, { minBasketCents: 3000 })
    await expect(redeem(code, await buy(2999))).rejects.toMatchObject(refused('voucher-basket-too-small', { leastCents: 3000 }))
    await redeem(code, await buy(2700, { discountCents: 300 }))
  })
  it('has nothing to do where all prices are bound, or nothing is left', async () => {
    const { purchase } = await shop.record({ lines: [{ articleId: book, quantity: 1, unitCents: 2000 }] })
    const { code } = await amount(500)
    await expect(redeem(code, purchase.id)).rejects.toMatchObject(refused('voucher-nothing-to-lower'))
    expect((await find(code)).state).toBe('open')
  })
})

describe('a voucher of value', () => {
  it('pays in parts, keeps its rest, and changes neither total nor points', async () => {
    const id = await buy(3000)
    const { code } = await value(5000)
    expect(await redeem(code, id)).toMatchObject({ cents: 3000, restCents: 2000, payableCents: 0 })
    expect(await receipt(id)).toMatchObject({ totalCents: 3000, points: 30 })
    expect(await find(code)).toMatchObject({ state: 'open', openCents: 2000 })
    await redeem(code, await buy(9000))
    expect(await find(code)).toMatchObject({ state: 'used', openCents: 0 })
    await expect(redeem(code, await buy(100))).rejects.toMatchObject(refused('voucher-used-up'))
  })
  it('gets back what was paid by it, also in parts', async () => {
    const id = await buy(3000)
    const { code } = await value(2000)
    await redeem(code, id)
    expect(await shop.house.call('purchases.returnPreview', { purchaseId: id, day: day('2026-03-12'), amountCents: 500 })).toMatchObject({
      vouchers: [{ code, kind: 'value', backCents: 500 }],
    })
    await back(id, { amountCents: 500 })
    expect((await find(code)).openCents).toBe(500)
    await back(id)
    expect((await find(code)).openCents).toBe(2000)
  })
  it('and another one get their money back in the order in which they paid', async () => {
    const id = await buy(3000)
    const [one, two] = [await value(1000), await value(1500)]
    await redeem(one.code, id)
    await redeem(two.code, id)
    await back(id, { amountCents: 1200 })
    expect([(await find(one.code)).openCents, (await find(two.code)).openCents]).toEqual([1000, 200])
  })
  it('never pays more than it holds or than there is to pay', async () => {
    const id = await buy(3000)
    const { code } = await value(5000)
    await expect(redeem(code, id, 3001)).rejects.toMatchObject(refused('voucher-too-much', { mostCents: 3000 }))
    expect(await redeem(code, id, 1200)).toMatchObject({ cents: 1200, restCents: 3800, payableCents: 1800 })
  })
  it('is valid to the end of the third year, and never shorter', async () => {
    expect((await value(5000)).expiresOn).toBe('2029-12-31')
    await expect(value(5000, { expiresOn: day('2029-12-30') })).rejects.toMatchObject(refused('voucher-term-too-short', { day: '2029-12-31' }))
    expect((await value(5000, { expiresOn: day('2031-05-05') })).expiresOn).toBe('2031-05-05')
  })
  it('stands in the register of what the shop owes, by the year it was sold', async () => {
    const { code } = await value(5000)
    await value(2500)
    await redeem(code, await buy(1000))
    shop.house.clock.set('2027-02-01')
    await value(700)
    expect(await shop.house.call('vouchers.register', {})).toMatchObject({
      openCents: 7200,
      years: [
        { year: 2027, count: 1, issuedCents: 700, openCents: 700 },
        { year: 2026, count: 2, issuedCents: 7500, openCents: 6500, expiredCents: 0 },
      ],
    })
    shop.house.clock.set('2030-01-01')
    expect((await shop.house.call('vouchers.register', {})).years[1]).toMatchObject({ openCents: 0, expiredCents: 6500 })
  })
})

describe('the days of a voucher', () => {
  it('begin with its first and end with its last, judged by the day of the receipt', async () => {
    const { code } = await issue({ startsOn: day('2026-03-20'), expiresOn: day('2026-03-31'), uses: 3 })
    await expect(redeem(code, await buy(1000))).rejects.toMatchObject(refused('voucher-not-yet'))
    shop.house.clock.set('2026-04-01')
    expect((await find(code)).state).toBe('expired')
    await expect(redeem(code, await buy(1000, { day: day('2026-04-01') }))).rejects.toMatchObject(
      refused('voucher-expired', { expiresOn: '2026-03-31' }),
    )
    await redeem(code, await buy(1000, { day: day('2026-03-31') }))
    await redeem(code, await buy(1000, { day: day('2026-03-20') }))
  })
  it('come back with a full return before its end, not with a partial one', async () => {
    const id = await buy(5000)
    const { code } = await amount(1000)
    await redeem(code, id)
    await back(id, { amountCents: 100 })
    expect((await find(code)).state).toBe('used')
    expect(await shop.house.call('purchases.returnPreview', { purchaseId: id, day: day('2026-03-12') })).toMatchObject({ vouchers: [{ code }] })
    await back(id)
    expect((await find(code)).state).toBe('open')
    await redeem(code, await buy(5000))
  })
  it('are over when the goods come back after its end', async () => {
    const id = await buy(5000)
    const { code } = await amount(1000, { expiresOn: day('2026-03-31') })
    await redeem(code, id)
    shop.house.clock.set('2026-04-02')
    await back(id, { day: day('2026-04-02') })
    expect((await find(code)).state).toBe('expired')
  })
})

describe('whose a voucher is', () => {
  it('its own customer only, or whoever brings it', async () => {
    const other = (await shop.house.call('customers.create', { kind: 'person', lastName: 'Brandt' })).id
    const { code } = await issue({ ownerId: other })
    const id = await buy(1000)
    await expect(redeem(code, id)).rejects.toMatchObject(refused('voucher-of-another', { name: 'Brandt' }))
    await shop.house.call('customers.merge', { survivorId: shop.kern, otherIds: [other] })
    await redeem(code, id)
    expect((await shop.house.call('vouchers.listFor', { customerId: shop.kern })).map(({ state }) => state)).toEqual(['used'])
  })
})

describe('a voucher and the memory of changes', () => {
  it('is used twice in two windows only once; the second is told', async () => {
    const { code } = await amount(500)
    const [one, two] = [await buy(1000), await buy(1000)]
    const answers = await Promise.allSettled([redeem(code, one), redeem(code, two)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await find(code)).used).toBe(1)
  })
  it('is as it was before after undo, with total and points, and used again after redo', async () => {
    const id = await buy(5000)
    const before = await receipt(id)
    const { code } = await issue({})
    await redeem(code, id)
    await shop.house.job('operations.undoLast', {})
    expect(await receipt(id)).toEqual(before)
    expect((await find(code)).state).toBe('open')
    await shop.house.job('operations.redoLast', {})
    expect((await find(code)).state).toBe('used')
    expect((await receipt(id)).totalCents).toBe(4500)
  })
  it('refuses to bring back a use when the voucher was used again meanwhile', async () => {
    const id = await buy(5000)
    const { code } = await amount(500)
    await redeem(code, id)
    const { returnId } = await back(id)
    await redeem(code, await buy(2000))
    await expect(shop.house.call('purchases.remove', { purchaseId: returnId })).rejects.toMatchObject(refused('voucher-used-since'))
    expect((await find(code)).used).toBe(1)
  })
  it('is free again when its receipt is taken out', async () => {
    const id = await buy(5000)
    const { code } = await value(1000)
    await redeem(code, id)
    await shop.house.call('purchases.remove', { purchaseId: id })
    expect(await find(code)).toMatchObject({ state: 'open', openCents: 1000 })
  })
  it('is made invalid with a reason, and valid again', async () => {
    const { id, code } = await amount(500)
    expect(await shop.house.call('vouchers.cancel', { voucherId: id, reason: 'Doppelt ausgestellt' })).toMatchObject({ state: 'cancelled' })
    await expect(redeem(code, await buy(1000))).rejects.toMatchObject(refused('voucher-cancelled', { reason: 'Doppelt ausgestellt' }))
    expect(await shop.house.call('vouchers.reopen', { voucherId: id })).toMatchObject({ state: 'open' })
    await redeem(code, await buy(1000))
    await expect(shop.house.call('vouchers.cancel', { voucherId: id, reason: 'x' })).rejects.toMatchObject(refused('voucher-is-used'))
  })
})

describe('finding vouchers', () => {
  it('goes by the code as typed, says when it cannot be right, and when it is not ours', async () => {
    const { code } = await value(1000)
    expect((await find(`SKV:${code}`)).code).toBe(code)
    expect((await find(` ${code.slice(0, 4).toLowerCase()} ${code.slice(4)} `)).code).toBe(code)
    await expect(find('KERN234567')).rejects.toMatchObject(refused('voucher-code-wrong'))
    await expect(find('KERN234568')).rejects.toMatchObject(refused('voucher-unknown'))
  })
  it('lists them by state and text', async () => {
    await value(1000, { note: 'Hochzeit Kern' })
    await amount(500, { ownerId: shop.kern })
    await issue({ startsOn: day('2026-05-01') })
    const list = (input: Input<'vouchers.list'>) => shop.house.call('vouchers.list', input)
    expect((await list({})).total).toBe(3)
    expect((await list({ text: 'kern' })).rows.map(({ kind }) => kind)).toEqual(['amount', 'value'])
    expect((await list({ state: 'coming' })).rows.map(({ kind }) => kind)).toEqual(['percent'])
  })
  it('needs a value, a rate or words by its kind', async () => {
    await expect(issue({ kind: 'value', rateBp: null })).rejects.toMatchObject(refused('voucher-value-missing'))
    await expect(issue({ kind: 'percent', rateBp: null })).rejects.toMatchObject(refused('voucher-rate-missing'))
    await expect(issue({ kind: 'reward', rateBp: null })).rejects.toMatchObject(refused('voucher-text-missing'))
    await expect(issue({ startsOn: day('2026-05-01'), expiresOn: day('2026-04-30') })).rejects.toMatchObject(refused('voucher-days-backwards'))
    await expect(issue({ text: 'x'.repeat(4000) })).rejects.toMatchObject({ failure: { code: 'invalid' } })
  })
})
