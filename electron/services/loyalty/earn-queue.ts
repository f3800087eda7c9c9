import type { AccountId, Cents, CustomerId, Points, Timestamp } from '#contract'
import type { ServiceBase } from '../service-base.ts'
import { earnKey } from './loyalty.repository.ts'
import type { LoyaltyRepository } from './loyalty.repository.ts'
import { expiryOf, pointsFor } from './loyalty.rules.ts'
import type { EarningPurchase } from './loyalty.service.ts'

/** Points of purchases that were made just now, by the thousand: nothing of them can be booked yet. */
export interface EarnQueue {
  add(purchase: EarningPurchase): void
  /** Writes what waits. Must run before anybody reads the ledger. */
  flush(): void
  /** Forgets what waits of work that was given up. */
  clear(): void
}
interface Deps extends Pick<ServiceBase, 'clock' | 'newId'> {
  ledger: LoyaltyRepository
  accountOf(customerId: CustomerId): AccountId
  rate(): number
}

export function earnQueue({ clock, newId, ledger, accountOf, rate: rateNow }: Deps): EarnQueue {
  const accounts = new Map<CustomerId, AccountId>()
  let now: { at: Timestamp; rate: number } | null = null
  function forget(): void {
    accounts.clear()
    now = null
  }
  return {
    add({ id, customerId, day, baseCents }) {
      // Asking the clock costs as much as an insert.
      now ??= { at: clock.now(), rate: rateNow() }
      let accountId = accounts.get(customerId)
      if (accountId === undefined) accounts.set(customerId, (accountId = accountOf(customerId)))
      const points = pointsFor(baseCents, now.rate) as Points
      if (points === 0) return
      ledger.later.add({
        id: newId(),
        accountId,
        kind: 'EARN',
        points,
        day,
        purchaseId: id,
        reversesId: null,
        baseCents: baseCents as Cents,
        rate: now.rate,
        reason: '',
        expiresOn: expiryOf(day),
        key: earnKey(id),
        createdAt: now.at,
      })
    },
    flush() {
      ledger.later.flush()
      forget()
    },
    clear() {
      ledger.later.clear()
      forget()
    },
  }
}
