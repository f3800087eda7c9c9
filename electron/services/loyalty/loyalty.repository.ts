import type { AccountId, Cents, CustomerId, EntryKind, IsoDate, Points, PointEntry, PurchaseId, Timestamp } from '#contract'
import { insertQueue } from '../../database/insert-queue.ts'
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

/** Under which key a purchase earns, once. */
export const earnKey = (purchaseId: PurchaseId): string => `earn:${purchaseId}`

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
  const queue = insertQueue(
    db,
    'insert into point_entry (id, account_id, kind, points, day, purchase_id, reverses_id, base_cents, rate, reason, expires_on, key, created_at)',
    13,
  )
  const reversal = db.prepare<[number], number>('select id from point_entry where reverses_id = ?').pluck()
  const firsts = db.prepare<[PurchaseId], number>('select id from point_entry where purchase_id = ? and reverses_id is null order by id').pluck()
  const earned = db.prepare<[string], NewEntry>(`select ${ENTRY}, account_id as accountId, rate, key from point_entry where key = ?`)
  const ofReceipt = db
    .prepare<{ id: PurchaseId }, number>(
      `select coalesce((select sum(points) from point_entry where purchase_id = @id), 0) + coalesce((
         select sum(points) from purchase r join point_entry e on e.purchase_id = r.id where r.returns_id = @id), 0)`,
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
    /** Entries that wait for each other; none of them can be booked already. */
    later: {
      add: (row: NewEntry) =>
        queue.add(
          row.id,
          row.accountId,
          row.kind,
          row.points,
          row.day,
          row.purchaseId,
          row.reversesId,
          row.baseCents,
          row.rate,
          row.reason,
          row.expiresOn,
          row.key,
          row.createdAt,
        ),
      flush: queue.flush,
      clear: queue.clear,
    },
    reversalOf: (id: number) => reversal.get(id),
    /** The entries of a purchase that are not counter-entries themselves. */
    firstsOf: (purchaseId: PurchaseId) => firsts.all(purchaseId),
    /** The entry with which a purchase earned its points. */
    earnedBy: (purchaseId: PurchaseId) => earned.get(earnKey(purchaseId)),
    /** What a receipt and its returns come to. */
    pointsOfReceipt: (purchaseId: PurchaseId) => ofReceipt.get({ id: purchaseId }) ?? 0,
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
export type LoyaltyRepository = ReturnType<typeof loyaltyRepository>
