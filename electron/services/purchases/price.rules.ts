import { lineListCents, MostCents, milliOf } from '#contract'
import type { Article, ArticleId, PurchaseLineInput } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { spread } from './spread.rules.ts'

/** What the rules of prices and points ask of an article. */
export type SoldArticle = Pick<Article, 'name' | 'vatBp' | 'isDiscountable' | 'isPriceBound' | 'earnsPoints' | 'isVoucher'>
/** A line as it is written down. */
export interface PricedLine {
  articleId: ArticleId | null
  text: string
  quantityMilli: number
  unitCents: number
  discountCents: number
  netCents: number
  vatBp: number | null
  earnsPoints: boolean
}
export interface PricedReceipt {
  lines: PricedLine[]
  listCents: number
  totalCents: number
}

/** Points are given for what has no fixed price and is no voucher (domain.md §6.1). What stands on no article is eligible. */
export const earnsPoints = (article: SoldArticle | undefined): boolean =>
  article === undefined || (article.earnsPoints && !article.isVoucher && !article.isPriceBound)
const isDiscountable = (article: SoldArticle | undefined) => article === undefined || (article.isDiscountable && !article.isPriceBound)

/** Works out each line's net; a discount on the whole receipt goes to the lines that may be discounted. */
export function priceLines(input: readonly PurchaseLineInput[], articles: ReadonlyMap<ArticleId, SoldArticle>, discountCents: number): PricedReceipt {
  const articleOf = ({ articleId }: { articleId: ArticleId | null }) => (articleId === null ? undefined : articles.get(articleId))
  const lines = input.map((line): PricedLine => {
    const article = articleOf(line)
    if (line.articleId !== null && !article) throw new AppError('missing', 'article-unknown')
    const quantityMilli = milliOf(line.quantity)
    const list = lineListCents(quantityMilli, line.unitCents)
    const name = line.text || article?.name || ''
    if (line.discountCents > 0 && !isDiscountable(article)) throw new AppError('conflict', 'article-not-discountable', { name })
    if (line.discountCents > list) throw new AppError('invalid', 'line-discount-too-large', { name, mostCents: list })
    return {
      articleId: line.articleId,
      text: line.text,
      quantityMilli,
      unitCents: line.unitCents,
      discountCents: line.discountCents,
      netCents: list - line.discountCents,
      vatBp: line.vatBp === undefined ? (article?.vatBp ?? null) : line.vatBp,
      earnsPoints: earnsPoints(article),
    }
  })
  const sums = sumsOf(lines)
  if (sums.listCents > MostCents) throw new AppError('invalid', 'amount-too-large')
  if (discountCents === 0) return { lines, ...sums }
  const weights = lines.map((line) => (isDiscountable(articleOf(line)) ? line.netCents : 0))
  const most = weights.reduce((sum, weight) => sum + weight, 0)
  if (discountCents > most) throw new AppError('invalid', 'discount-too-large', { mostCents: most })
  const shares = spread(discountCents, weights)
  const discounted = lines.map((line, place) => ({
    ...line,
    discountCents: line.discountCents + shares[place]!,
    netCents: line.netCents - shares[place]!,
  }))
  return { lines: discounted, ...sumsOf(discounted) }
}

function sumsOf(lines: readonly PricedLine[]) {
  return {
    listCents: lines.reduce((sum, line) => sum + line.netCents + line.discountCents, 0),
    totalCents: lines.reduce((sum, line) => sum + line.netCents, 0),
  }
}

/** What of a receipt gives points. */
export const baseOf = (lines: readonly PricedLine[]): number =>
  lines.filter((line) => line.earnsPoints).reduce((sum, { netCents }) => sum + netCents, 0)
