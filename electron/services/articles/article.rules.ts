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
