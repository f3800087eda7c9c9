import type { Cents, CustomerId, IsoDate, PurchaseId, UnknownGroup, UnknownSale } from '#contract'
import type { Db } from '../../database/open.ts'

/** What giving a sale to a customer must know of it. */
export interface UnknownReceipt {
  id: PurchaseId
  kind: 'purchase' | 'return'
  day: IsoDate
  totalCents: Cents
  returnsId: PurchaseId | null
}

const UNKNOWN = 'from purchase where customer_id is null and voided_at is null'
const SALE = `id as purchaseId, import_id as importId, kind, day, receipt_no as receiptNo, total_cents as totalCents, customer_hint as hint`
const RECEIPT = 'id, kind, day, total_cents as totalCents, returns_id as returnsId'

/** All SQL about sales whose customer nobody knows. */
export function unknownSalesRepository(db: Db) {
  const page = db.prepare<[number, number], UnknownSale>(`select ${SALE} ${UNKNOWN} order by day desc, id desc limit ? offset ?`)
  const pageOf = db.prepare<[string, number, number], UnknownSale>(
    `select ${SALE} ${UNKNOWN} and customer_hint = ? order by day desc, id desc limit ? offset ?`,
  )
  type Totals = { total: number; netCents: number }
  const totals = db.prepare<[], Totals>(`select count(*) as total, coalesce(sum(total_cents), 0) as netCents ${UNKNOWN}`)
  const totalsOf = db.prepare<[string], Totals>(
    `select count(*) as total, coalesce(sum(total_cents), 0) as netCents ${UNKNOWN} and customer_hint = ?`,
  )
  const groups = db.prepare<[number, number], UnknownGroup>(
    `select customer_hint as hint, count(*) as sales, sum(total_cents) as totalCents, min(day) as firstDay, max(day) as lastDay
     ${UNKNOWN} group by customer_hint order by customer_hint = '', count(*) desc, customer_hint limit ? offset ?`,
  )
  const groupCount = db.prepare<[], { total: number; named: number }>(
    `select count(distinct customer_hint) as total, count(distinct nullif(customer_hint, '')) as named ${UNKNOWN}`,
  )
  const isUnknown = db.prepare<[PurchaseId], number>(`select count(*) ${UNKNOWN} and id = ?`).pluck()
  const byHint = db.prepare<[string], PurchaseId>(`select id ${UNKNOWN} and customer_hint = ?`).pluck()
  const together = db.prepare<{ id: PurchaseId }, UnknownReceipt>(
    `select ${RECEIPT} ${UNKNOWN} and id in (
       select @id union all select returns_id from purchase where id = @id union all select id from purchase where returns_id = @id
       union all select r.id from purchase p join purchase r on r.returns_id = p.returns_id where p.id = @id)`,
  )
  const assign = db.prepare<[CustomerId, PurchaseId]>('update purchase set customer_id = ? where id = ?')

  return {
    page: (hint: string | undefined, limit: number, offset: number) =>
      hint === undefined ? page.all(limit, offset) : pageOf.all(hint, limit, offset),
    totals: (hint?: string) => (hint === undefined ? totals.get() : totalsOf.get(hint))!,
    groups: (limit: number, offset: number) => groups.all(limit, offset),
    groupCount: () => groupCount.get() ?? { total: 0, named: 0 },
    /** False where it is not there, or has a customer. */
    isUnknown: (id: PurchaseId) => isUnknown.get(id) === 1,
    /** A sale with its returns, or a return with its sale and that one's other returns. */
    together: (id: PurchaseId) => together.all({ id }),
    withHint: (hint: string) => byHint.all(hint),
    assign: (id: PurchaseId, customerId: CustomerId) => void assign.run(customerId, id),
  }
}
