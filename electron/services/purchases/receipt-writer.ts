import type { ArticleId, CustomerId, ImportId, IsoDate, PurchaseId, PurchaseLineId, Timestamp } from '#contract'
import type { Clock } from '../../database/clock.ts'
import type { NewId } from '../../database/ids.ts'
import { insertQueue } from '../../database/insert-queue.ts'
import type { Db } from '../../database/open.ts'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import { originalFinder } from './original-finder.ts'
import { earnsPoints } from './price.rules.ts'
import type { PurchaseLinesRepository } from './purchase-lines.repository.ts'
import type { PurchasesRepository } from './purchases.repository.ts'

export interface ReceiptLine {
  articleId: ArticleId | null
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
  purchases: Pick<PurchasesRepository, 'article'>
  purchaseLines: Pick<PurchaseLinesRepository, 'base'>
  loyalty: Pick<LoyaltyService, 'earning' | 'takeBack' | 'takeBackUnknown'>
}

interface Waiting {
  id: PurchaseId
  receipt: Receipt
}

const AT_ONCE = 50

export function receiptWriter({ db, clock, newId, purchases: known, purchaseLines, loyalty }: Deps): ReceiptWriter {
  const purchases = insertQueue(
    db,
    `insert into purchase (id, customer_id, kind, returns_id, day, counts_on, total_cents, list_cents, channel, receipt_no, import_id, customer_hint, created_at)`,
    13,
  )
  const lines = insertQueue(
    db,
    'insert into purchase_line (id, purchase_id, position, article_id, text, quantity_milli, unit_cents, discount_cents, net_cents, vat_bp, earns_points, returns_line_id)',
    12,
  )
  let waiting: Waiting[] = []
  let now = '' as Timestamp
  /** Whether an article gives points, as long as one file is booked. */
  const earning = new Map<ArticleId | null, boolean>()
  function earns(articleId: ArticleId | null): boolean {
    let answer = earning.get(articleId)
    if (answer === undefined) {
      answer = earnsPoints(articleId === null ? undefined : known.article(articleId))
      earning.set(articleId, answer)
    }
    return answer
  }

  function writeLines({ id, receipt }: Waiting): void {
    for (const [position, line] of receipt.lines.entries()) {
      const { articleId, text, quantityMilli, unitCents, discountCents, netCents, vatBp, returnsLineId = null } = line
      const earned = earns(articleId) ? 1 : 0
      lines.add(newId(), id, position, articleId, text, quantityMilli, unitCents, discountCents, netCents, vatBp, earned, returnsLineId)
    }
  }
  function bookPoints({ id, receipt: { customerId, kind, day, original, lines: sold } }: Waiting): void {
    if (customerId === null) return
    if (original) {
      // What is left of the receipt is asked of the table.
      lines.flush()
      loyalty.earning.flush()
      loyalty.takeBack({ purchaseId: original.purchaseId, remainingBase: purchaseLines.base(original.purchaseId), returnId: id })
      return
    }
    const baseCents = sold.reduce((sum, { articleId, netCents }) => (earns(articleId) ? sum + netCents : sum), 0)
    const purchase = { id, customerId, day, baseCents }
    if (kind === 'purchase') loyalty.earning.add(purchase)
    else loyalty.takeBackUnknown(purchase)
  }
  function settle(): void {
    purchases.flush()
    const done = waiting
    waiting = []
    for (const receipt of done) writeLines(receipt)
    for (const receipt of done) bookPoints(receipt)
  }
  function flush(): void {
    settle()
    lines.flush()
    loyalty.earning.flush()
    earning.clear()
  }

  return {
    originals: originalFinder(db),
    flush,
    clear() {
      waiting = []
      purchases.clear()
      lines.clear()
      loyalty.earning.clear()
      earning.clear()
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
      waiting.push({ id, receipt })
      if (waiting.length === AT_ONCE) settle()
      return id
    },
  }
}
