import type { Cents, PurchaseId, PurchaseLineId } from '#contract'
import type { Db } from '../../database/open.ts'

export interface Reduction {
  lineId: PurchaseLineId | null
  sourceId: number
  cents: Cents
}
/** All SQL about what receipts were reduced by after they were written down. */
export function reductionsRepository(db: Db) {
  const insert = db.prepare<[number, PurchaseId, PurchaseLineId | null, string, number, number]>(
    'insert into purchase_reduction (id, purchase_id, line_id, kind, source_id, cents) values (?, ?, ?, ?, ?, ?)',
  )
  const lowerLine = db.prepare<{ id: PurchaseLineId; cents: number }>(
    'update purchase_line set net_cents = net_cents - @cents, discount_cents = discount_cents + @cents where id = @id',
  )
  const lowerTotal = db.prepare<{ id: PurchaseId; cents: number }>('update purchase set total_cents = total_cents - @cents where id = @id')
  const of = db.prepare<[PurchaseId], Reduction>(
    'select line_id as lineId, source_id as sourceId, cents from purchase_reduction where purchase_id = ? order by id',
  )
  const firm = db
    .prepare<[PurchaseId], PurchaseLineId>(
      `select l.id from purchase_line l join article a on a.id = l.article_id
       where l.purchase_id = ? and (a.is_discountable = 0 or a.is_price_bound = 1 or a.is_voucher = 1)`,
    )
    .pluck()
  return {
    insert: (id: number, purchaseId: PurchaseId, lineId: PurchaseLineId | null, kind: string, sourceId: number, cents: number) =>
      void insert.run(id, purchaseId, lineId, kind, sourceId, cents),
    lowerLine: (id: PurchaseLineId, cents: number) => void lowerLine.run({ id, cents }),
    lowerTotal: (id: PurchaseId, cents: number) => void lowerTotal.run({ id, cents }),
    of: (purchaseId: PurchaseId) => of.all(purchaseId),
    /** Lines whose price cannot be lowered. */
    firmLines: (purchaseId: PurchaseId) => new Set(firm.all(purchaseId)),
  }
}
export type ReductionsRepository = ReturnType<typeof reductionsRepository>
