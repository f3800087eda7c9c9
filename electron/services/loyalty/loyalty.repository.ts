import type { AccountId, BonusRuleId, Cents, CustomerId, EntryKind, IsoDate, Points, PointEntry, PurchaseId, Timestamp } from '#contract'
import { insertQueue } from '../../database/insert-queue.ts'
import type { Db } from '../../database/open.ts'
import type { LedgerEntry } from './lots.rules.ts'

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
  usableFrom: IsoDate | null
  worth: number
  tierBp: number | null
  lotId: number | null
  ruleId: BonusRuleId | null
  extraBp: number | null
  minBaseCents: number | null
  /** Same key, same entry: booking it again changes nothing. */
  key: string
  createdAt: Timestamp
}
/** The columns of an entry with the names that the program gives them, in the order of the insert. */
const COLUMNS = {
  id: 'id',
  accountId: 'account_id',
  kind: 'kind',
  points: 'points',
  day: 'day',
  purchaseId: 'purchase_id',
  reversesId: 'reverses_id',
  baseCents: 'base_cents',
  rate: 'rate',
  reason: 'reason',
  expiresOn: 'expires_on',
  usableFrom: 'usable_from',
  worth: 'worth',
  tierBp: 'tier_bp',
  lotId: 'lot_id',
  ruleId: 'rule_id',
  extraBp: 'extra_bp',
  minBaseCents: 'min_base_cents',
  key: 'key',
  createdAt: 'created_at',
} as const satisfies Record<keyof NewEntry, string>
const NAMES = Object.keys(COLUMNS) as (keyof NewEntry)[]
const INTO = `insert into point_entry (${Object.values(COLUMNS).join(', ')})`
const WHOLE = NAMES.map((name) => `${COLUMNS[name]} as ${name}`).join(', ')
const SHOWN = `id, kind, points, day, purchase_id as purchaseId, reverses_id as reversesId, base_cents as baseCents, reason,
  expires_on as expiresOn, usable_from as usableFrom, created_at as createdAt`
export const LEDGER = `id, kind, points, day, reverses_id as reversesId, lot_id as lotId, expires_on as expiresOn, usable_from as usableFrom, worth`

/** Under which key a purchase earns, once. */
export const earnKey = (purchaseId: PurchaseId): string => `earn:${purchaseId}`

/** All SQL about loyalty accounts and their ledger of points. Entries are only ever added. */
export function loyaltyRepository(db: Db) {
  const account = db.prepare<[CustomerId], Account>('select id, opened_on as openedOn from loyalty_account where customer_id = ?')
  const open = db.prepare<[number, CustomerId, IsoDate]>('insert into loyalty_account (id, customer_id, opened_on) values (?, ?, ?)')
  const entry = db.prepare<[number], NewEntry>(`select ${WHOLE} from point_entry where id = ?`)
  const add = db.prepare<[NewEntry]>(`${INTO} values (${NAMES.map((name) => `@${name}`).join(', ')}) on conflict (key) do nothing`)
  const queue = insertQueue(db, INTO, NAMES.length)
  const reversal = db.prepare<[number], number>('select id from point_entry where reverses_id = ?').pluck()
  const firsts = db.prepare<[PurchaseId], number>('select id from point_entry where purchase_id = ? and reverses_id is null order by id').pluck()
  const origins = db.prepare<[PurchaseId], NewEntry>(
    `select ${WHOLE} from point_entry where purchase_id = ? and kind in ('EARN', 'BONUS') and lot_id is null and reverses_id is null order by id`,
  )
  const redeemed = db.prepare<[PurchaseId], NewEntry>(
    `select ${WHOLE} from point_entry e where purchase_id = ? and kind = 'REDEEM' and lot_id is null and reverses_id is null
     order by id`,
  )
  // A counter-entry changes what its entry changed.
  const ofLot = db
    .prepare<{ id: number }, number>(
      `with part (id, points) as (
         select id, points from point_entry where id = @id
         union all select id, points from point_entry where lot_id = @id and reverses_id is null
         union all select c.id, c.points from part join point_entry c on c.reverses_id = part.id)
       select sum(points) from part`,
    )
    .pluck()
  const ledger = db.prepare<[AccountId], LedgerEntry>(`select ${LEDGER} from point_entry where account_id = ? order by id`)
  const balance = db
    .prepare<[CustomerId], Points>(
      `select coalesce(sum(points), 0) from point_entry where account_id = (select id from loyalty_account where customer_id = ?)`,
    )
    .pluck()
  const page = db.prepare<[AccountId, number, number], PointEntry>(
    `select ${SHOWN} from point_entry where account_id = ? order by id desc limit ? offset ?`,
  )
  const count = db.prepare<[AccountId], number>('select count(*) from point_entry where account_id = ?').pluck()
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
      add: (row: NewEntry) => queue.add(...NAMES.map((name) => row[name])),
      flush: queue.flush,
      clear: queue.clear,
    },
    reversalOf: (id: number) => reversal.get(id),
    /** The entries of a purchase that are not counter-entries themselves. */
    firstsOf: (purchaseId: PurchaseId) => firsts.all(purchaseId),
    /** The entries with which a receipt earned: of its own and of each bonus. */
    originsOf: (purchaseId: PurchaseId) => origins.all(purchaseId),
    /** What was redeemed on a receipt. */
    redeemedOn: (purchaseId: PurchaseId) => redeemed.all(purchaseId),
    /** What an entry and all that changed it come to. */
    pointsOfLot: (id: number) => ofLot.get({ id }) ?? 0,
    /** All entries of an account, oldest first. */
    ledger: (id: AccountId) => ledger.all(id),
    balance: (customerId: CustomerId) => balance.get(customerId) as Points,
    page: (id: AccountId, limit: number, offset: number) => page.all(id, limit, offset),
    count: (id: AccountId) => count.get(id) ?? 0,
    purge(customerId: CustomerId) {
      purgeEntries.run(customerId)
      purgeAccount.run(customerId)
    },
  }
}
export type LoyaltyRepository = ReturnType<typeof loyaltyRepository>
