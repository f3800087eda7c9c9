import type { AccountId, CustomerId, Points } from '#contract'
import type { Db } from '../../database/open.ts'
import { LEDGER } from './loyalty.repository.ts'
import type { LedgerEntry } from './lots.rules.ts'

interface ShownBalance {
  customerId: CustomerId
  shown: Points
}
/** What "Punkte prüfen" reads: the whole ledger, account by account. */
export function verifyRepository(db: Db) {
  const accounts = db.prepare<[], { accountId: AccountId; customerId: CustomerId }>(
    'select id as accountId, customer_id as customerId from loyalty_account',
  )
  const entries = db.prepare<[], LedgerEntry & { accountId: AccountId }>(
    `select account_id as accountId, ${LEDGER} from point_entry order by account_id, id`,
  )
  const shown = db.prepare<[], ShownBalance>('select customer_id as customerId, points as shown from customer_summary')
  return {
    accounts: () => accounts.all(),
    /** Each account's entries, oldest first. */
    *ledgers(): Generator<[AccountId, LedgerEntry[]]> {
      let accountId: AccountId | null = null
      let ledger: LedgerEntry[] = []
      for (const entry of entries.iterate()) {
        if (accountId !== null && entry.accountId !== accountId) {
          yield [accountId, ledger]
          ledger = []
        }
        accountId = entry.accountId
        ledger.push(entry)
      }
      if (accountId !== null) yield [accountId, ledger]
    },
    shown: () => shown.iterate(),
  }
}
