import type { Article, ArticleGroupId, Cents, Input } from '#contract'
import { readDays, readPercent, writeDays, writePercent } from './percent.ts'

/** An article while it is being typed. */
export interface ArticleDraft {
  name: string
  number: string
  groupId: ArticleGroupId | null
  priceCents: Cents | null
  /** One of the usual rates, or 'other' with the share in `vatText`. */
  vat: number | 'other'
  vatText: string
  margin: string
  days: string
  isStockable: boolean
  earnsPoints: boolean
  isDiscountable: boolean
  isPriceBound: boolean
  isVoucher: boolean
  followUp: Pick<Article, 'articleId' | 'name'> | null
  onlyHere: string
}
export const USUAL_VAT: readonly number[] = [1900, 700, 0]

export function draftOf(article: Article | null): ArticleDraft {
  const vatBp = article?.vatBp ?? 1900
  const isUsual = USUAL_VAT.includes(vatBp)
  return {
    name: article?.name ?? '',
    number: article?.number ?? '',
    groupId: article?.groupId ?? null,
    priceCents: article?.priceCents ?? null,
    vat: isUsual ? vatBp : 'other',
    vatText: isUsual ? '' : writePercent(vatBp),
    margin: writePercent(article?.marginBp ?? null),
    days: writeDays(article?.demandDays ?? null),
    isStockable: article?.isStockable ?? false,
    earnsPoints: article?.earnsPoints ?? true,
    isDiscountable: article?.isDiscountable ?? true,
    isPriceBound: article?.isPriceBound ?? false,
    isVoucher: article?.isVoucher ?? false,
    followUp: article && article.followUpId !== null ? { articleId: article.followUpId, name: article.followUpName } : null,
    onlyHere: article?.onlyHere ?? '',
  }
}

export type DraftProblem = 'name' | 'price' | 'vat' | 'margin' | 'days'
type Fields = Omit<Input<'articles.save'>, 'articleId'>

/** What to store, or what cannot be. */
export function fieldsOf(draft: ArticleDraft): Fields | ReadonlySet<DraftProblem> {
  const vatBp = draft.vat === 'other' ? readPercent(draft.vatText) : draft.vat
  const [marginBp, demandDays] = [readPercent(draft.margin), readDays(draft.days)]
  const problems = new Set<DraftProblem>()
  if (draft.name.trim() === '') problems.add('name')
  if (draft.priceCents !== null && draft.priceCents < 0) problems.add('price')
  if (marginBp === undefined) problems.add('margin')
  if (demandDays === undefined) problems.add('days')
  if (vatBp === undefined || vatBp === null) return problems.add('vat')
  if (problems.size > 0 || marginBp === undefined || demandDays === undefined) return problems
  const { name, number, groupId, priceCents, isStockable, earnsPoints, isDiscountable, isPriceBound, isVoucher, onlyHere } = draft
  const followUpId = draft.followUp?.articleId ?? null
  const figures = { priceCents, vatBp, marginBp, demandDays }
  return { name, number, groupId, ...figures, isStockable, earnsPoints, isDiscountable, isPriceBound, isVoucher, followUpId, onlyHere }
}
