import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CustomerId, OperationId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { act, action, pick, refusedQuietly } from '../operations/shop-steps.ts'
import { contentOf, expectSoundness } from '../operations/shop-state.ts'
import { day } from './two-customers.ts'

/** A shop in which there is something to merge: three customers with purchases, points, cards, notes. */
async function shop(): Promise<House> {
  const house = openHouse()
  for (const [n, lastName] of ['Kern', 'Brandt', 'Müller'].entries()) {
    const { id } = await house.call('customers.create', { kind: 'person', lastName, memo: `Notiz ${n}`, tags: ['A', `T${n}`], phone: `0251 99${n}` })
    await house.call('purchases.record', { customerId: id, day: day(`2026-02-0${n + 1}`), totalCents: 1000 * (n + 1) })
    if (n > 0) await house.call('cards.issue', { customerId: id })
  }
  return house
}
const live = (house: House) =>
  house.db.prepare<[], CustomerId>("select id from customer where deleted_at is null and kind = 'person' order by id").pluck().all()
const totals = ({ db }: House) =>
  db
    .prepare(
      `select (select coalesce(sum(points), 0) from point_entry) as points,
         (select coalesce(sum(total_cents), 0) from purchase where voided_at is null) as cents, (select count(*) from card) as cards`,
    )
    .get()
const runs = { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 40) }

async function mergeSome(house: House, n: number): Promise<OperationId | undefined> {
  const ids = live(house)
  if (ids.length < 2) return undefined
  const survivorId = ids[n % ids.length]!
  const { mergeId } = await house.call('customers.merge', { survivorId, otherIds: ids.filter((id) => id !== survivorId).slice(0, 9) })
  return mergeId
}

describe('a merge', () => {
  it('changes no total, and taken back at once leaves everything as it was, whatever happened before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 12 }), pick, async (steps, n) => {
        const house = await shop()
        try {
          for (const step of steps) await act(house, step).catch(refusedQuietly)
          const [before, sums] = [contentOf(house), totals(house)]
          const mergeId = await mergeSome(house, n)
          if (mergeId === undefined) return
          expect(totals(house)).toEqual(sums)
          expectSoundness(house)
          await house.job('customers.undoMerge', { mergeId })
          expect(contentOf(house)).toEqual(before)
          expectSoundness(house)
        } finally {
          house.close()
        }
      }),
      runs,
    )
  }, 120_000)

  it('can be taken back after anything, or is refused and changes nothing; either way all stays sound', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 4 }), fc.array(action, { minLength: 1, maxLength: 10 }), pick, async (before, after, n) => {
        const house = await shop()
        try {
          for (const step of before) await act(house, step).catch(refusedQuietly)
          const mergeId = await mergeSome(house, n)
          if (mergeId === undefined) return
          for (const step of after) await act(house, step).catch(refusedQuietly)
          const [content, sums] = [contentOf(house), totals(house)]
          await house.job('customers.undoMerge', { mergeId }).catch((error: unknown) => {
            refusedQuietly(error)
            expect(contentOf(house)).toEqual(content)
          })
          expect(totals(house)).toEqual(sums)
          expectSoundness(house)
        } finally {
          house.close()
        }
      }),
      runs,
    )
  }, 120_000)
})
