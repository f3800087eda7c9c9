import * as fc from 'fast-check'
import type { CustomerId, OperationId } from '#contract'
import { Refused } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

/** Which of those that are there. */
export const pick = fc.nat({ max: 1000 })
export const action = fc.oneof(
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
  { weight: 2, arbitrary: fc.record({ do: fc.constant('giveback' as const), pick, cents: fc.integer({ min: 1, max: 9000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('unpurchase' as const, 'setting' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('adjust' as const), pick, points: fc.integer({ min: -50, max: 50 }).filter((n) => n !== 0) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), pick, others: fc.uniqueArray(pick, { minLength: 1, maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('unmerge' as const, 'revert' as const), pick }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo-any' as const), pick }) },
)
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

/** Does one thing; what the house refuses changes nothing, and that is part of the game. */
export async function act(house: House, step: Action): Promise<void> {
  const ids = house.db.prepare<[], number>('select id from customer order by id').pluck().all()
  const of = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)]
  const customerId = ('pick' in step ? of(ids, step.pick) : undefined) as CustomerId
  const needsCustomer =
    'pick' in step && !['undo-any', 'setting', 'unpurchase', 'giveback', 'replace', 'block', 'unmerge', 'revert'].includes(step.do)
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
    case 'giveback': {
      const purchase = of(house.db.prepare<[], number>("select id from purchase where kind = 'purchase' order by id").pluck().all(), step.pick)
      const back = { purchaseId: purchase as never, day: '2026-03-11' as never, amountCents: step.cents }
      return void (purchase && (await house.call('purchases.return', back)))
    }
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
    case 'merge':
      return void (await house.call('customers.merge', { survivorId: customerId, otherIds: step.others.map((n) => of(ids, n)) as CustomerId[] }))
    case 'unmerge': {
      const merge = of(house.db.prepare<[], number>("select id from operation where call = 'customers.merge' order by id").pluck().all(), step.pick)
      return void (merge && (await house.job('customers.undoMerge', { mergeId: merge as OperationId })))
    }
    case 'revert': {
      const changes = house.db.prepare<[], { id: number; after: string }>("select id, after from change where kind = 'update' order by id").all()
      const change = of(changes, step.pick)
      const field = change && Object.keys(JSON.parse(change.after) as object)[0]
      return void (field && (await house.call('operations.revertField', { changeId: change.id, field })))
    }
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

export const refusedQuietly = (error: unknown) => {
  if (!(error instanceof Refused) || error.failure.code === 'unexpected') throw error
}
