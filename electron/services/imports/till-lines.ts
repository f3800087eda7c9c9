import type { ArticleId, CustomerId, IsoDate, TillTarget } from '#contract'
import { MAX_CENTS, readVat, saysYes, channelOf } from './till-cells.ts'
import type { Channel } from './till-cells.ts'
import { lineCents, readAmount, roundHalfAway } from './till-amount.ts'
import { dayReader } from './till-day.ts'
import type { TillPlan } from './till-plan.ts'

/** Whom a line names: the customer, or what the file says of one whom nobody knows. Lines of one customer share one. */
export interface TillCustomer {
  /** What the file says, by which lines belong together; empty where it says nothing. */
  key: string
  hint: string
  /** The customer number that the file gives. */
  number: string
  customerId: CustomerId | null
}
export interface TillArticle {
  articleId: ArticleId | null
  text: string
}
export interface TillLine {
  line: number
  receiptNo: string
  day: IsoDate
  customer: TillCustomer
  article: TillArticle
  quantityMilli: number
  unitCents: number
  discountCents: number
  netCents: number
  /** What the file says of the whole receipt; null where it says nothing. */
  receiptCents: number | null
  vatBp: number | null
  channel: Channel
}
/** A line that cannot be read, and why. */
export interface BrokenLine {
  line: number
  receiptNo: string
  reason: string
  value: string
  column: string
  cells: readonly string[]
}
export interface TillParties {
  customerOf(cells: readonly string[]): TillCustomer
  articleOf(number: string, name: string): TillArticle
}

const MAX_RECEIPT_NO = 40
/** A receipt number that begins so takes another one back. */
const CANCELLED_NO = /^(?:C|S|ST|STORNO)[-\s]?\d/i

/** Makes the reader of one file's lines under its plan. */
export function tillLineReader(plan: TillPlan, today: IsoDate, parties: TillParties) {
  const { at, columns } = plan
  const readDay = plan.dateFormat === null ? null : dayReader(plan.dateFormat, today)
  const decimals = {
    quantity: plan.decimal('quantity'),
    unitPrice: plan.decimal('unitPrice'),
    lineTotal: plan.decimal('lineTotal'),
    receiptTotal: plan.decimal('receiptTotal'),
    discount: plan.decimal('discount'),
    vat: plan.decimal('vat'),
  }
  const headerOf = (target: Exclude<TillTarget, 'ignore'>) => columns[at[target]]?.header ?? ''

  return ({ line, cells }: { line: number; cells: readonly string[] }): TillLine | BrokenLine => {
    const cell = (target: Exclude<TillTarget, 'ignore'>): string => (at[target] < 0 ? '' : (cells[at[target]] ?? '').trim())
    const receiptNo = cell('receiptNo')
    const broken = (reason: string, target: Exclude<TillTarget, 'ignore'>, value = cell(target)): BrokenLine => ({
      line,
      receiptNo: receiptNo.slice(0, MAX_RECEIPT_NO),
      reason,
      value: value.slice(0, 80),
      column: headerOf(target),
      cells,
    })
    if (cells.length > columns.length && cells.slice(columns.length).some((text) => text.trim() !== ''))
      return broken('import-row-columns', 'day', `${cells.length} / ${columns.length}`)
    if (receiptNo.length > MAX_RECEIPT_NO) return broken('import-till-row-receipt-long', 'receiptNo')
    const reading = readDay!(cell('day'))
    if ('problem' in reading) return broken(reading.problem, 'day')

    const amount = (target: keyof typeof decimals): number | null | undefined => {
      const text = cell(target)
      return text === '' ? undefined : readAmount(target === 'discount' ? text.replace('%', '') : text, decimals[target])
    }
    const quantity = amount('quantity')
    if (quantity === null || (quantity !== undefined && Math.abs(quantity) > 1_000_000)) return broken('import-till-row-quantity', 'quantity')
    const priced = amount('unitPrice')
    if (priced === null) return broken('import-till-row-amount', 'unitPrice')
    if (priced !== undefined && priced < 0 && (quantity ?? 1) < 0) return broken('import-till-row-price-negative', 'unitPrice')
    const isTakenOff = (priced ?? 0) < 0
    const price = priced === undefined ? undefined : Math.abs(priced)
    const total = amount('lineTotal')
    if (total === null) return broken('import-till-row-amount', 'lineTotal')
    const whole = amount('receiptTotal')
    if (whole === null) return broken('import-till-row-amount', 'receiptTotal')
    const discount = amount('discount') ?? (cell('discount') === '' ? 0 : null)
    if (discount === null) return broken('import-till-row-amount', 'discount')
    if (price === undefined && total === undefined && whole === undefined)
      return broken('import-till-row-amount-missing', at.lineTotal >= 0 ? 'lineTotal' : at.unitPrice >= 0 ? 'unitPrice' : 'receiptTotal')

    let quantityMilli = quantity === undefined ? 1000 : roundHalfAway(quantity * 1000)
    const isTakenBack =
      isTakenOff ||
      CANCELLED_NO.test(receiptNo) ||
      (at.cancelled >= 0 && saysYes(cell('cancelled'))) ||
      (total ?? 0) < 0 ||
      (total === undefined && (whole ?? 0) < 0)
    if (quantityMilli === 0 && (total ?? 0) !== 0) quantityMilli = 1000
    if (isTakenBack && quantityMilli > 0) quantityMilli = -quantityMilli
    const sign = quantityMilli < 0 ? -1 : 1
    const list = price === undefined ? null : lineCents(quantityMilli, price)
    const reduction = plan.isDiscountPercent
      ? roundHalfAway(((list ?? 0) * Math.abs(discount)) / 100)
      : sign * roundHalfAway(Math.abs(discount) * 100)
    const stated = total === undefined ? null : sign * roundHalfAway(Math.abs(total) * 100)
    const netCents = stated ?? (list === null ? 0 : list - reduction)
    const receiptCents = whole === undefined ? null : (isTakenBack ? -1 : Math.sign(whole) || 1) * roundHalfAway(Math.abs(whole) * 100)
    // A discount cannot turn a sale into a return.
    if (netCents * sign < 0) return broken('import-till-row-amount', 'discount')
    if (Math.abs(netCents) > MAX_CENTS || Math.abs(receiptCents ?? 0) > MAX_CENTS || (price ?? 0) * 100 > MAX_CENTS)
      return broken('import-till-row-amount-large', stated === null ? 'unitPrice' : 'lineTotal')
    const difference = list === null ? (stated === null ? 0 : reduction) : list - netCents
    return {
      line,
      receiptNo,
      day: reading.day,
      customer: parties.customerOf(cells),
      article: parties.articleOf(cell('articleNumber'), cell('articleName')),
      quantityMilli,
      unitCents: price === undefined ? unitFrom(netCents + difference, quantityMilli) : roundHalfAway(price * 100),
      discountCents: difference * sign < 0 ? 0 : difference,
      netCents,
      receiptCents,
      vatBp: readVat(cell('vat'), decimals.vat),
      channel: channelOf(cell('channel')),
    }
  }
}

const unitFrom = (cents: number, quantityMilli: number) => (quantityMilli === 0 ? 0 : Math.abs(roundHalfAway((cents * 1000) / quantityMilli)))

export const isBroken = (line: TillLine | BrokenLine): line is BrokenLine => 'reason' in line
