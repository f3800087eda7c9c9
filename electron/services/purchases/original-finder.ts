import type { CustomerId, IsoDate, PurchaseId, PurchaseLineId } from '#contract'
import type { Db } from '../../database/open.ts'

/** What a line of a return says of the goods. */
interface ReturnedGoods {
  articleId: number | null
  text: string
  unitCents: number
  /** Below zero, as is what is given back for it. */
  quantityMilli: number
  netCents: number
}
/** Who brings it back, and when; `hint` is what the till said of somebody who is not known. */
interface Whose {
  customerId: CustomerId | null
  hint: string
  day: IsoDate
}
export interface OriginalLine {
  lineId: PurchaseLineId
  purchaseId: PurchaseId
  day: IsoDate
}
interface Found extends OriginalLine {
  leftMilli: number
  leftCents: number
}

const left = (column: string) => `l.${column} + coalesce((
    select sum(r.${column}) from purchase_line r join purchase rp on rp.id = r.purchase_id
    where r.returns_line_id = l.id and rp.voided_at is null), 0)`
const LINE = `l.id as lineId, p.id as purchaseId, p.counts_on as day, ${left('quantity_milli')} as leftMilli, ${left('net_cents')} as leftCents`
const SAME = 'l.unit_cents = @unitCents and (l.article_id = @articleId or (l.article_id is null and l.text = @text))'

/** Finds the purchase from which goods come back, where there is no doubt. Must run when all purchases are written. */
export function originalFinder(db: Db) {
  type Goods = Omit<ReturnedGoods, 'quantityMilli' | 'netCents'> & Whose
  // What was bought the same day is the least likely: it may have been taken instead.
  const boughtBy = (whose: string) => `select ${LINE} from purchase p join purchase_line l on l.purchase_id = p.id
     where ${whose} and p.kind = 'purchase' and p.voided_at is null and ${SAME}
     order by p.counts_on = @day, p.counts_on desc, p.id desc, l.position`
  const ofCustomer = db.prepare<[Goods], Found>(boughtBy('p.customer_id = @customerId and p.counts_on <= @day'))
  const ofHint = db.prepare<[Goods], Found>(boughtBy('p.customer_id is null and p.customer_hint = @hint and p.day <= @day'))
  const named = db.prepare<[Goods & { receiptNo: string }], Found>(
    `select ${LINE} from purchase p join purchase_line l on l.purchase_id = p.id
     where p.receipt_no = @receiptNo and p.receipt_no <> '' and p.customer_id is @customerId and (@customerId is not null or p.customer_hint = @hint) and p.day <= @day and p.kind = 'purchase'
       and p.voided_at is null and ${SAME}
     order by p.day desc, p.id desc, l.position`,
  )
  return {
    /**
     * @param receiptNo the receipt that the return names itself; '' where it names none
     * @param taken what other lines of the same return take back already
     */
    find(
      { quantityMilli, netCents, ...goods }: ReturnedGoods & Whose,
      receiptNo: string,
      taken: ReadonlyMap<PurchaseLineId, { milli: number; cents: number }>,
    ): OriginalLine | null {
      const enough = ({ lineId, leftMilli, leftCents }: Found) => {
        const { milli, cents } = taken.get(lineId) ?? { milli: 0, cents: 0 }
        return leftMilli + milli + quantityMilli >= 0 && leftCents + cents + netCents >= 0
      }
      const byNumber = receiptNo === '' ? undefined : named.all({ ...goods, receiptNo }).find(enough)
      if (byNumber) return byNumber
      if (goods.customerId !== null) return ofCustomer.all(goods).find(enough) ?? null
      return goods.hint === '' ? null : (ofHint.all(goods).find(enough) ?? null)
    },
  }
}
