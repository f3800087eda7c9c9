import { z } from 'zod'
import { ArticleId, Cents, line, PurchaseLineId } from './values.ts'

export const purchaseLineReasons = [
  'line-quantity-zero',
  'line-quantity-odd',
  'line-price-negative',
  'line-discount-too-large',
  'lines-too-many',
  'discount-negative',
  'discount-too-large',
  'vat-odd',
  'article-unknown',
  'article-not-discountable',
] as const

/** How a purchase came about. */
export const PurchaseChannel = z.enum(['shop', 'phone', 'online', 'other'])
export type PurchaseChannel = z.infer<typeof PurchaseChannel>

/** Quantities have up to three places (0.350 kg) and are kept as whole thousandths. */
export const milliOf = (quantity: number): number => Math.round(quantity * 1000)
const hasThreePlaces = (quantity: number) => Math.abs(quantity * 1000 - milliOf(quantity)) < 1e-6
export const Quantity = z
  .number('input-invalid')
  .positive('line-quantity-zero')
  .max(99_999.999, 'line-quantity-odd')
  .refine(hasThreePlaces, 'line-quantity-odd')

/** What one line costs before discounts: quantity × unit price, rounded half away from zero once (domain.md G1). */
export function lineListCents(quantityMilli: number, unitCents: number): number {
  return Math.sign(quantityMilli) * Math.floor((Math.abs(quantityMilli) * unitCents + 500) / 1000)
}

export const MostCents = 9_999_999_999
export const Discount = z.int('input-invalid').min(0, 'discount-negative').max(MostCents, 'amount-too-large')

export const PurchaseLineInput = z.object({
  articleId: ArticleId.nullable().default(null),
  text: line(200).default(''),
  quantity: Quantity,
  unitCents: z.int('input-invalid').min(0, 'line-price-negative').max(MostCents, 'amount-too-large'),
  discountCents: Discount.default(0),
  /** Left out: that of the article. */
  vatBp: z.int('vat-odd').min(0, 'vat-odd').max(10_000, 'vat-odd').nullable().optional(),
})
export type PurchaseLineInput = z.output<typeof PurchaseLineInput>
export const PurchaseLinesInput = z.array(PurchaseLineInput).max(500, 'lines-too-many')

/** A line as it stands on a receipt; negative on a return. Quantity 0 gives back money only. */
export const PurchaseLine = z.object({
  id: PurchaseLineId,
  articleId: ArticleId.nullable(),
  /** What was sold: the line's own text, else the article's name. */
  name: z.string(),
  quantity: z.number(),
  unitCents: Cents,
  /** With its share of what was taken off the whole receipt. */
  discountCents: Cents,
  netCents: Cents,
  vatBp: z.int().nullable(),
  earnsPoints: z.boolean(),
  /** What can still come back of it. */
  leftQuantity: z.number(),
  leftCents: Cents,
})
export type PurchaseLine = z.infer<typeof PurchaseLine>
