import type { AccountId, CustomerId, Timestamp } from '#contract'
import type { ServiceBase } from '../service-base.ts'
import type { Ledger } from './ledger.ts'
import type { NewEntry } from './loyalty.repository.ts'
import type { Programme } from './loyalty.rules.ts'
import type { EarningPurchase } from './receipt-points.ts'

/** Points of purchases that were made just now, by the thousand: nothing of them can be booked yet. */
export interface EarnQueue {
  add(purchase: EarningPurchase): void
  /** Writes what waits. Must run before anybody reads the ledger. */
  flush(): void
  /** Forgets what waits of work that was given up. */
  clear(): void
}
interface Deps extends Pick<ServiceBase, 'clock' | 'newId'> {
  ledger: Ledger
  programme(): Programme
  earned(purchase: EarningPurchase, programme: Programme): Omit<NewEntry, 'id' | 'accountId' | 'createdAt' | 'reversesId' | 'lotId' | 'reason'>
}

export function earnQueue({ clock, newId, ledger, programme: programmeNow, earned }: Deps): EarnQueue {
  const { later } = ledger.repository
  const accounts = new Map<CustomerId, AccountId>()
  let now: { at: Timestamp; programme: Programme } | null = null
  function forget(): void {
    accounts.clear()
    now = null
  }
  return {
    add(purchase) {
      // Asking the clock costs as much as an insert.
      now ??= { at: clock.now(), programme: programmeNow() }
      const { customerId } = purchase
      let accountId = accounts.get(customerId)
      if (accountId === undefined) accounts.set(customerId, (accountId = ledger.accountOf(customerId)))
      const entry = earned(purchase, now.programme)
      if (entry.points !== 0) later.add({ ...entry, id: newId(), accountId, reversesId: null, lotId: null, reason: '', createdAt: now.at })
    },
    flush() {
      later.flush()
      forget()
    },
    clear() {
      later.clear()
      forget()
    },
  }
}
