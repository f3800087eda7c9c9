import type { CustomerId, ImportId, PurchaseId, PurchaseLineId } from '#contract'
import type { OriginalLine } from '../purchases/original-finder.ts'
import type { ReceiptLine, ReceiptWriter } from '../purchases/receipt-writer.ts'
import type { TillLine } from './till-lines.ts'
import type { TillGroup } from './till-receipts.ts'

/** What a receipt of the file becomes: what it sold, what it took back, or one of each. */
export interface TillParts {
  group: TillGroup
  sold: readonly TillLine[]
  returned: readonly TillLine[]
}
const isReturned = ({ quantityMilli, netCents }: TillLine) => quantityMilli < 0 || netCents < 0
const NO_LINES: readonly TillLine[] = []

export function partsOf(group: TillGroup): TillParts {
  if (!group.lines.some(isReturned)) return { group, sold: group.lines, returned: NO_LINES }
  return { group, sold: group.lines.filter((line) => !isReturned(line)), returned: group.lines.filter(isReturned) }
}

const lineOf = ({ article, quantityMilli, unitCents, discountCents, netCents, vatBp }: TillLine): ReceiptLine => ({
  articleId: article.articleId,
  text: article.text,
  quantityMilli,
  unitCents,
  discountCents,
  netCents,
  vatBp,
})
const frame = ({ customer, day, receiptNo, lines }: TillGroup, importId: ImportId) => ({
  customerId: customer.customerId as CustomerId | null,
  hint: customer.hint,
  day,
  receiptNo,
  channel: lines[0]?.channel ?? ('shop' as const),
  importId,
})

export function bookSold({ group, sold }: TillParts, importId: ImportId, receipts: ReceiptWriter): PurchaseId {
  return receipts.add({ ...frame(group, importId), kind: 'purchase', lines: sold.map(lineOf) })
}

/** Books what a receipt took back against the purchases it comes from, where they are known; a return for each of them. */
export function bookReturned({ group, returned }: TillParts, importId: ImportId, receipts: ReceiptWriter): { id: PurchaseId; isUnknown: boolean } {
  receipts.flush()
  const taken = new Map<PurchaseLineId, { milli: number; cents: number }>()
  const byOriginal = new Map<PurchaseId | null, { original: OriginalLine | null; lines: ReceiptLine[] }>()
  const named = group.receiptNo.replace(/^(?:STORNO|ST|S|C)[-\s]?(?=\d)/i, '')
  for (const line of returned) {
    const { article, unitCents, quantityMilli, netCents } = line
    const { customerId, hint, day } = frame(group, importId)
    const goods = { ...article, unitCents, quantityMilli, netCents, customerId, hint, day }
    const original = receipts.originals.find(goods, named, taken)
    if (original) {
      const { milli, cents } = taken.get(original.lineId) ?? { milli: 0, cents: 0 }
      taken.set(original.lineId, { milli: milli + quantityMilli, cents: cents + netCents })
    }
    const part = byOriginal.get(original?.purchaseId ?? null) ?? { original, lines: [] }
    byOriginal.set(original?.purchaseId ?? null, part)
    part.lines.push({ ...lineOf(line), returnsLineId: original?.lineId ?? null })
  }
  const ids = [...byOriginal.values()].map(({ original, lines }) => receipts.add({ ...frame(group, importId), kind: 'return', lines, original }))
  return { id: ids[0]!, isUnknown: byOriginal.has(null) }
}
