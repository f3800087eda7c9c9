import type { ArticleId, Cents, CustomerId, IsoDate, OperationId, Output, Purchase, PurchaseId, StaffId, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'
import type { SoldArticle } from './price.rules.ts'

export type NewPurchase = Omit<Purchase, 'points' | 'lineCount' | 'goods'>
/** A receipt or return in force, as far as booking asks for it. */
export interface Standing {
  id: PurchaseId
  customerId: CustomerId | null
  kind: Purchase['kind']
  returnsId: PurchaseId | null
  day: IsoDate
  countsOn: IsoDate
  totalCents: Cents
  channel: Purchase['channel']
}
type Totals = Output<'purchases.totals'>

const FIELDS = `id, customer_id as customerId, kind, returns_id as returnsId, day, counts_on as countsOn, total_cents as totalCents,
  list_cents as listCents, discount_reason as discountReason, channel, staff_id as staffId, receipt_no as receiptNo, note, created_at as createdAt,
  (select count(*) from purchase_line where purchase_id = purchase.id) as lineCount,
  coalesce((select group_concat(name, ', ') from (
    select iif(l.text = '', article.name, l.text) as name from purchase_line l left join article on article.id = l.article_id
    where l.purchase_id = purchase.id order by l.position limit 3) where name <> ''), '') as goods,
  (select coalesce(sum(points), 0) from point_entry where purchase_id = purchase.id) as points`
/** What stands for itself on a list: receipts, and returns whose receipt is not known. */
const OF_ITS_OWN = 'customer_id = ? and voided_at is null and returns_id is null'
const ARTICLE = `name, vat_bp as vatBp, is_discountable as isDiscountable,
  is_price_bound as isPriceBound, earns_points as earnsPoints, is_voucher as isVoucher`
type ArticleRow = Record<keyof SoldArticle, never>
const sold = (row: ArticleRow): SoldArticle => ({
  ...(row as SoldArticle),
  isDiscountable: row.isDiscountable === 1,
  isPriceBound: row.isPriceBound === 1,
  earnsPoints: row.earnsPoints === 1,
  isVoucher: row.isVoucher === 1,
})

/** All SQL about purchases. A purchase is never deleted, only voided, because points were booked on it. Reads articles and staff. */
export function purchasesRepository(db: Db) {
  const insert = db.prepare<[NewPurchase]>(
    `insert into purchase (id, customer_id, kind, returns_id, day, counts_on, total_cents, list_cents, discount_reason, channel, staff_id,
       receipt_no, note, created_at)
     values (@id, @customerId, @kind, @returnsId, @day, @countsOn, @totalCents, @listCents, @discountReason, @channel, @staffId,
       @receiptNo, @note, @createdAt)`,
  )
  const standing = db.prepare<[PurchaseId], Standing>(
    `select id, customer_id as customerId, kind, returns_id as returnsId, day, counts_on as countsOn, total_cents as totalCents, channel
     from purchase where id = ? and voided_at is null`,
  )
  const recorded = db.prepare<[string, IsoDate], { customerId: CustomerId | null }>(
    `select customer_id as customerId from purchase
       where receipt_no = ? and receipt_no <> '' and day = ? and voided_at is null and kind = 'purchase' order by id limit 1`,
  )
  const whole = db.prepare<[PurchaseId], Purchase>(`select ${FIELDS} from purchase where id = ? and voided_at is null`)
  const returnsOf = db.prepare<[PurchaseId], Purchase>(`select ${FIELDS} from purchase where returns_id = ? and voided_at is null order by day, id`)
  const returnIds = db.prepare<[PurchaseId], PurchaseId>('select id from purchase where returns_id = ? and voided_at is null order by id').pluck()
  const left = db
    .prepare<[PurchaseId, PurchaseId], Cents>(
      `select total_cents + coalesce((select sum(total_cents) from purchase where returns_id = ? and voided_at is null), 0) from purchase where id = ?`,
    )
    .pluck()
  const dayNet = db
    .prepare<[CustomerId, IsoDate], Cents>(
      'select coalesce(sum(total_cents), 0) from purchase where customer_id = ? and counts_on = ? and voided_at is null',
    )
    .pluck()
  const page = db.prepare<[CustomerId, number, number], Purchase>(
    `select ${FIELDS} from purchase where ${OF_ITS_OWN} order by day desc, id desc limit ? offset ?`,
  )
  const count = db.prepare<[CustomerId], number>(`select count(*) from purchase where ${OF_ITS_OWN}`).pluck()
  const sum = db
    .prepare<[CustomerId], Cents>('select coalesce(sum(total_cents), 0) from purchase where customer_id = ? and voided_at is null')
    .pluck()
  const setVoided = db.prepare<[Timestamp, PurchaseId]>('update purchase set voided_at = ? where id = ? and voided_at is null')
  const settledBy = db
    .prepare<[OperationId], PurchaseId>(
      `select distinct coalesce(p.returns_id, p.id) from change c join purchase p on p.id = c.row_id
       where c.operation_id = ? and c.table_name = 'purchase'
         and (p.returns_id is not null or c.after ->> 'total_cents' is not null
           or exists (select 1 from purchase r where r.returns_id = p.id)
           or exists (select 1 from purchase_reduction where purchase_id = p.id))`,
    )
    .pluck()
  const strays = db
    .prepare<[PurchaseId], number>(
      `select exists (select 1 from purchase r join purchase p on p.id = r.returns_id
       where p.id = ? and r.voided_at is null and (p.voided_at is not null or r.customer_id is not p.customer_id))`,
    )
    .pluck()
  const article = db.prepare<[ArticleId], ArticleRow>(`select ${ARTICLE} from article where id = ?`)
  const staffName = db.prepare<[StaffId], string>('select name from staff where id = ?').pluck()
  const totals = db.prepare<{ from: IsoDate; until: IsoDate }, Record<string, number>>(
    `select coalesce(sum(total_cents), 0) as net,
       count(*) filter (where kind = 'purchase' and customer_id is not null) as known,
       coalesce(sum(total_cents) filter (where kind = 'purchase' and customer_id is not null), 0) as knownCents,
       count(*) filter (where kind = 'purchase' and customer_id is null) as unknown,
       coalesce(sum(total_cents) filter (where kind = 'purchase' and customer_id is null), 0) as unknownCents,
       count(*) filter (where kind = 'return') as returns, coalesce(sum(total_cents) filter (where kind = 'return'), 0) as returnCents
     from purchase where voided_at is null and day between @from and @until`,
  )
  // A return points at its receipt, so it goes first.
  const purgeReturns = db.prepare<[CustomerId]>('delete from purchase where customer_id = ? and returns_id is not null')
  const purge = db.prepare<[CustomerId]>('delete from purchase where customer_id = ?')

  return {
    insert: (purchase: NewPurchase) => void insert.run(purchase),
    /** Undefined when there is none or it was taken out. */
    standing: (id: PurchaseId) => standing.get(id),
    /** Who has this receipt of that day already; undefined when nobody has. */
    sameReceipt: (receiptNo: string, day: IsoDate) => recorded.get(receiptNo, day),
    whole: (id: PurchaseId) => whole.get(id),
    returnsOf: (id: PurchaseId) => returnsOf.all(id),
    returnIds: (id: PurchaseId) => returnIds.all(id),
    /** What of a receipt's money has not come back. */
    left: (id: PurchaseId) => left.get(id, id) ?? (0 as Cents),
    /** What is left of all that counts on a customer's day. */
    dayNet: (customerId: CustomerId, day: IsoDate) => dayNet.get(customerId, day) ?? (0 as Cents),
    page: (customerId: CustomerId, limit: number, offset: number) => page.all(customerId, limit, offset),
    totalsOf: (customerId: CustomerId) => ({ total: count.get(customerId) ?? 0, sumCents: sum.get(customerId) ?? (0 as Cents) }),
    void: (id: PurchaseId, at: Timestamp) => void setVoided.run(at, id),
    /** Receipts with returns, or reduced ones, of which an operation touched either. */
    settledBy: (operationId: OperationId) => settledBy.all(operationId),
    /** Whether a return in force stands without its receipt, or with another customer. */
    hasStrays: (id: PurchaseId) => strays.get(id) === 1,
    article(id: ArticleId): SoldArticle | undefined {
      const row = article.get(id)
      return row && sold(row)
    },
    staffName: (id: StaffId) => staffName.get(id),
    shopTotals(from: IsoDate, until: IsoDate): Totals {
      const row = totals.get({ from, until })!
      const group = (receipts: string, cents: string) => ({ receipts: row[receipts]!, cents: row[cents] as Cents })
      return {
        netCents: row['net'] as Cents,
        known: group('known', 'knownCents'),
        unknown: group('unknown', 'unknownCents'),
        returns: group('returns', 'returnCents'),
      }
    },
    purge(customerId: CustomerId): void {
      purgeReturns.run(customerId)
      purge.run(customerId)
    },
  }
}
export type PurchasesRepository = ReturnType<typeof purchasesRepository>
