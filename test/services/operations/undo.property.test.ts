import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CustomerId, OperationId } from '#contract'
import { openHouse, Refused } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { contentOf, expectSoundness } from './shop-state.ts'

const pick = fc.nat({ max: 1000 })
const action = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('create' as const), name: fc.constantFrom('Kern', 'Brandt', 'Ølsen', 'Müller'), phone: fc.boolean() }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('update' as const),
      pick,
      memo: fc.constantFrom('', 'Kaffee', 'Tee'),
      tags: fc.uniqueArray(fc.constantFrom('A', 'B', 'C')),
      phones: fc.nat(2),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('remove' as const, 'restore' as const, 'issue' as const, 'replace' as const, 'block' as const),
      pick,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('purchase' as const), pick, cents: fc.integer({ min: 1, max: 20_000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('unpurchase' as const, 'setting' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('adjust' as const), pick, points: fc.integer({ min: -50, max: 50 }).filter((n) => n !== 0) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo-any' as const), pick }) },
)
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

/** Does one thing; what the house refuses changes nothing, and that is part of the game. */
async function act(house: House, step: Action): Promise<void> {
  const ids = house.db.prepare<[], number>('select id from customer order by id').pluck().all()
  const of = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
  const customerId = ('pick' in step ? of(ids, step.pick) : undefined) as CustomerId
  const needsCustomer = 'pick' in step && !['undo-any', 'setting', 'unpurchase', 'replace', 'block'].includes(step.do)
  if (needsCustomer && customerId === undefined) return
  const details = (phones: number) => Array.from({ length: phones }, (_, n) => ({ kind: 'phone' as const, value: `0251 12345${n}` }))
  switch (step.do) {
    case 'create':
      return void (await house.call('customers.create', { kind: 'person', lastName: step.name, details: details(step.phone ? 1 : 0) }))
    case 'update':
      return void (await house.call('customers.update', { customerId, memo: step.memo, tags: step.tags, details: details(step.phones) }))
    case 'remove':
      return void (await house.call('customers.remove', { customerIds: [customerId] }))
    case 'restore':
      return void (await house.call('customers.restore', { customerIds: [customerId] }))
    case 'purchase':
      return void (await house.call('purchases.record', { customerId, day: '2026-03-10' as never, totalCents: step.cents }))
    case 'unpurchase': {
      const purchase = of(house.db.prepare<[], number>('select id from purchase order by id').pluck().all(), step.pick)
      return void (purchase && (await house.call('purchases.remove', { purchaseId: purchase as never })))
    }
    case 'adjust':
      return void (await house.call('loyalty.adjust', { customerId, points: step.points, reason: 'Kulanz' }))
    case 'issue':
      return void (await house.call('cards.issue', { customerId }))
    case 'replace':
    case 'block': {
      const card = of(house.db.prepare<[], number>('select id from card order by id').pluck().all(), step.pick)
      return void (card && (await house.call(`cards.${step.do}`, { cardId: card as never })))
    }
    case 'setting':
      return void (await house.call('settings.update', { pointsPerEuro: 1 + (step.pick % 3) }))
    case 'undo':
      return void (await house.job('operations.undoLast', {}))
    case 'redo':
      return void (await house.job('operations.redoLast', {}))
    case 'undo-any': {
      const operation = of(house.db.prepare<[], number>('select id from operation order by id').pluck().all(), step.pick)
      return void (operation && (await house.job('operations.undo', { operationId: operation as OperationId })))
    }
  }
}

const refusedQuietly = (error: unknown) => {
  if (!(error instanceof Refused) || error.failure.code === 'unexpected') throw error
}
/** Repeats a step until the house says that there is nothing left; answers how often it worked. */
async function untilNothing(house: House, step: 'undoLast' | 'redoLast', atMost = Infinity): Promise<number> {
  for (let times = 0; ; times++) {
    if (times === atMost) return times
    try {
      await house.job(`operations.${step}`, {})
    } catch (error) {
      if (error instanceof Refused && error.failure.reason === `operation-nothing-to-${step.slice(0, 4)}`) return times
      throw error
    }
  }
}

describe('undo and redo', () => {
  it('lead from any state back to the empty shop and forth again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 25 }), async (steps) => {
        const house = openHouse()
        try {
          const empty = contentOf(house)
          for (const step of steps) await act(house, step).catch(refusedQuietly)
          const full = contentOf(house)
          expectSoundness(house)
          const times = await untilNothing(house, 'undoLast')
          expect(contentOf(house)).toEqual(empty)
          expectSoundness(house)
          expect(await untilNothing(house, 'redoLast', times)).toBe(times)
          expect(contentOf(house)).toEqual(full)
          expectSoundness(house)
        } finally {
          house.close()
        }
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 40) },
    )
  }, 120_000)

  it('never half-applies: what is refused leaves every table as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 20 }), pick, async (steps, n) => {
        const house = openHouse()
        try {
          for (const step of steps) await act(house, step).catch(refusedQuietly)
          const before = contentOf(house)
          const changes = house.db.prepare('select count(*) from change').pluck()
          const logged = changes.get()
          await act(house, { do: 'undo-any', pick: n }).catch((error: unknown) => {
            refusedQuietly(error)
            expect(contentOf(house)).toEqual(before)
            expect(changes.get()).toBe(logged)
          })
          expectSoundness(house)
        } finally {
          house.close()
        }
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 40) },
    )
  }, 120_000)
})
