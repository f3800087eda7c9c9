import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { addDays } from '#contract'
import type { PurchaseId } from '#contract'
import { openHouse, Refused } from '../../support/house.ts'

/** Redo and undo refuse when there is nothing to do; that is no fault here. */
const orRefused = async (work: Promise<unknown>) => {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Refused) || error.failure.code === 'unexpected') throw error
  }
}
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('record' as const), cents: fc.integer({ min: 1, max: 9999 }), daysAgo: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), which: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('adjust' as const), points: fc.integer({ min: -60, max: 60 }).filter((n) => n !== 0) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('redo' as const) }) },
)

it('keeps purchases, ledger, balance and phase in step whatever is recorded, removed, changed, undone and redone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const house = openHouse()
      try {
        const customerId = (await house.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
        const known: PurchaseId[] = []
        for (const next of steps) {
          if (next.do === 'record') {
            const day = addDays(house.clock.today(), -next.daysAgo)
            const work = house.call('purchases.record', { customerId, day, totalCents: next.cents })
            await orRefused(work.then(({ purchase }) => known.push(purchase.id)))
          } else if (next.do === 'remove') {
            const purchaseId = known[next.which % Math.max(1, known.length)]
            if (purchaseId) await orRefused(house.call('purchases.remove', { purchaseId }))
          } else if (next.do === 'adjust') await orRefused(house.call('loyalty.adjust', { customerId, points: next.points, reason: 'x' }))
          else await orRefused(house.job(next.do === 'undo' ? 'operations.undoLast' : 'operations.redoLast', {}))

          // Undoing far enough takes the customer out too; the ledger must be sound all the same.
          const { balance, entries } = await house.call('loyalty.account', { customerId, limit: 1000 })
          const inForce = new Set(entries.map(({ reversesId }) => reversesId))
          const effective = entries.filter(({ id, reversesId }) => !inForce.has(id) && reversesId === null)
          const { rows } = await house.call('purchases.listFor', { customerId, limit: 1000 })
          expect(balance).toBe(entries.reduce((sum, { points }) => sum + points, 0))
          for (const row of rows) expect(row.points).toBe(Math.floor(row.totalCents / 100))
          const given = rows.reduce((sum, { points }) => sum + points, 0)
          const byHand = entries.filter(({ kind }) => kind === 'ADJUST').reduce((sum, { points }) => sum + points, 0)
          expect(balance).toBe(given + byHand)
          expect(new Set(entries.flatMap(({ reversesId }) => reversesId ?? [])).size).toBe(entries.filter((e) => e.reversesId !== null).length)
          expect(effective.every(({ kind }) => kind === 'EARN' || kind === 'ADJUST')).toBe(true)
          expect((await house.call('loyalty.verify', {})).differences).toEqual([])
        }
      } finally {
        house.close()
      }
    }),
    { numRuns: 30 },
  )
}, 60_000)

it('books a purchase once, however often it is asked to', async () => {
  const house = openHouse()
  const customerId = (await house.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
  const { purchase } = await house.call('purchases.record', { customerId, day: '2026-03-12' as never, totalCents: 4990 })
  const insertAgain = () =>
    house.db
      .prepare(
        `insert into point_entry (id, account_id, kind, points, day, key, created_at)
         select id + 1, account_id, kind, points, day, key, created_at from point_entry where key = ?`,
      )
      .run(`earn:${purchase.id}`)
  expect(insertAgain).toThrow('UNIQUE')
  house.close()
})
