import type { AccountId, Cents, CustomerId, EntryKind, IsoDate, Points, PointEntry, PurchaseId, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'

interface Account {
  id: AccountId
  openedOn: IsoDate
}
/** A row of the ledger as it is written. */
export interface NewEntry {
  id: number
  accountId: AccountId
  kind: EntryKind
  points: number
  day: IsoDate
  purchaseId: PurchaseId | null
  reversesId: number | null
  baseCents: Cents | null
  rate: number | null
  reason: string
  expiresOn: IsoDate | null
  /** Same key, same entry: booking it again changes nothing. */
  key: string
  createdAt: Timestamp
}
interface BalanceDifference {
  customerId: CustomerId
  shown: Points
  computed: Points
}

const ENTRY = `id, kind, points, day, purchase_id as purchaseId, reverses_id as reversesId, base_cents as baseCents, reason,
  expires_on as expiresOn, created_at as createdAt`

/** All SQL about loyalty accounts and their ledger of points. Entries are only ever added. */
export function loyaltyRepository(db: Db) {
  const account = db.prepare<[CustomerId], Account>('select id, opened_on as openedOn from loyalty_account where customer_id = ?')
  const open = db.prepare<[number, CustomerId, IsoDate]>('insert into loyalty_account (id, customer_id, opened_on) values (?, ?, ?)')
  const entry = db.prepare<[number], NewEntry>(`select ${ENTRY}, account_id as accountId, rate, key from point_entry where id = ?`)
  const add = db.prepare<[NewEntry]>(
    `insert into point_entry
       (id, account_id, kind, points, day, purchase_id, reverses_id, base_cents, rate, reason, expires_on, key, created_at)
     values
       (@id, @accountId, @kind, @points, @day, @purchaseId, @reversesId, @baseCents, @rate, @reason, @expiresOn, @key, @createdAt)
     on conflict (key) do nothing`,
  )
  const reversal = db.prepare<[number], number>('select id from point_entry where reverses_id = ?').pluck()
  const firsts = db.prepare<[PurchaseId], number>('select id from point_entry where purchase_id = ? and reverses_id is null order by id').pluck()
  const earnedBy = db.prepare<[PurchaseId], { baseCents: Cents; rate: number }>(
    `select base_cents as baseCents, rate from point_entry where purchase_id = ? and kind = 'EARN' and reverses_id is null order by id limit 1`,
  )
  const returnedBefore = db
    .prepare<[PurchaseId, PurchaseId], Cents>(
      'select coalesce(sum(total_cents), 0) from purchase where returns_id = ? and id < ? and voided_at is null',
    )
    .pluck()
  const balance = db
    .prepare<[CustomerId], Points>(
      `select coalesce(sum(points), 0) from point_entry where account_id = (select id from loyalty_account where customer_id = ?)`,
    )
    .pluck()
  const page = db.prepare<[AccountId, number, number], PointEntry>(
    `select ${ENTRY} from point_entry where account_id = ? order by id desc limit ? offset ?`,
  )
  const count = db.prepare<[AccountId], number>('select count(*) from point_entry where account_id = ?').pluck()
  const accounts = db.prepare<[], number>('select count(*) from loyalty_account').pluck()
  // Starts from the read model, because a balance may also be shown where there is no account at all.
  const differences = db.prepare<[], BalanceDifference>(
    `select shown.customer_id as customerId, shown.points as shown, coalesce(ledger.points, 0) as computed
     from customer_summary as shown
     left join (
       select customer_id, sum(points) as points from point_entry join loyalty_account on loyalty_account.id = account_id group by account_id
     ) as ledger on ledger.customer_id = shown.customer_id
     where shown.points <> coalesce(ledger.points, 0) order by shown.customer_id`,
  )
  const purgeEntries = db.prepare<[CustomerId]>('delete from point_entry where account_id = (select id from loyalty_account where customer_id = ?)')
  const purgeAccount = db.prepare<[CustomerId]>('delete from loyalty_account where customer_id = ?')

  return {
    account: (customerId: CustomerId) => account.get(customerId),
    open: (id: AccountId, customerId: CustomerId, day: IsoDate) => void open.run(id, customerId, day),
    entry: (id: number) => entry.get(id),
    /** False when an entry with this key stands already. */
    add: (row: NewEntry) => add.run(row).changes === 1,
    reversalOf: (id: number) => reversal.get(id),
    /** The entries of a purchase that are not counter-entries themselves. */
    firstsOf: (purchaseId: PurchaseId) => firsts.all(purchaseId),
    /** What a purchase gave points for; undefined where it gave none. */
    earnedBy: (purchaseId: PurchaseId) => earnedBy.get(purchaseId),
    /** What earlier returns than this one took back of a purchase, below zero. */
    returnedBefore: (purchaseId: PurchaseId, returnId: PurchaseId) => returnedBefore.get(purchaseId, returnId) ?? 0,
    balance: (customerId: CustomerId) => balance.get(customerId) as Points,
    page: (id: AccountId, limit: number, offset: number) => page.all(id, limit, offset),
    count: (id: AccountId) => count.get(id) ?? 0,
    accounts: () => accounts.get() ?? 0,
    differences: () => differences.all(),
    purge(customerId: CustomerId) {
      purgeEntries.run(customerId)
      purgeAccount.run(customerId)
    },
  }
}
