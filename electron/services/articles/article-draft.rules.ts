import type { ArticleRowProblem, ArticleTarget } from '#contract'
import { line, paragraph } from '#contract'
import type { CsvRow } from '../imports/csv-rows.ts'
import type { ArticlePatch } from './article.rules.ts'
import { centsOf, daysOf, shareOf, vatOf, yesNoOf } from './article-values.rules.ts'

type Problem = Omit<ArticleRowProblem, 'line'>
/** What one row of a file says; an empty cell says nothing. */
export interface ArticleDraft {
  line: number
  number: string
  name: string
  group: string
  /** Number or name of another article. */
  followUp: string
  patch: ArticlePatch
}

const YES_NO = ['isStockable', 'earnsPoints', 'isDiscountable', 'isPriceBound', 'isVoucher'] as const
const LONGEST = { number: 40, name: 200, group: 80, followUp: 200 } as const

export function articleDraft({ line: at, cells }: CsvRow, targets: readonly ArticleTarget[]): ArticleDraft | ArticleRowProblem {
  const cell = (target: ArticleTarget) => (cells[targets.indexOf(target)] ?? '').trim()
  let problem: Problem | undefined
  const note = (reason: Problem['reason'], value: string) => void (problem ??= { reason, value: value.slice(0, 80) })
  const short = (target: keyof typeof LONGEST): string => {
    const text = line(LONGEST[target]).safeParse(cell(target))
    if (!text.success) note('article-row-too-long', cell(target))
    return text.data ?? ''
  }
  const value = <T>(target: ArticleTarget, read: (text: string) => T | undefined, reason: Problem['reason']): T | undefined => {
    const text = cell(target)
    if (text === '') return undefined
    const found = read(text)
    if (found === undefined) note(reason, text)
    return found
  }
  const [number, name, group, followUp] = [short('number'), short('name'), short('group'), short('followUp')]
  const onlyHere = paragraph(1000).safeParse(cell('onlyHere'))
  if (!onlyHere.success) note('article-row-too-long', cell('onlyHere'))
  const patch: ArticlePatch = {
    number: number || undefined,
    name: name || undefined,
    onlyHere: onlyHere.data || undefined,
    priceCents: value('price', centsOf, 'article-row-price') as ArticlePatch['priceCents'],
    vatBp: value('vat', vatOf, 'article-row-vat'),
    marginBp: value('margin', shareOf, 'article-row-margin'),
    demandDays: value('demandDays', daysOf, 'article-row-days'),
    ...Object.fromEntries(YES_NO.map((flag) => [flag, value(flag, yesNoOf, 'article-row-yes-no')])),
  }
  return problem ? { line: at, ...problem } : { line: at, number, name, group, followUp, patch }
}
