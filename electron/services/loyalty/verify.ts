import type { Output } from '#contract'
import type { ServiceBase } from '../service-base.ts'
import { lotsOf } from './lots.rules.ts'
import { verifyRepository } from './verify.repository.ts'

/**
 * Works every account out anew from its entries: balance = Σ entries = Σ rests − debt, no lot below zero or above what it held, debt only
 * where nothing is left (domain.md §6.1), and the balance that lists show is the same.
 */
export function verifying({ db }: Pick<ServiceBase, 'db'>): () => Output<'loyalty.verify'> {
  const repository = verifyRepository(db)
  return () => {
    const customerOf = new Map(repository.accounts().map(({ accountId, customerId }) => [accountId, customerId]))
    const computed = new Map<number, number>()
    const unsound = new Set<number>()
    let entries = 0
    for (const [accountId, ledger] of repository.ledgers()) {
      entries += ledger.length
      const balance = ledger.reduce((sum, { points }) => sum + points, 0)
      const { lots, debt } = lotsOf(ledger)
      const rests = lots.reduce((sum, { rest }) => sum + rest, 0)
      const isSound =
        balance === rests - debt && debt >= 0 && (debt === 0 || rests === 0) && lots.every(({ rest, points }) => rest >= 0 && rest <= points)
      const customerId = customerOf.get(accountId)!
      computed.set(customerId, balance)
      if (!isSound) unsound.add(customerId)
    }
    const differences: Output<'loyalty.verify'>['differences'] = []
    for (const { customerId, shown } of repository.shown()) {
      const balance = computed.get(customerId) ?? 0
      if (shown !== balance || unsound.has(customerId)) differences.push({ customerId, shown, computed: balance as never })
    }
    return { accounts: customerOf.size, entries, differences: differences.toSorted((a, b) => a.customerId - b.customerId) }
  }
}
