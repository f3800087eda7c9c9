import { AppError } from '../../database/app-error.ts'
import type { ArticleRecord } from './articles.repository.ts'

/** What a caller says about an article; what is left out stays. */
export type ArticlePatch = { [K in keyof ArticleRecord]?: ArticleRecord[K] | undefined }

export const newArticle: ArticleRecord = {
  number: '',
  name: '',
  groupId: null,
  priceCents: null,
  vatBp: 1900,
  marginBp: null,
  demandDays: null,
  isStockable: false,
  earnsPoints: true,
  isDiscountable: true,
  isPriceBound: false,
  isVoucher: false,
  followUpId: null,
  onlyHere: '',
}

/**
 * An article with what is said about it. Becoming price-bound (BuchPrG) ends discounts and points, becoming a voucher ends points, each
 * unless the same words say otherwise.
 */
export function patched(before: ArticleRecord, patch: ArticlePatch): ArticleRecord {
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Partial<ArticleRecord>
  const becomesBound = given.isPriceBound === true && !before.isPriceBound
  const becomesVoucher = given.isVoucher === true && !before.isVoucher
  return {
    ...before,
    ...(becomesBound && { isDiscountable: false, earnsPoints: false }),
    ...(becomesVoucher && { earnsPoints: false }),
    ...given,
  }
}

export const sameArticle = (one: ArticleRecord, other: ArticleRecord): boolean =>
  (Object.keys(newArticle) as (keyof ArticleRecord)[]).every((key) => one[key] === other[key])

/** Shares lie between nothing and all, prices are not negative, needs come back within ten years. Refuses by name what is not so. */
export function requirePlausible({
  priceCents,
  vatBp,
  marginBp,
  demandDays,
}: Partial<Pick<ArticleRecord, 'priceCents' | 'vatBp' | 'marginBp' | 'demandDays'>>): void {
  if (typeof priceCents === 'number' && priceCents < 0) throw new AppError('invalid', 'article-price-negative')
  for (const share of [vatBp, marginBp])
    if (typeof share === 'number' && (share < 0 || share > 10_000)) throw new AppError('invalid', 'article-share-outside', { percent: share / 100 })
  if (typeof demandDays === 'number' && (demandDays < 1 || demandDays > 3650))
    throw new AppError('invalid', 'article-days-outside', { days: demandDays })
}

/** The followers of an article, one after another, until nobody follows or somebody stands there twice. */
export function* followers<T>(first: T, next: (one: T) => T | null): Generator<T> {
  const seen = new Set<T>()
  for (let one: T | null = first; one !== null && !seen.has(one); one = next(one)) {
    seen.add(one)
    yield one
  }
}
