import type { Article, ArticleGroup, ArticleId, ArticleRowProblem, ArticleTarget } from '#contract'
import type { CsvRow } from '../imports/csv-rows.ts'
import { followers, newArticle, patched, sameArticle } from './article.rules.ts'
import { articleDraft } from './article-draft.rules.ts'
import type { ArticleDraft } from './article-draft.rules.ts'
import type { ArticleRecord } from './articles.repository.ts'

/** One row that can be written. `record` has the group and the follow-up that were known before. */
export interface PlannedArticle {
  draft: ArticleDraft
  articleId: ArticleId | null
  record: ArticleRecord
  action: 'create' | 'update' | 'unchanged'
  /** Named by the file and to be made first. */
  newGroup: string | null
  /** Which article of the same file comes after it, where that one is new. */
  follows: PlannedArticle | null
}
export interface ArticlePlan {
  rows: PlannedArticle[]
  unchangedTwins: number
  problems: ArticleRowProblem[]
  newGroups: string[]
}
interface Known {
  articles: readonly Article[]
  groups: readonly Pick<ArticleGroup, 'groupId' | 'name'>[]
}

/** What a file would do, row by row, without doing it. */
export function planArticles(rows: readonly CsvRow[], targets: readonly ArticleTarget[], known: Known): ArticlePlan {
  const problems: ArticleRowProblem[] = []
  const book = bookOf(known.articles)
  const seen = new Map<string, string>()
  const planned: PlannedArticle[] = []
  let unchangedTwins = 0
  for (const row of rows) {
    const draft = articleDraft(row, targets)
    if ('reason' in draft) {
      problems.push(draft)
      continue
    }
    const fail = (reason: ArticleRowProblem['reason'], value: string) => void problems.push({ line: row.line, reason, value })
    const same = draft.number === '' ? (book.byName.get(draft.name) ?? []) : []
    if (same.length > 1) {
      fail('article-row-name-several', draft.name)
      continue
    }
    const article = draft.number === '' ? same[0] : book.byNumber.get(draft.number)
    if (!article && draft.name === '') {
      fail('article-row-name-missing', draft.number)
      continue
    }
    const key = article ? `id ${article.articleId}` : draft.number === '' ? `name ${draft.name}` : `number ${draft.number}`
    const said = JSON.stringify([draft.patch, draft.group, draft.followUp])
    // Columns that go nowhere, such as the number of a receipt, make no difference.
    const twin = seen.get(key)
    if (twin !== undefined) {
      if (twin === said) unchangedTwins++
      else fail('article-row-twice', draft.number || draft.name)
      continue
    }
    seen.set(key, said)
    const group = known.groups.find(({ name }) => name.toLowerCase() === draft.group.toLowerCase())
    const before = article ? recordOf(article) : newArticle
    const record = patched(before, { ...draft.patch, ...(group && { groupId: group.groupId }) })
    if (record.isVoucher && record.earnsPoints) {
      fail('article-row-voucher-points', draft.number || draft.name)
      continue
    }
    const newGroup = draft.group !== '' && !group ? draft.group : null
    const isSame = newGroup === null && sameArticle(before, record)
    planned.push({
      draft,
      articleId: article?.articleId ?? null,
      record,
      action: article ? (isSame ? 'unchanged' : 'update') : 'create',
      newGroup,
      follows: null,
    })
  }
  const kept = withFollowUps(planned, book, problems)
  const newGroups = new Map(kept.flatMap(({ newGroup }) => (newGroup === null ? [] : [[newGroup.toLowerCase(), newGroup] as const])))
  return { rows: kept, unchangedTwins, problems: problems.toSorted((a, b) => a.line - b.line), newGroups: [...newGroups.values()] }
}

interface Book {
  byNumber: Map<string, Article>
  byName: Map<string, Article[]>
}
function bookOf(articles: readonly Article[]): Book {
  const byName = new Map<string, Article[]>()
  for (const article of articles) byName.set(article.name, [...(byName.get(article.name) ?? []), article])
  return { byNumber: new Map(articles.map((article) => [article.number, article])), byName }
}

/** Finds what follows each article, in the file or among those there are; a row that names nobody stays out, and so what names that row. */
function withFollowUps(planned: PlannedArticle[], { byNumber, byName }: Book, problems: ArticleRowProblem[]): PlannedArticle[] {
  let rows = planned
  for (;;) {
    const inFile = new Map(rows.filter(({ action }) => action === 'create').flatMap((row) => [[row.draft.name, row] as const]))
    for (const row of rows) if (row.action === 'create' && row.draft.number !== '') inFile.set(row.draft.number, row)
    const kept = rows.filter((row) => {
      const wanted = row.draft.followUp
      if (wanted === '') return true
      const there = byNumber.get(wanted) ?? byName.get(wanted)?.[0]
      const coming = there ? undefined : inFile.get(wanted)
      const isItself = coming === row || (there !== undefined && there.articleId === row.articleId)
      if (isItself || (!there && !coming)) {
        problems.push({ line: row.draft.line, reason: 'article-row-follow-up', value: wanted })
        return false
      }
      row.follows = coming ?? null
      if (row.action === 'unchanged' && (coming || there?.articleId !== row.record.followUpId)) row.action = 'update'
      if (there) row.record = { ...row.record, followUpId: there.articleId }
      return true
    })
    const ring = kept.length === rows.length ? ringIn(kept, byNumber) : new Set<PlannedArticle>()
    for (const { draft } of ring) problems.push({ line: draft.line, reason: 'article-row-follow-ring', value: draft.followUp })
    if (kept.length === rows.length && ring.size === 0) return kept
    rows = kept.filter((row) => !ring.has(row))
  }
}

/** Rows of the file whose followers lead back to them, together with what is there already. */
function ringIn(rows: readonly PlannedArticle[], byNumber: Book['byNumber']): Set<PlannedArticle> {
  const stored = new Map([...byNumber.values()].map((article) => [article.articleId, article.followUpId]))
  const inFile = new Map(rows.flatMap((row) => (row.articleId === null ? [] : [[row.articleId, row] as const])))
  type Node = PlannedArticle | ArticleId
  const nodeOf = (id: ArticleId | null): Node | null => (id === null ? null : (inFile.get(id) ?? id))
  const next = (node: Node) => (typeof node === 'number' ? nodeOf(stored.get(node) ?? null) : (node.follows ?? nodeOf(node.record.followUpId)))
  const clear = new Set<Node>()
  const ring = new Set<PlannedArticle>()
  for (const row of rows) {
    const path = [...followers<Node>(row, (node) => (clear.has(node) ? null : next(node)))]
    const last = path.at(-1)
    const back = last === undefined || clear.has(last) ? null : next(last)
    const isRing = back !== null && path.includes(back)
    for (const node of isRing ? path.slice(path.indexOf(back)) : []) if (typeof node === 'object' && node.draft.followUp !== '') ring.add(node)
    for (const node of path) clear.add(node)
  }
  return ring
}

/** What is an article's own of what is shown of it. */
export function recordOf(article: Article): ArticleRecord {
  const { articleId: _id, groupName: _group, followUpName: _followUp, retiredOn: _retired, effectiveMarginBp: _margin, ...rest } = article
  const { effectiveDemandDays: _days, ...record } = rest
  return record
}
