import type { AccountId, CustomerId, PurchaseId } from '#contract'
import type { LoyaltyRepository, NewEntry } from '../../electron/services/loyalty/loyalty.repository.ts'

/** The ledger's table as a list, answering what the SQL answers; so that ten thousand histories take seconds. */
export function ledgerInMemory(): LoyaltyRepository & { rows: NewEntry[]; move(from: AccountId, to: AccountId): void } {
  const rows: NewEntry[] = []
  const owners = new Map<CustomerId, AccountId>()
  const isFirst = ({ reversesId, lotId }: NewEntry) => reversesId === null && lotId === null
  const family = (id: number): NewEntry[] => {
    const found = rows.filter((row) => row.id === id || (row.lotId === id && row.reversesId === null))
    for (const entry of found)
      found.push(...rows.filter(({ reversesId }) => reversesId === entry.id && !found.some((known) => known.reversesId === reversesId)))
    return found
  }
  const sum = (all: readonly NewEntry[]) => all.reduce((total, { points }) => total + points, 0)
  const of = (customerId: CustomerId) => rows.filter(({ accountId }) => accountId === owners.get(customerId))
  return {
    rows,
    move(from, to) {
      for (const row of rows) if (row.accountId === from) row.accountId = to
    },
    account: (customerId) => {
      const id = owners.get(customerId)
      return id === undefined ? undefined : { id, openedOn: '2020-01-01' as never }
    },
    open: (id, customerId) => void owners.set(customerId, id),
    entry: (id) => rows.find((row) => row.id === id),
    add(row) {
      if (rows.some(({ key }) => key === row.key)) return false
      rows.push({ ...row })
      return true
    },
    later: { add: (row) => void rows.push({ ...row }), flush() {}, clear() {} },
    reversalOf: (id) => rows.find(({ reversesId }) => reversesId === id)?.id,
    firstsOf: (purchaseId) => rows.filter((row) => row.purchaseId === purchaseId && row.reversesId === null).map(({ id }) => id),
    originsOf: (purchaseId: PurchaseId) =>
      rows.filter((row) => row.purchaseId === purchaseId && (row.kind === 'EARN' || row.kind === 'BONUS') && isFirst(row)),
    redeemedOn: (purchaseId) => rows.filter((row) => row.purchaseId === purchaseId && row.kind === 'REDEEM' && isFirst(row)),
    pointsOfLot: (id) => sum(family(id)),
    ledger: (accountId) => rows.filter((row) => row.accountId === accountId),
    balance: (customerId) => sum(of(customerId)) as never,
    page: () => [],
    count: (accountId) => rows.filter((row) => row.accountId === accountId).length,
    purge() {},
  }
}
