import type { AccountId, CustomerId, Timestamp } from '#contract'
import type { ServiceBase } from '../service-base.ts'
import type { Ledger } from './ledger.ts'
import type { Earned, EarningPurchase } from './receipt-points.ts'

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
  reading(): (purchase: EarningPurchase) => Earned[]
}

export function earnQueue({ clock, newId, ledger, reading }: Deps): EarnQueue {
  const { later } = ledger.repository
  const accounts = new Map<CustomerId, AccountId>()
  let now: { at: Timestamp; earned(purchase: EarningPurchase): Earned[] } | null = null
  function forget(): void {
    accounts.clear()
    now = null
  }
  return {
    add(purchase) {
      // Asking the clock costs as much as an insert, and the rules are the same for all.
      now ??= { at: clock.now(), earned: reading() }
      const { customerId } = purchase
      let accountId = accounts.get(customerId)
      if (accountId === undefined) accounts.set(customerId, (accountId = ledger.accountOf(customerId)))
      for (const entry of now.earned(purchase)) later.add({ ...entry, id: newId(), accountId, reversesId: null, lotId: null, createdAt: now.at })
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
