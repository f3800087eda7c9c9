import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PurchaseId } from '#contract'
import { openPurchaseShop } from '../services/purchases/purchase-shop.ts'
import type { PurchaseShop } from '../services/purchases/purchase-shop.ts'

/** Statements that run for every booking, among a million lines. Caught on their way to SQLite, then explained. */
let shop: PurchaseShop
let purchaseId: PurchaseId
const seen = new Set<string>()
let prepare: PurchaseShop['house']['db']['prepare']
beforeAll(async () => {
  shop = await openPurchaseShop()
  purchaseId = (await shop.record({ lines: [{ text: 'Brot', quantity: 2, unitCents: 300 }] })).purchase.id
  prepare = shop.house.db.prepare.bind(shop.house.db)
  const statement = Object.getPrototypeOf(prepare('select 1')) as Record<
    'all' | 'get' | 'run',
    (this: { source: string }, ...rest: unknown[]) => unknown
  >
  for (const name of ['all', 'get', 'run'] as const) {
    const original = statement[name]
    statement[name] = function (...rest) {
      seen.add(this.source)
      return original.apply(this, rest)
    }
  }
})
afterAll(() => shop.close())

/** Steps that read purchases, lines, entries or the memory of changes from end to end. */
async function wholeTables(work: () => Promise<unknown>): Promise<string[]> {
  seen.clear()
  await work()
  const statements = [...seen].filter((sql) => /^\s*(select|with|insert|update|delete)/i.test(sql))
  expect(statements.some((sql) => sql.includes('purchase'))).toBe(true)
  return statements.flatMap((sql) => {
    const named = [...new Set([...sql.matchAll(/@(\w+)/g)].map((match) => match[1]!))]
    const values = named.length > 0 ? [Object.fromEntries(named.map((name) => [name, 1]))] : [...sql.matchAll(/\?/g)].map(() => 1)
    const steps = prepare(`explain query plan ${sql}`).all(...(values as never[])) as { detail: string }[]
    return steps
      .filter(({ detail }) => /^SCAN (purchase|purchase_line|point_entry|change|p|r|l|e|c)\b(?!.*INDEX)/.test(detail))
      .map(({ detail }) => `${detail}: ${sql}`)
  })
}
const day = '2026-03-12' as never

test('recording, giving back, looking at and taking out a receipt walk indexes only', async () => {
  const lines = [{ text: 'Brot', quantity: 1, unitCents: 300 }]
  expect(await wholeTables(() => shop.record({ lines, receiptNo: '4711' }))).toEqual([])
  expect(await wholeTables(() => shop.house.call('purchases.returnPreview', { purchaseId, day, amountCents: 100 }))).toEqual([])
  expect(await wholeTables(() => shop.giveBack({ purchaseId, day, amountCents: 100 }))).toEqual([])
  expect(await wholeTables(() => shop.house.call('purchases.get', { purchaseId }))).toEqual([])
  expect(await wholeTables(() => shop.house.call('purchases.listFor', { customerId: shop.kern }))).toEqual([])
  expect(await wholeTables(() => shop.house.call('purchases.remove', { purchaseId }))).toEqual([])
})

test('the shop’s totals read one index of the days asked for', async () => {
  seen.clear()
  await shop.house.call('purchases.totals', { from: day, until: day })
  const sql = [...seen].find((text) => text.includes('returnCents'))!
  const [step] = prepare(`explain query plan ${sql}`).all({ from: '', until: '' } as never) as { detail: string }[]
  expect(step?.detail).toContain('USING COVERING INDEX purchase_till_day (day>? AND day<?)')
})
