import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId, StaffId } from '#contract'
import { openPurchaseShop, refusal } from './purchase-shop.ts'
import type { PurchaseShop } from './purchase-shop.ts'

let shop: PurchaseShop
beforeEach(async () => void (shop = await openPurchaseShop()))
afterEach(() => shop.close())
const lines = (...amounts: number[]) => amounts.map((unitCents) => ({ text: 'Ware', quantity: 1, unitCents }))

describe('a receipt with lines', () => {
  it('keeps what was sold, at which price, discount and VAT rate, by whom and how', async () => {
    const soap = shop.article('Olivenseife', { vatBp: 1900 })
    const anna = shop.staff('Anna')
    const { purchase } = await shop.record({
      lines: [
        { articleId: soap, quantity: 2, unitCents: 590, discountCents: 100 },
        { text: 'Käse', quantity: 0.35, unitCents: 1290, vatBp: 700 },
      ],
      staffId: anna,
      channel: 'phone',
      note: 'Geschenk',
    })
    expect(purchase).toMatchObject({ totalCents: 1080 + 452, listCents: 1180 + 452, channel: 'phone', staffId: anna, lineCount: 2, note: 'Geschenk' })
    expect(purchase.goods).toBe('Olivenseife, Käse')
    const receipt = await shop.house.call('purchases.get', { purchaseId: purchase.id })
    expect(receipt.staffName).toBe('Anna')
    expect(receipt.lines).toMatchObject([
      { name: 'Olivenseife', quantity: 2, unitCents: 590, discountCents: 100, netCents: 1080, vatBp: 1900, leftQuantity: 2, leftCents: 1080 },
      { name: 'Käse', quantity: 0.35, unitCents: 1290, discountCents: 0, netCents: 452, vatBp: 700, articleId: null },
    ])
  })
  it('takes a total besides only when it is what the lines come to', async () => {
    expect((await shop.record({ lines: lines(1000, 500), totalCents: 1500 })).purchase.totalCents).toBe(1500)
    expect(await refusal(shop.record({ lines: lines(1000, 500), totalCents: 1499 }))).toMatchObject({
      reason: 'purchase-total-differs',
      detail: { totalCents: 1499, sumCents: 1500 },
    })
  })
  it('may be free of charge, which makes no purchase day and gives no points', async () => {
    expect(await shop.record({ lines: lines(0) })).toMatchObject({ phase: 'first-contact', pointsEarned: 0 })
  })
  it('asks before an outlier of 30,000 €, and takes it when it is meant', async () => {
    const outlier = { lines: lines(500, 3_000_000) }
    expect(await refusal(shop.record(outlier))).toMatchObject({ code: 'conflict', reason: 'amount-unusual', detail: { amountCents: 3_000_000 } })
    expect(await refusal(shop.record({ totalCents: 3_000_000 }))).toMatchObject({ reason: 'amount-unusual' })
    expect(await shop.points()).toBe(0)
    expect(await shop.record({ ...outlier, allowUnusual: true })).toMatchObject({ pointsEarned: 30_005 })
  })
  it('calls an amount unusual by what the shop sells, not what a stranger thinks dear', async () => {
    for (let n = 0; n < 10; n++) await shop.record({ totalCents: 1200 })
    expect(await refusal(shop.record({ totalCents: 120_000 }))).toMatchObject({ reason: 'amount-unusual' })
    await shop.record({ totalCents: 90_000 })
    await shop.record({ totalCents: 250_000, allowUnusual: true })
    expect((await shop.record({ totalCents: 400_000 })).pointsEarned).toBe(4000)
    expect(await refusal(shop.record({ totalCents: 900_000 }))).toMatchObject({ reason: 'amount-unusual' })
  })
  it('takes a day on which clocks change, and 29 February', async () => {
    for (const day of ['2025-03-30', '2025-10-26', '2024-02-29']) await shop.record({ totalCents: 500, day: day as never })
    expect((await shop.house.call('customers.summary', { customerId: shop.kern })).purchaseDays).toBe(3)
    expect((await refusal(shop.record({ totalCents: 500, day: '2025-02-29' as never }))).reason).toBe('day-invalid')
  })
  it('names what cannot stand on a receipt, and writes nothing', async () => {
    const one = (line: object) => refusal(shop.record({ lines: [{ text: 'Brot', quantity: 1, unitCents: 300, ...line }] }))
    expect((await one({ quantity: 0 })).reason).toBe('line-quantity-zero')
    expect((await one({ quantity: -1 })).reason).toBe('line-quantity-zero')
    expect((await one({ quantity: 0.0005 })).reason).toBe('line-quantity-odd')
    expect((await one({ quantity: 100_000 })).reason).toBe('line-quantity-odd')
    expect((await one({ unitCents: -1 })).reason).toBe('line-price-negative')
    expect((await one({ discountCents: -1 })).reason).toBe('discount-negative')
    expect((await one({ vatBp: 10_001 })).reason).toBe('vat-odd')
    expect((await one({ articleId: 99 as ArticleId })).reason).toBe('article-unknown')
    expect(await one({ discountCents: 301 })).toMatchObject({ reason: 'line-discount-too-large', detail: { name: 'Brot', mostCents: 300 } })
    expect((await refusal(shop.record({ lines: [] }))).reason).toBe('purchase-empty')
    expect((await refusal(shop.record({}))).reason).toBe('purchase-empty')
    expect((await refusal(shop.record({ lines: lines(100), staffId: 99 as StaffId }))).reason).toBe('staff-unknown')
    expect((await refusal(shop.record({ lines: Array.from({ length: 501 }, () => lines(1)[0]!) }))).reason).toBe('lines-too-many')
    expect((await refusal(shop.record({ lines: lines(9_999_999_999, 1) }))).reason).toBe('amount-too-large')
    expect(shop.house.db.prepare('select (select count(*) from purchase) + (select count(*) from purchase_line)').pluck().get()).toBe(0)
  })
})

describe('a discount', () => {
  it('on the whole receipt is spread over the lines that may be discounted, to the cent', async () => {
    const book = shop.article('Roman', { isPriceBound: 1 })
    const { purchase, pointsEarned } = await shop.record({
      lines: [
        { text: 'A', quantity: 1, unitCents: 1249 },
        { text: 'B', quantity: 1, unitCents: 735 },
        { articleId: book, quantity: 1, unitCents: 2000 },
      ],
      discountCents: 198,
      discountReason: 'Aktion',
    })
    const { lines: kept } = await shop.house.call('purchases.get', { purchaseId: purchase.id })
    expect(kept.map(({ discountCents, netCents }) => [discountCents, netCents])).toEqual([
      [125, 1124],
      [73, 662],
      [0, 2000],
    ])
    expect([purchase.totalCents, purchase.listCents, purchase.discountReason, pointsEarned]).toEqual([3786, 3984, 'Aktion', 17])
  })
  it('on a receipt without lines says what it would have cost', async () => {
    const { purchase } = await shop.record({ totalCents: 4500, discountCents: 500, discountReason: 'Treue' })
    expect([purchase.totalCents, purchase.listCents]).toEqual([4500, 5000])
  })
  it('is refused on what may not be discounted, and beyond what may', async () => {
    const book = shop.article('Roman', { isPriceBound: 1 })
    const bread = shop.article('Brot', { isDiscountable: 0 })
    const discounted = (articleId: ArticleId) => refusal(shop.record({ lines: [{ articleId, quantity: 1, unitCents: 500, discountCents: 1 }] }))
    expect(await discounted(book)).toMatchObject({ reason: 'article-not-discountable', detail: { name: 'Roman' } })
    expect(await discounted(bread)).toMatchObject({ reason: 'article-not-discountable', detail: { name: 'Brot' } })
    const mixed = [{ articleId: book, quantity: 1, unitCents: 2000 }, ...lines(300)]
    expect(await refusal(shop.record({ lines: mixed, discountCents: 301 }))).toMatchObject({
      reason: 'discount-too-large',
      detail: { mostCents: 300 },
    })
  })
})

describe('points of a receipt with lines', () => {
  it('come from what earns them, rounded down once per receipt', async () => {
    const voucher = shop.article('Gutschein', { isVoucher: 1 })
    const tobacco = shop.article('Tabak', { earnsPoints: 0 })
    const { pointsEarned } = await shop.record({
      lines: [...lines(150, 150), { articleId: voucher, quantity: 1, unitCents: 5000 }, { articleId: tobacco, quantity: 1, unitCents: 900 }],
    })
    expect(pointsEarned).toBe(3)
  })
})

describe('the preview of a receipt', () => {
  it('says what booking does, and writes nothing', async () => {
    const tobacco = shop.article('Tabak', { earnsPoints: 0 })
    const order = { lines: [...lines(1550, 450), { articleId: tobacco, quantity: 2, unitCents: 500 }], discountCents: 300 }
    const input = { customerId: shop.kern, day: shop.house.clock.today(), ...order }
    const preview = await shop.house.call('purchases.recordPreview', input)
    expect(preview).toMatchObject({ listCents: 3000, totalCents: 2700, points: 18, balance: 0, isNewDay: true, purchaseDays: 1 })
    expect(preview.lines.map(({ netCents }) => netCents)).toEqual([1395, 405, 900])
    expect((await shop.house.call('purchases.listFor', { customerId: shop.kern })).total).toBe(0)
    const booked = await shop.record(order)
    expect(booked).toMatchObject({ pointsEarned: 18, phase: preview.phase, previousPhase: preview.previousPhase, purchaseDays: 1 })
    expect(await shop.house.call('purchases.recordPreview', input)).toMatchObject({ isNewDay: false, purchaseDays: 1, balance: 18 })
  })
  it('refuses what booking refuses for good', async () => {
    const order = { customerId: shop.kern, day: '2030-01-01' as never, lines: lines(100) }
    await expect(shop.house.call('purchases.recordPreview', order)).rejects.toMatchObject({ failure: { reason: 'day-in-future' } })
  })
})
