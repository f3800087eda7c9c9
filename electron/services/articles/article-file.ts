import type { ArticleGroupId, ArticleId, ArticleImportResult, ArticlePreview, ArticleTarget, JobContext } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import { articleTargets } from './article-columns.ts'
import type { ArticleGroupsRepository } from './article-groups.repository.ts'
import { planArticles } from './article-plan.rules.ts'
import type { ArticlePlan, PlannedArticle } from './article-plan.rules.ts'
import { readArticleTable } from './article-table.ts'
import type { ArticleTable } from './article-table.ts'
import type { ArticlesRepository } from './articles.repository.ts'

export interface ArticleFileInput {
  file: string
  mapping?: ArticleTarget[] | undefined
}
const SHOWN_PROBLEMS = 200
const REPORT_EVERY = 500

type Deps = Pick<ServiceBase, 'clock' | 'recorder'> & { articles: ArticlesRepository; groups: ArticleGroupsRepository; shopMargin(): number }

/** Articles from a CSV or Excel file: first what it would do, then all of it in one operation. */
export function articleFile({ clock, recorder, articles, groups, shopMargin }: Deps) {
  function plan({ rows }: ArticleTable, targets: readonly ArticleTarget[]): ArticlePlan {
    return planArticles(rows, targets, { articles: articles.all(shopMargin()), groups: groups.all() })
  }
  function countsOf({ rows, unchangedTwins, problems, newGroups }: ArticlePlan) {
    const count = (action: PlannedArticle['action']) => rows.filter((row) => row.action === action).length
    return {
      created: count('create'),
      updated: count('update'),
      unchanged: count('unchanged') + unchangedTwins,
      failed: problems.length,
      newGroups,
      problems: problems.slice(0, SHOWN_PROBLEMS),
    }
  }
  /** The next number by itself; numbers of the file are taken by then. */
  function numbers(): () => string {
    let last = articles.highestNumber()
    return () => {
      do last++
      while (articles.idOfNumber(String(last)) !== undefined)
      return String(last)
    }
  }

  async function preview({ file, mapping }: ArticleFileInput, job: JobContext): Promise<ArticlePreview> {
    job.report(0, null, 'reading')
    const table = await readArticleTable(file, job.isCancelled)
    const targets = articleTargets(table.header, mapping)
    const example = (index: number) => table.rows.find(({ cells }) => (cells[index] ?? '').trim() !== '')?.cells[index]?.trim() ?? ''
    const hasKey = targets.includes('name') || targets.includes('number')
    const nothing = { created: 0, updated: 0, unchanged: 0, failed: table.rows.length, newGroups: [], problems: [] }
    return {
      ...(hasKey ? countsOf(plan(table, targets)) : nothing),
      fileName: table.fileName,
      rows: table.rows.length,
      columns: table.header.map((header, index) => ({ index, header, target: targets[index] ?? 'ignore', example: example(index).slice(0, 80) })),
    }
  }

  async function start({ file, mapping }: ArticleFileInput, job: JobContext): Promise<ArticleImportResult> {
    job.report(0, null, 'reading')
    const table = await readArticleTable(file, job.isCancelled)
    const targets = articleTargets(table.header, mapping)
    if (!targets.includes('name') && !targets.includes('number')) throw new AppError('invalid', 'article-file-columns', { file: table.fileName })
    const { value, operationId } = recorder.run({ call: 'articles.importFile' }, () => {
      const planned = plan(table, targets)
      write(planned, job)
      const counts = countsOf(planned)
      recorder.describe({ count: counts.created + counts.updated })
      return counts
    })
    return { ...value, fileName: table.fileName, operationId }
  }

  function write({ rows, newGroups }: ArticlePlan, job: JobContext): void {
    const made = new Map<string, ArticleGroupId>()
    for (const name of newGroups) made.set(name.toLowerCase(), groups.insert({ name, marginBp: null, demandDays: null }))
    const changing = rows.filter(({ action }) => action !== 'unchanged')
    // Numbers of the file first, so that none of them is given away by itself.
    const inOrder = [...changing.filter(({ record }) => record.number !== ''), ...changing.filter(({ record }) => record.number === '')]
    const ids = new Map<PlannedArticle, ArticleId>()
    let next: (() => string) | undefined
    for (const [index, row] of inOrder.entries()) {
      if (index % REPORT_EVERY === 0) {
        if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
        job.report(index, inOrder.length, 'writing')
      }
      if (row.newGroup !== null) row.record = { ...row.record, groupId: made.get(row.newGroup.toLowerCase()) ?? null }
      if (row.record.number === '') row.record = { ...row.record, number: (next ??= numbers())() }
      if (row.articleId === null) ids.set(row, articles.insert(row.record, clock.now()))
      else articles.update(row.articleId, row.record)
    }
    for (const row of inOrder) {
      const followUpId = row.follows === null ? undefined : ids.get(row.follows)
      const articleId = row.articleId ?? ids.get(row)
      if (followUpId !== undefined && articleId !== undefined) articles.update(articleId, { ...row.record, followUpId })
    }
  }

  return { preview, start }
}
