import type { Cents, CustomerId, IsoDate, Purchase, PurchaseId, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'

type NewPurchase = Omit<Purchase, 'points'>

/** All SQL about purchases. A purchase is never deleted, only voided, because points were booked on it. */
export function purchasesRepository(db: Db) {
  const insert = db.prepare<[NewPurchase]>(
    `insert into purchase (id, customer_id, day, counts_on, total_cents, list_cents, receipt_no, note, created_at)
     values (@id, @customerId, @day, @day, @totalCents, @totalCents, @receiptNo, @note, @createdAt)`,
  )
  const owner = db.prepare<[PurchaseId], CustomerId>('select customer_id from purchase where id = ? and voided_at is null').pluck()
  const recorded = db
    .prepare<[string, IsoDate], CustomerId>(
      `select customer_id from purchase where receipt_no = ? and receipt_no <> '' and day = ? and voided_at is null order by id limit 1`,
    )
    .pluck()
  const page = db.prepare<[CustomerId, number, number], Purchase>(
    `select id, customer_id as customerId, day, total_cents as totalCents, receipt_no as receiptNo, note, created_at as createdAt,
       (select coalesce(sum(points), 0) from point_entry where purchase_id = purchase.id) as points
     from purchase where customer_id = ? and voided_at is null order by day desc, id desc limit ? offset ?`,
  )
  const totals = db.prepare<[CustomerId], { total: number; sumCents: Cents }>(
    `select count(*) as total, coalesce(sum(total_cents), 0) as sumCents from purchase where customer_id = ? and voided_at is null`,
  )
  const setVoided = db.prepare<[Timestamp, PurchaseId]>('update purchase set voided_at = ? where id = ? and voided_at is null')
  const purge = db.prepare<[CustomerId]>('delete from purchase where customer_id = ?')

  return {
    insert: (purchase: NewPurchase) => void insert.run(purchase),
    /** Whose purchase it is; undefined when there is none or it was taken out. */
    ownerOf: (id: PurchaseId) => owner.get(id),
    /** Who has this receipt of that day already. */
    ownerOfReceipt: (receiptNo: string, day: IsoDate) => recorded.get(receiptNo, day),
    page: (customerId: CustomerId, limit: number, offset: number) => page.all(customerId, limit, offset),
    totals: (customerId: CustomerId) => totals.get(customerId) as { total: number; sumCents: Cents },
    void: (id: PurchaseId, at: Timestamp) => void setVoided.run(at, id),
    purge: (customerId: CustomerId) => void purge.run(customerId),
  }
}
