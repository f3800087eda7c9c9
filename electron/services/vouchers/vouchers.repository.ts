import type { Cents, CustomerId, IsoDate, OperationId, PurchaseId, Timestamp, Voucher, VoucherId, VoucherKind } from '#contract'
import type { Db } from '../../database/open.ts'

export interface StoredVoucher extends Omit<Voucher, 'state' | 'isStackable' | 'ownerName'> {
  ownerName: string | null
  isStackable: number
}
export type NewVoucher = Omit<StoredVoucher, 'used' | 'openCents' | 'ownerName' | 'cancelledOn' | 'cancelReason'> & {
  sourceKind: string | null
  sourceId: number | null
}
/** A use of a voucher on a receipt, with what of it came back. */
export interface Use {
  id: number
  voucherId: VoucherId
  code: string
  kind: VoucherKind
  isStackable: number
  cents: Cents
}

/** What came back of a receipt `p`, and whether all of it did: then nothing of its lines is left. */
const BACK = '0 - coalesce((select sum(r.total_cents) from purchase r where r.returns_id = p.id and r.voided_at is null), 0)'
const IS_WHOLLY_BACK = `(exists (select 1 from purchase r where r.returns_id = p.id and r.voided_at is null)
  and p.total_cents = ${BACK}
  and not exists (select 1 from purchase_line l where l.purchase_id = p.id and l.quantity_milli > 0 - coalesce((
    select sum(b.quantity_milli) from purchase_line b join purchase r on r.id = b.purchase_id and r.voided_at is null
    where b.returns_line_id = l.id), 0)))`
/** Uses u that count: not where the receipt was taken out, or came back whole. */
const COUNTS = `p.voided_at is null and not ${IS_WHOLLY_BACK}`
/** What of a payment stays paid: money that comes back goes back to the vouchers that paid first, the first before the others. */
const PAID = `case when p.voided_at is not null then 0 else max(0, min(u.cents, u.cents - (${BACK} - coalesce((
  select sum(o.cents) from voucher_use o join voucher w on w.id = o.voucher_id where o.purchase_id = u.purchase_id and w.kind = 'value' and o.id < u.id), 0)))) end`
const USED = `(select count(*) from voucher_use u join purchase p on p.id = u.purchase_id where u.voucher_id = v.id and ${COUNTS})`
const OPEN = `case v.kind when 'value' then v.value_cents - coalesce((
  select sum(${PAID}) from voucher_use u join purchase p on p.id = u.purchase_id where u.voucher_id = v.id), 0) end`
const OWNER = '(select s.display_name from customer_summary s where s.customer_id = v.owner_id)'
const VOUCHER = `v.id, v.code, v.kind, v.owner_id as ownerId, ${OWNER} as ownerName, v.value_cents as valueCents, v.rate_bp as rateBp, v.text,
  v.issued_on as issuedOn, v.starts_on as startsOn, v.expires_on as expiresOn, v.min_basket_cents as minBasketCents, v.uses,
  v.is_stackable as isStackable, v.vat_kind as vatKind, v.note, v.cancelled_on as cancelledOn, v.cancel_reason as cancelReason,
  v.created_at as createdAt, ${USED} as used, ${OPEN} as openCents`

/** All SQL about vouchers. What is open is worked out from uses and returns when it is asked for, so it can never be out of step. */
export function vouchersRepository(db: Db) {
  const insert = db.prepare<[NewVoucher]>(
    `insert into voucher (id, code, kind, owner_id, value_cents, rate_bp, text, issued_on, starts_on, expires_on, min_basket_cents, uses,
       is_stackable, vat_kind, note, source_kind, source_id, created_at)
     values (@id, @code, @kind, @ownerId, @valueCents, @rateBp, @text, @issuedOn, @startsOn, @expiresOn, @minBasketCents, @uses,
       @isStackable, @vatKind, @note, @sourceKind, @sourceId, @createdAt)`,
  )
  const byId = db.prepare<[VoucherId], StoredVoucher>(`select ${VOUCHER} from voucher v where v.id = ?`)
  const byCode = db.prepare<[string], StoredVoucher>(`select ${VOUCHER} from voucher v where v.code = ?`)
  const hasCode = db.prepare<[string], number>('select 1 from voucher where code = ?').pluck()
  const of = db.prepare<[CustomerId], StoredVoucher>(`select ${VOUCHER} from voucher v where v.owner_id = ? order by v.expires_on, v.id limit 500`)
  const all = db.prepare<[], StoredVoucher>(`select ${VOUCHER} from voucher v order by v.id desc`)
  const setCancelled = db.prepare<[IsoDate | null, string, VoucherId]>('update voucher set cancelled_on = ?, cancel_reason = ? where id = ?')
  const insertUse = db.prepare<[number, VoucherId, PurchaseId, number, Timestamp]>(
    'insert into voucher_use (id, voucher_id, purchase_id, cents, created_at) values (?, ?, ?, ?, ?)',
  )
  const usesOn = db.prepare<[PurchaseId], Use>(
    `select u.id, u.voucher_id as voucherId, v.code, v.kind, v.is_stackable as isStackable, u.cents from voucher_use u join voucher v on v.id = u.voucher_id
     where u.purchase_id = ? order by u.id`,
  )
  const paidOn = db
    .prepare<[PurchaseId], number>(
      `select coalesce(sum(${PAID}), 0) from voucher_use u join voucher v on v.id = u.voucher_id and v.kind = 'value' join purchase p on p.id = u.purchase_id
       where u.purchase_id = ?`,
    )
    .pluck()
  const hasPoints = db
    .prepare<[PurchaseId], number>("select exists (select 1 from purchase_reduction where purchase_id = ? and kind = 'points')")
    .pluck()
  const hasUses = db.prepare<[], number>('select exists (select 1 from voucher_use)').pluck()
  const touched = db
    .prepare<{ operationId: OperationId }, VoucherId>(
      `select distinct u.voucher_id from change c join purchase p on p.id = c.row_id join voucher_use u on u.purchase_id = coalesce(p.returns_id, p.id)
       where c.operation_id = @operationId and c.table_name = 'purchase'
       union select row_id from change where operation_id = @operationId and table_name = 'voucher'
       union select u.voucher_id from change c join voucher_use u on u.id = c.row_id where c.operation_id = @operationId and c.table_name = 'voucher_use'`,
    )
    .pluck()
  const years = db.prepare<{ day: IsoDate }, { year: number; count: number; issuedCents: Cents; openCents: Cents; expiredCents: Cents }>(
    `with one as (select cast(substr(v.issued_on, 1, 4) as integer) as year, v.value_cents as value, v.expires_on < @day as is_over, ${OPEN} as open
       from voucher v where v.kind = 'value' and v.cancelled_on is null and v.issued_on <= @day)
     select year, count(*) as count, sum(value) as issuedCents, coalesce(sum(open) filter (where not is_over), 0) as openCents,
       coalesce(sum(open) filter (where is_over), 0) as expiredCents
     from one group by year order by year desc`,
  )
  const others = db.prepare<{ day: IsoDate }, { kind: VoucherKind; count: number }>(
    `select v.kind, count(*) as count from voucher v where v.kind <> 'value' and v.cancelled_on is null and v.expires_on >= @day and v.issued_on <= @day
       and ${USED} < v.uses group by v.kind order by v.kind`,
  )
  const shopColor = db.prepare<[], string>('select color from card_design order by is_default desc, id limit 1').pluck()
  const purge = db.prepare<[CustomerId]>("update voucher set owner_id = null, note = '' where owner_id = ?")

  return {
    insert: (voucher: NewVoucher) => void insert.run(voucher),
    byId: (id: VoucherId) => byId.get(id),
    byCode: (code: string) => byCode.get(code),
    hasCode: (code: string) => hasCode.get(code) === 1,
    of: (customerId: CustomerId) => of.all(customerId),
    all: () => all.all(),
    setCancelled: (id: VoucherId, on: IsoDate | null, reason: string) => void setCancelled.run(on, reason, id),
    insertUse: (id: number, voucherId: VoucherId, purchaseId: PurchaseId, cents: number, at: Timestamp) =>
      void insertUse.run(id, voucherId, purchaseId, cents, at),
    usesOn: (purchaseId: PurchaseId) => usesOn.all(purchaseId),
    /** What vouchers of value have paid of a receipt. */
    paidOn: (purchaseId: PurchaseId) => paidOn.get(purchaseId) ?? 0,
    hasPoints: (purchaseId: PurchaseId) => hasPoints.get(purchaseId) === 1,
    /** Vouchers whose state an operation may have changed; none where none was ever used. */
    touchedBy: (operationId: OperationId) => (hasUses.get() === 1 ? touched.all({ operationId }) : []),
    years: (day: IsoDate) => years.all({ day }),
    others: (day: IsoDate) => others.all({ day }),
    /** The colour of the shop's usual card, so that all its paper looks alike. */
    shopColor: () => shopColor.get() ?? '#111111',
    purge: (customerId: CustomerId) => void purge.run(customerId),
  }
}
export type VouchersRepository = ReturnType<typeof vouchersRepository>
