import { z } from 'zod'
import { Cents, CustomerId, IsoDate } from './values.ts'

export const tillReasons = [
  'import-till-no-day',
  'import-till-no-amount',
  'import-till-date-ask',
  'import-till-two-dates',
  'import-till-row-day',
  'import-till-row-day-other',
  'import-till-row-day-missing',
  'import-till-row-day-old',
  'import-till-row-day-future',
  'import-till-row-amount',
  'import-till-row-amount-missing',
  'import-till-row-amount-large',
  'import-till-row-quantity',
  'import-till-row-price-negative',
  'import-till-row-receipt-long',
  'import-till-row-receipt-broken',
  'import-till-row-two-customers',
  'import-till-row-outlier',
  'import-till-row-changed',
  'import-till-row-return-unknown',
  'import-till-column-unknown',
] as const

/** What a file is about: the shop's customers, or what its till sold. */
export const ImportKind = z.enum(['customers', 'purchases'])
export type ImportKind = z.infer<typeof ImportKind>

/** Where a column of a till's file goes. `receiptTotal` is the whole receipt's and stands in each of its lines. */
export const TillTarget = z.enum([
  'ignore',
  'receiptNo',
  'day',
  'customerNumber',
  'cardNumber',
  'email',
  'externalId',
  'customerName',
  'articleNumber',
  'articleName',
  'quantity',
  'unitPrice',
  'lineTotal',
  'receiptTotal',
  'discount',
  'vat',
  'channel',
  'cancelled',
])
export type TillTarget = z.infer<typeof TillTarget>
/** How days are written: 2026-03-12, 20260312, 12.03.2026, 12/03/2026 or 03/12/2026. */
export const TillDateFormat = z.enum(['iso', 'compact', 'day-dots', 'day-slashes', 'month-slashes'])
export type TillDateFormat = z.infer<typeof TillDateFormat>

/** A target per column in the order of the file; or columns by their number (from 1) or name for each target. */
export const TillMapping = z.union([
  z.array(TillTarget).max(1000),
  z
    .partialRecord(TillTarget.exclude(['ignore']), z.union([z.int().min(1).max(1000), z.string().min(1).max(200)]))
    .and(z.object({ dateFormat: TillDateFormat.optional() })),
])
export type TillMapping = z.infer<typeof TillMapping>

export const TillColumn = z.object({
  index: z.int(),
  header: z.string(),
  target: TillTarget,
  example: z.string(),
  /** The sign before the cents, decided over the whole column; null where it holds no amounts. */
  decimal: z.enum([',', '.']).nullable(),
})
export type TillColumn = z.infer<typeof TillColumn>
/** What becomes of receipts with an amount far above all others of the file. */
export const OutlierRule = z.enum(['take', 'leave-out'])
export type OutlierRule = z.infer<typeof OutlierRule>
/** A receipt as it would be booked. */
export const TillReceipt = z.object({
  line: z.int(),
  receiptNo: z.string(),
  day: IsoDate,
  kind: z.enum(['purchase', 'return']),
  lines: z.int(),
  totalCents: Cents,
  customerId: CustomerId.nullable(),
  /** The customer's name, or what the file says. */
  customer: z.string(),
})
export type TillReceipt = z.infer<typeof TillReceipt>
/** What a till's file would bring. */
export const TillPreview = z.object({
  columns: z.array(TillColumn),
  /** Null where 03/12/2026 could be either day and the owner has to say it. */
  dateFormat: TillDateFormat.nullable(),
  /** How the first days are written, to be asked about. */
  dateExamples: z.array(z.string()),
  /** Days in two ways: how most are written, how others are, and the lines of the first of those. */
  mixedDays: z.object({ example: z.string(), other: z.string(), lines: z.array(z.int()), count: z.int() }).nullable(),
  /** By what lines become receipts. */
  grouping: z.enum(['receipt', 'customer-day', 'line']),
  receipts: z.array(TillReceipt),
  created: z.int(),
  returns: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  unknownCustomers: z.int(),
  netCents: z.int(),
  /** Amounts far above all others of the file, the first of them; the window asks what becomes of them. */
  outliers: z.object({ total: z.int(), rows: z.array(z.object({ line: z.int(), amountCents: Cents })) }),
  /** Why it cannot be taken over yet. */
  missing: z.enum(['import-till-no-day', 'import-till-no-amount', 'import-till-date-ask', 'import-till-two-dates']).nullable(),
})
export type TillPreview = z.infer<typeof TillPreview>
