import type { Cents, PurchaseId, PurchaseLine, PurchaseLineId } from '#contract'
import type { Db } from '../../database/open.ts'
import type { OpenLine, ReturnedLine } from './return.rules.ts'
import type { PricedLine } from './price.rules.ts'

interface Row extends OpenLine {
  quantityMilli: number
  discountCents: Cents
  netCents: Cents
  earns: 0 | 1
}
/** Sums of the returns in force of a line `l`. */
const back = (column: string) => `coalesce((select sum(r.${column}) from purchase_line r join purchase p on p.id = r.purchase_id
  where r.returns_line_id = l.id and p.voided_at is null), 0)`
/** What of receipts `p` gives points; all of one without lines. */
const BASE = `sum(case when exists (select 1 from purchase_line where purchase_id = p.id)
  then coalesce((select sum(net_cents) from purchase_line where purchase_id = p.id and earns_points = 1), 0) else total_cents end)`

/** All SQL about the lines of receipts. They are written once with their receipt and never changed. */
export function purchaseLinesRepository(db: Db) {
  const insert = db.prepare<[Record<string, unknown>]>(
    `insert into purchase_line (id, purchase_id, position, article_id, text, quantity_milli, unit_cents, discount_cents, net_cents, vat_bp,
       earns_points, returns_line_id)
     values (@id, @purchaseId, @position, @articleId, @text, @quantityMilli, @unitCents, @discountCents, @netCents, @vatBp, @earns, @returnsLineId)`,
  )
  const of = db.prepare<[PurchaseId], Row>(
    `select l.id, article_id as articleId, iif(l.text = '', coalesce(article.name, ''), l.text) as name, l.text, quantity_milli as quantityMilli,
       unit_cents as unitCents, discount_cents as discountCents, net_cents as netCents, l.vat_bp as vatBp, l.earns_points as earns,
       quantity_milli + ${back('quantity_milli')} as leftMilli, net_cents + ${back('net_cents')} as leftCents
     from purchase_line l left join article on article.id = article_id where purchase_id = ? order by position`,
  )
  const base = db
    .prepare<{ id: PurchaseId }, number | null>(`select ${BASE} from purchase p where (p.id = @id or p.returns_id = @id) and voided_at is null`)
    .pluck()
  const ownBase = db.prepare<{ id: PurchaseId }, number | null>(`select ${BASE} from purchase p where p.id = @id`).pluck()
  const overdrawn = db
    .prepare<{ id: PurchaseId }, number>(
      `select exists (select 1 from purchase_line l where purchase_id = @id
           and (quantity_milli + ${back('quantity_milli')} < 0 or net_cents + ${back('net_cents')} < 0))
         or (select sum(total_cents) from purchase where (id = @id or returns_id = @id) and voided_at is null) < 0`,
    )
    .pluck()
  const open = ({ earns, ...row }: Row): OpenLine & Row => ({ ...row, earns, earnsPoints: earns === 1 })
  return {
    insert(id: PurchaseLineId, purchaseId: PurchaseId, position: number, line: PricedLine | ReturnedLine): void {
      insert.run({ returnsLineId: null, ...line, earns: line.earnsPoints ? 1 : 0, id, purchaseId, position })
    },
    open: (purchaseId: PurchaseId): OpenLine[] => of.all(purchaseId).map(open),
    /** The same with what each line came to at first. */
    withWhole: (purchaseId: PurchaseId): readonly Row[] => of.all(purchaseId),
    shown: (purchaseId: PurchaseId): PurchaseLine[] =>
      of.all(purchaseId).map((row) => ({
        id: row.id,
        articleId: row.articleId,
        name: row.name,
        quantity: row.quantityMilli / 1000,
        unitCents: row.unitCents as Cents,
        discountCents: row.discountCents,
        netCents: row.netCents,
        vatBp: row.vatBp,
        earnsPoints: row.earns === 1,
        leftQuantity: Math.max(0, row.leftMilli / 1000),
        leftCents: Math.max(0, row.leftCents) as Cents,
      })),
    /** What of a receipt gives points after its returns; without lines all of it. */
    base: (purchaseId: PurchaseId) => Math.max(0, base.get({ id: purchaseId }) ?? 0),
    /** What of a receipt or return alone gives points. */
    ownBase: (purchaseId: PurchaseId) => ownBase.get({ id: purchaseId }) ?? 0,
    /** Whether more came back than was bought. */
    isOverdrawn: (purchaseId: PurchaseId) => overdrawn.get({ id: purchaseId }) === 1,
  }
}
export type PurchaseLinesRepository = ReturnType<typeof purchaseLinesRepository>
