import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId, PurchaseId, PurchaseLineId } from '#contract'
import { openPurchaseShop, refusal } from './purchase-shop.ts'
import type { PurchaseShop } from './purchase-shop.ts'

let shop: PurchaseShop
beforeEach(async () => void (shop = await openPurchaseShop()))
afterEach(() => shop.close())
const today = '2026-03-12' as never

/** The worked example: A 12.49, B 7.35 and a book with a fixed price, 10 % off A and B. */
async function workedExample() {
  const book: ArticleId = shop.article('Roman', { isPriceBound: 1 })
  const { purchase } = await shop.record({
    lines: [
      { text: 'A', quantity: 1, unitCents: 1249 },
      { text: 'B', quantity: 1, unitCents: 735 },
      { articleId: book, quantity: 1, unitCents: 2000 },
    ],
    discountCents: 198,
  })
  const [a, b] = (await shop.linesOf(purchase.id)) as [PurchaseLineId, PurchaseLineId]
  const back = (lineId: PurchaseLineId) => shop.giveBack({ purchaseId: purchase.id, lines: [{ lineId, quantity: 1 }], day: today })
  return { purchase, a, b, back }
}
const phaseOfKern = async () => (await shop.house.call('customers.summary', { customerId: shop.kern })).phase

describe('the worked example', () => {
  it('gives back what was paid and the points of then, whichever comes first', async () => {
    const { b, a, back } = await workedExample()
    expect(await shop.points()).toBe(17)
    expect(await back(b)).toMatchObject({ refundCents: 662, pointsTakenBack: 6, balance: 11 })
    expect(await back(a)).toMatchObject({ refundCents: 1124, pointsTakenBack: 11, balance: 0, leftCents: 2000 })
  })
  it('comes to the same in the other order', async () => {
    const { b, a, back } = await workedExample()
    expect(await back(a)).toMatchObject({ refundCents: 1124, pointsTakenBack: 11 })
    expect(await back(b)).toMatchObject({ refundCents: 662, pointsTakenBack: 6, balance: 0 })
  })
  it('keeps the rate of then, whatever it is now', async () => {
    const { b, back } = await workedExample()
    await shop.house.call('settings.update', { pointsPerEuro: 3 })
    expect(await back(b)).toMatchObject({ pointsTakenBack: 6 })
  })
  it('keeps what earned points then, whatever the article says now', async () => {
    const soap = shop.article('Seife')
    const { purchase } = await shop.record({ lines: [{ articleId: soap, quantity: 1, unitCents: 500 }] })
    shop.house.db.prepare('update article set earns_points = 0').run()
    expect(await shop.giveBack({ purchaseId: purchase.id, day: today })).toMatchObject({ pointsTakenBack: 5, balance: 0 })
  })
})

describe('what comes back', () => {
  it('is a part of a quantity, its money to the cent, and the rest later', async () => {
    const { purchase } = await shop.record({ lines: [{ text: 'Äpfel', quantity: 3, unitCents: 100 }], discountCents: 100 })
    const [line] = await shop.linesOf(purchase.id)
    const one = () => shop.giveBack({ purchaseId: purchase.id, lines: [{ lineId: line!, quantity: 1 }], day: today })
    const refunds = [await one(), await one(), await one()].map(({ refundCents }) => refundCents)
    expect(refunds.reduce((sum, cents) => sum + cents, 0)).toBe(200)
    expect(refunds.toSorted()).toEqual([66, 67, 67])
    expect(await refusal(one())).toMatchObject({ reason: 'return-nothing-left' })
  })
  it('is an amount of a receipt without lines, then the rest', async () => {
    const { purchase } = await shop.record({ totalCents: 4990 })
    expect(await shop.giveBack({ purchaseId: purchase.id, amountCents: 1000, day: today, reason: 'Kratzer' })).toMatchObject({
      refundCents: 1000,
      pointsTakenBack: 10,
      leftCents: 3990,
    })
    expect(await shop.giveBack({ purchaseId: purchase.id, day: today })).toMatchObject({ refundCents: 3990, pointsTakenBack: 39, balance: 0 })
  })
  it('is money only, spread over the lines, while the goods stay', async () => {
    const { purchase } = await shop.record({ lines: [500, 1000].map((unitCents) => ({ text: 'Ware', quantity: 1, unitCents })) })
    await shop.giveBack({ purchaseId: purchase.id, amountCents: 300, day: today })
    const { lines, leftCents } = await shop.house.call('purchases.get', { purchaseId: purchase.id })
    expect(lines.map((line) => [line.leftQuantity, line.leftCents])).toEqual([
      [1, 400],
      [1, 800],
    ])
    expect(leftCents).toBe(1200)
    expect(await shop.points()).toBe(12)
    expect(await shop.giveBack({ purchaseId: purchase.id, day: today })).toMatchObject({ refundCents: 1200, balance: 0 })
  })
  it('is told with its receipt, and as a row that names it', async () => {
    const { purchase } = await shop.record({ totalCents: 4990, day: '2026-03-01' as never })
    const { returnId } = await shop.giveBack({ purchaseId: purchase.id, amountCents: 990, day: today, reason: 'zu klein' })
    const { rows, total, sumCents } = await shop.house.call('purchases.listFor', { customerId: shop.kern })
    expect([rows.length, total, sumCents]).toEqual([1, 1, 4000])
    expect(rows[0]!.returns).toMatchObject([
      {
        id: returnId,
        kind: 'return',
        returnsId: purchase.id,
        day: '2026-03-12',
        countsOn: '2026-03-01',
        totalCents: -990,
        points: -9,
        note: 'zu klein',
      },
    ])
    const { entries } = await shop.house.call('customers.timeline', { customerId: shop.kern })
    expect(entries.find(({ detail }) => detail['kind'] === 'return')?.detail).toMatchObject({ totalCents: -990, boughtOn: '2026-03-01', points: -9 })
  })
})

describe('a return that cannot be', () => {
  it('is refused by name and leaves everything as it was', async () => {
    const { purchase } = await shop.record({ lines: [{ text: 'Brot', quantity: 2, unitCents: 300 }], day: '2026-03-05' as never })
    const [line] = await shop.linesOf(purchase.id)
    const refused = (order: object) => refusal(shop.giveBack({ purchaseId: purchase.id, day: today, ...order }))
    const back = (quantity: number, lineId = line!) => ({ lines: [{ lineId, quantity }] })
    expect(await refused(back(2.001))).toMatchObject({ reason: 'return-quantity-too-large', detail: { name: 'Brot', left: 2 } })
    expect((await refused({ lines: [...back(1).lines, ...back(2).lines] })).reason).toBe('return-quantity-too-large')
    expect((await refused(back(0))).reason).toBe('line-quantity-zero')
    expect((await refused(back(1, 99 as PurchaseLineId))).reason).toBe('return-line-unknown')
    expect((await refused({ lines: [] })).reason).toBe('return-lines-empty')
    expect(await refused({ amountCents: 601 })).toMatchObject({ reason: 'return-amount-too-large', detail: { leftCents: 600 } })
    expect((await refused({ amountCents: 0 })).reason).toBe('amount-not-positive')
    expect((await refused({ ...back(1), amountCents: 100 })).reason).toBe('return-both-given')
    expect(await refused({ day: '2026-03-04' })).toMatchObject({ reason: 'return-before-purchase', detail: { day: '2026-03-05' } })
    expect((await refused({ day: '2026-03-13' })).reason).toBe('day-in-future')
    expect((await refused({ purchaseId: 99 as PurchaseId })).reason).toBe('purchase-gone')
    const { returnId } = await shop.giveBack({ purchaseId: purchase.id, day: today })
    expect((await refused({ purchaseId: returnId })).reason).toBe('return-of-return')
    await shop.house.call('purchases.remove', { purchaseId: purchase.id })
    expect((await refused({})).reason).toBe('purchase-gone')
    expect(await shop.points()).toBe(0)
  })
  it('is refused while the customer lies in the bin', async () => {
    const { purchase } = await shop.record({ totalCents: 500 })
    await shop.house.call('customers.remove', { customerIds: [shop.kern] })
    expect((await refusal(shop.giveBack({ purchaseId: purchase.id, day: today }))).reason).toBe('customer-in-bin')
  })
})

describe('the preview', () => {
  it('says exactly what booking does, and does nothing itself', async () => {
    await shop.record({ totalCents: 1000, day: '2026-01-05' as never })
    const { purchase } = await shop.record({ totalCents: 4990 })
    for (const amountCents of [990, undefined]) {
      const order = { purchaseId: purchase.id, day: today, ...(amountCents === undefined ? {} : { amountCents }) }
      const before = shop.house.db.prepare('select total_changes()').pluck().get()
      const preview = await shop.house.call('purchases.returnPreview', order)
      expect(shop.house.db.prepare('select total_changes()').pluck().get()).toBe(before)
      const { returnId, ...booked } = await shop.giveBack(order)
      expect(booked).toEqual(preview)
      expect(returnId).toBeGreaterThan(0)
    }
    expect(await phaseOfKern()).toBe('after-purchase')
  })
})

describe('phases after returns', () => {
  it('fall back when the only second purchase comes back whole, and rise again when that is undone', async () => {
    await shop.record({ totalCents: 1000, day: '2026-01-05' as never })
    const { purchase } = await shop.record({ totalCents: 2000, day: '2026-02-05' as never })
    expect(await phaseOfKern()).toBe('repurchase')
    expect(await shop.giveBack({ purchaseId: purchase.id, day: today })).toMatchObject({ previousPhase: 'repurchase', phase: 'after-purchase' })
    expect(await phaseOfKern()).toBe('after-purchase')
    expect((await shop.house.call('phases.history', { customerId: shop.kern }))[0]).toMatchObject({ from: 'repurchase', to: 'after-purchase' })
    await shop.house.job('operations.undoLast', {})
    expect(await phaseOfKern()).toBe('repurchase')
  })
  it('stay while anything of the day is left: a part, or a second receipt', async () => {
    const { purchase } = await shop.record({ totalCents: 2000 })
    await shop.giveBack({ purchaseId: purchase.id, amountCents: 1999, day: today })
    expect(await phaseOfKern()).toBe('after-purchase')
    await shop.record({ totalCents: 1 })
    await shop.giveBack({ purchaseId: purchase.id, day: today })
    expect(await phaseOfKern()).toBe('after-purchase')
  })
  it('count a return in the next year on the day of the purchase', async () => {
    const { purchase } = await shop.record({ totalCents: 2000, day: '2025-12-30' as never })
    await shop.giveBack({ purchaseId: purchase.id, amountCents: 500, day: '2026-01-10' as never })
    expect(await shop.house.call('customers.summary', { customerId: shop.kern })).toMatchObject({
      purchaseDays: 1,
      totalCents: 1500,
      lastPurchase: '2025-12-30',
    })
    await shop.giveBack({ purchaseId: purchase.id, day: '2026-01-11' as never })
    expect(await shop.house.call('customers.summary', { customerId: shop.kern })).toMatchObject({
      purchaseDays: 0,
      phase: 'first-contact',
      totalCents: 0,
    })
  })
  it('re-order when a sale is entered for an earlier day', async () => {
    await shop.record({ totalCents: 1000, day: '2026-02-01' as never })
    await shop.record({ totalCents: 1000, day: '2026-01-01' as never })
    const { card, days } = await shop.house.call('phases.explain', { customerId: shop.kern })
    expect([card.firstPurchase, card.lastPurchase, days.length, card.phase]).toEqual(['2026-01-01', '2026-02-01', 2, 'repurchase'])
  })
  it('begin nothing for a customer with returns only', async () => {
    shop.house.db
      .prepare(
        `insert into purchase (id, customer_id, kind, day, counts_on, total_cents, list_cents, created_at)
         values (7, ?, 'return', '2026-03-01', '2026-03-01', -500, -500, '2026-03-01T10:00:00.000Z')`,
      )
      .run(shop.kern)
    await shop.house.call('customers.update', { customerId: shop.kern, memo: 'x' })
    expect(await shop.house.call('customers.summary', { customerId: shop.kern })).toMatchObject({
      phase: 'first-contact',
      purchaseDays: 0,
      totalCents: -500,
    })
    const { rows } = await shop.house.call('purchases.listFor', { customerId: shop.kern })
    expect(rows).toMatchObject([{ kind: 'return', returnsId: null, totalCents: -500, returns: [] }])
  })
})

describe('taking out', () => {
  it('a receipt takes its returns along, and all of it comes back', async () => {
    const { purchase } = await shop.record({ totalCents: 5000 })
    await shop.giveBack({ purchaseId: purchase.id, amountCents: 1000, day: today })
    expect(await shop.house.call('purchases.remove', { purchaseId: purchase.id })).toEqual({ customerId: shop.kern, returnsRemoved: 1 })
    expect([await shop.points(), await phaseOfKern()]).toEqual([0, 'first-contact'])
    await shop.house.job('operations.undoLast', {})
    expect([await shop.points(), await phaseOfKern()]).toEqual([40, 'after-purchase'])
  })
  it('a return takes only that return, and sets the points right for what stays back', async () => {
    const { purchase } = await shop.record({ lines: [150, 150].map((unitCents) => ({ text: 'Ware', quantity: 1, unitCents })) })
    const [first, second] = await shop.linesOf(purchase.id)
    const back = (lineId: PurchaseLineId) => shop.giveBack({ purchaseId: purchase.id, lines: [{ lineId, quantity: 1 }], day: today })
    const { returnId } = await back(first!)
    await back(second!)
    expect(await shop.house.call('purchases.remove', { purchaseId: returnId })).toMatchObject({ returnsRemoved: 0 })
    expect(await shop.points()).toBe(1)
    await shop.house.job('operations.undoLast', {})
    expect(await shop.points()).toBe(0)
  })
  it('undoing the purchase takes the later return along; redoing brings both back', async () => {
    const { value, operationId } = await shop.house.write('purchases.record', { customerId: shop.kern, day: today, totalCents: 5000 })
    const { purchase } = value as { purchase: { id: PurchaseId } }
    await shop.giveBack({ purchaseId: purchase.id, amountCents: 1000, day: today })
    await shop.house.job('operations.undo', { operationId: operationId! })
    expect([await shop.points(), await phaseOfKern()]).toEqual([0, 'first-contact'])
    await shop.house.job('operations.redoLast', {})
    expect(await shop.points()).toBe(40)
  })
  it('does not bring back a return whose goods came back again since', async () => {
    const { purchase } = await shop.record({ totalCents: 5000 })
    await shop.giveBack({ purchaseId: purchase.id, day: today })
    const { operationId } = await shop.house.job('operations.undoLast', {})
    await shop.giveBack({ purchaseId: purchase.id, day: today })
    expect(await refusal(shop.house.job('operations.undo', { operationId }))).toMatchObject({ code: 'conflict', reason: 'return-fits-no-longer' })
    expect(await shop.points()).toBe(0)
  })
})

describe('merging and separating', () => {
  it('takes a return along with its receipt, also one that was booked in between', async () => {
    const other = (await shop.house.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
    const { purchase } = await shop.record({ customerId: other, totalCents: 5000 })
    await shop.giveBack({ purchaseId: purchase.id, amountCents: 1000, day: today })
    const preview = await shop.house.call('customers.mergePreview', { survivorId: shop.kern, otherIds: [other] })
    expect(preview.sides[1]).toMatchObject({ purchases: 1, totalCents: 4000, points: 40 })
    const { mergeId } = await shop.house.call('customers.merge', { survivorId: shop.kern, otherIds: [other] })
    await shop.giveBack({ purchaseId: purchase.id, amountCents: 500, day: today })
    expect(await shop.points()).toBe(35)
    await shop.house.job('customers.undoMerge', { mergeId })
    expect(await shop.points()).toBe(0)
    const { rows, sumCents } = await shop.house.call('purchases.listFor', { customerId: other })
    expect([rows[0]!.returns.length, sumCents]).toEqual([2, 3500])
    expect((await shop.house.call('loyalty.account', { customerId: other })).balance).toBe(35)
    expect((await shop.house.call('loyalty.verify', {})).differences).toEqual([])
  })
})

describe('the shop’s totals', () => {
  it('are net of returns, by the day of the till, with sales whose customer nobody knows', async () => {
    const { purchase } = await shop.record({ totalCents: 5000, day: '2025-12-30' as never })
    await shop.giveBack({ purchaseId: purchase.id, amountCents: 1000, day: '2026-01-02' as never })
    shop.house.db
      .prepare(
        `insert into purchase (id, day, counts_on, total_cents, list_cents, created_at)
         values (7, '2026-01-03', '2026-01-03', 700, 700, '2026-01-03T10:00:00.000Z')`,
      )
      .run()
    const totals = (from: string, until: string) => shop.house.call('purchases.totals', { from: from as never, until: until as never })
    expect(await totals('2026-01-01', '2026-12-31')).toEqual({
      netCents: -300,
      known: { receipts: 0, cents: 0 },
      unknown: { receipts: 1, cents: 700 },
      returns: { receipts: 1, cents: -1000 },
    })
    expect((await totals('2025-01-01', '2026-12-31')).netCents).toBe(4700)
    expect((await refusal(totals('2026-01-02', '2026-01-01'))).reason).toBe('totals-backwards')
    expect(await shop.giveBack({ purchaseId: 7 as PurchaseId, day: today })).toMatchObject({ customerId: null, refundCents: 700, pointsTakenBack: 0 })
  })
})
