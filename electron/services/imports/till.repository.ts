import type { ArticleId, CustomerId, ImportId, IsoDate, PurchaseId } from '#contract'
import type { Db } from '../../database/open.ts'

export interface BookedReceipt {
  id: PurchaseId
  customerId: CustomerId | null
  hint: string
  totalCents: number
}
export interface BookedLine {
  quantityMilli: number
  netCents: number
  text: string
}
/** What a till's import looks up, and what it writes down of its run. */
export function tillRepository(db: Db) {
  const standing = 'c.deleted_at is null'
  const byNumber = db
    .prepare<[string], CustomerId>(
      `select c.id from customer n join customer c on c.id = coalesce(n.merged_into_id, n.id) where n.number = ? and ${standing}`,
    )
    .pluck()
  const byCard = db
    .prepare<[string], CustomerId>(
      `select c.id from card k join loyalty_account l on l.id = k.account_id join customer n on n.id = l.customer_id
         join customer c on c.id = coalesce(n.merged_into_id, n.id) where k.number = ? and ${standing}`,
    )
    .pluck()
  const byEmail = db
    .prepare<[string], CustomerId>(
      `select distinct c.id from contact_detail d join customer c on c.id = d.customer_id where d.kind = 'email' and d.normal = ? and ${standing} limit 2`,
    )
    .pluck()
  const byReference = db
    .prepare<[string], CustomerId>(
      `select distinct c.id from external_reference r join customer c on c.id = r.customer_id where r.value = ? and ${standing} limit 2`,
    )
    .pluck()
  const nameOf = db.prepare<[CustomerId], string>('select display_name from customer_summary where customer_id = ?').pluck()
  const articles = db.prepare<[], [string, ArticleId]>('select number, id from article').raw()
  const fingerprints = db
    .prepare<[], number>(
      `select r.fingerprint from import_run i join import_row r on r.id between i.first_row and i.last_row and r.import_id = i.id
       where i.kind = 'purchases' and i.undone_at is null and r.fingerprint is not null`,
    )
    .pluck()
  const days = db.prepare<[], IsoDate>('select distinct day from purchase where voided_at is null').pluck()
  const BOOKED = 'select id, customer_id as customerId, customer_hint as hint, total_cents as totalCents from purchase where voided_at is null'
  const withNumber = db.prepare<[string, IsoDate], BookedReceipt>(`${BOOKED} and receipt_no = ? and receipt_no <> '' and day = ?`)
  const ofCustomer = db.prepare<[CustomerId, IsoDate], BookedReceipt>(
    `${BOOKED} and customer_id = ? and day = ? and receipt_no = '' and import_id is not null`,
  )
  const ofHint = db.prepare<[string, IsoDate], BookedReceipt>(
    `${BOOKED} and customer_hint = ? and day = ? and customer_id is null and receipt_no = '' and import_id is not null`,
  )
  const linesOf = db.prepare<[PurchaseId], BookedLine>(
    'select quantity_milli as quantityMilli, net_cents as netCents, text from purchase_line where purchase_id = ?',
  )
  // What the owner said once of a name or number of the till holds for its next files.
  const byHint = db
    .prepare<[string], CustomerId>(
      `select distinct c.id from purchase p join customer n on n.id = p.customer_id join customer c on c.id = coalesce(n.merged_into_id, n.id)
       where p.customer_hint = ? and p.customer_hint <> '' and p.customer_id is not null and p.voided_at is null and ${standing} limit 2`,
    )
    .pluck()
  const finish = db.prepare<[number, number, number, ImportId]>(
    "update import_run set kind = 'purchases', returns = ?, unknown_customers = ?, net_cents = ? where id = ?",
  )
  const only = (found: readonly CustomerId[]) => (found.length === 1 ? found[0]! : null)

  return {
    byNumber: (number: string) => byNumber.get(number) ?? null,
    byCard: (number: string) => byCard.get(number) ?? null,
    /** Null where several customers share it. */
    byEmail: (email: string) => only(byEmail.all(email)),
    byReference: (value: string) => only(byReference.all(value)),
    nameOf: (id: CustomerId) => nameOf.get(id) ?? '',
    articles: () => new Map(articles.all()),
    /** Receipts that were read before and not taken back. */
    fingerprints: () => new Set(fingerprints.iterate()),
    /** Days of which anything is booked. */
    days: () => new Set(days.iterate()),
    withNumber: (receiptNo: string, day: IsoDate) => withNumber.all(receiptNo, day),
    /** What imports brought of a customer on a day, without a receipt's number. */
    withoutNumber: (day: IsoDate, customerId: CustomerId | null, hint: string) => [
      ...(customerId === null ? [] : ofCustomer.all(customerId, day)),
      ...(customerId === null || hint !== '' ? ofHint.all(hint, day) : []),
    ],
    linesOf: (id: PurchaseId) => linesOf.all(id),
    /** Who was meant by it before; null where several were. */
    byHint: (hint: string) => only(byHint.all(hint)),
    finish: (id: ImportId, returns: number, unknownCustomers: number, netCents: number) => void finish.run(returns, unknownCustomers, netCents, id),
  }
}
export type TillRepository = ReturnType<typeof tillRepository>
