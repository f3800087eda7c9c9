import type { CustomerId, ImportId, IsoDate, PurchaseId, PurchaseLineId, Timestamp } from '#contract'
import type { Clock } from '../../database/clock.ts'
import type { NewId } from '../../database/ids.ts'
import { insertQueue } from '../../database/insert-queue.ts'
import type { Db } from '../../database/open.ts'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import { originalFinder } from './original-finder.ts'

export interface ReceiptLine {
  articleId: number | null
  text: string
  quantityMilli: number
  unitCents: number
  discountCents: number
  netCents: number
  vatBp: number | null
  returnsLineId?: PurchaseLineId | null
}
/** A receipt as it is booked: all its lines sell, or all take back. */
export interface Receipt {
  kind: 'purchase' | 'return'
  customerId: CustomerId | null
  hint: string
  day: IsoDate
  receiptNo: string
  channel: 'shop' | 'phone' | 'online' | 'other'
  importId: ImportId | null
  lines: readonly ReceiptLine[]
  original?: { purchaseId: PurchaseId; day: IsoDate } | null
}

/** Writes receipts quickly, one or 400,000, inside an operation that runs already; points follow for those whose customer is known. */
export interface ReceiptWriter {
  /** @returns the receipt's id; it stands in the table after the next `flush` at the latest. */
  add(receipt: Receipt): PurchaseId
  /** Writes what waits. Must run at the end, and before anybody reads the tables. */
  flush(): void
  /** Forgets what waits of work that was given up. */
  clear(): void
  originals: ReturnType<typeof originalFinder>
}
interface Deps {
  db: Db
  clock: Clock
  newId: NewId
  loyalty: Pick<LoyaltyService, 'earn' | 'takeBackFor'>
}

const AT_ONCE = 50

export function receiptWriter({ db, clock, newId, loyalty }: Deps): ReceiptWriter {
  const purchases = insertQueue(
    db,
    `insert into purchase (id, customer_id, kind, returns_id, day, counts_on, total_cents, list_cents, channel, receipt_no, import_id, customer_hint, created_at)`,
    13,
  )
  const lines = insertQueue(
    db,
    'insert into purchase_line (id, purchase_id, position, article_id, text, quantity_milli, unit_cents, discount_cents, net_cents, vat_bp, returns_line_id)',
    11,
  )
  let waiting: { id: PurchaseId; receipt: Receipt; totalCents: number }[] = []
  let now = '' as Timestamp

  function settle(): void {
    purchases.flush()
    const done = waiting
    waiting = []
    for (const { id, receipt } of done)
      for (const [position, line] of receipt.lines.entries()) {
        const { articleId, text, quantityMilli, unitCents, discountCents, netCents, vatBp, returnsLineId = null } = line
        lines.add(newId(), id, position, articleId, text, quantityMilli, unitCents, discountCents, netCents, vatBp, returnsLineId)
      }
    for (const { id, receipt, totalCents } of done) {
      const { customerId, kind, day, original = null } = receipt
      if (customerId === null) continue
      if (kind === 'purchase') loyalty.earn({ id, customerId, day, totalCents: totalCents as never })
      else loyalty.takeBackFor({ id, customerId, day, totalCents, returnsId: original?.purchaseId ?? null })
    }
  }
  function flush(): void {
    settle()
    lines.flush()
  }

  return {
    originals: originalFinder(db),
    flush,
    clear() {
      waiting = []
      purchases.clear()
      lines.clear()
    },
    add(receipt) {
      // Asking the clock costs as much as an insert.
      if (waiting.length === 0) now = clock.now()
      const id = newId() as PurchaseId
      let total = 0
      let list = 0
      for (const { netCents, discountCents } of receipt.lines) {
        total += netCents
        list += netCents + discountCents
      }
      const { customerId, kind, original = null, day, channel, receiptNo, importId, hint } = receipt
      purchases.add(
        id,
        customerId,
        kind,
        original?.purchaseId ?? null,
        day,
        original?.day ?? day,
        total,
        list,
        channel,
        receiptNo,
        importId,
        customerId === null ? hint : '',
        now,
      )
      waiting.push({ id, receipt, totalCents: total })
      if (waiting.length === AT_ONCE) settle()
      return id
    },
  }
}
