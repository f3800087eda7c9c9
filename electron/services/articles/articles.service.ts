import type { Article, ArticleGroup, ArticleGroupId, ArticleId, Handlers, JobContext } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import type { SettingsService } from '../settings/settings.service.ts'
import { followers, newArticle, patched, requirePlausible } from './article.rules.ts'
import { articleFile } from './article-file.ts'
import type { ArticleFileInput } from './article-file.ts'
import { articleGroupsRepository } from './article-groups.repository.ts'
import { recordOf } from './article-plan.rules.ts'
import { wantedWords } from './article-search.rules.ts'
import { articlesRepository } from './articles.repository.ts'
import type { ArticleRecord } from './articles.repository.ts'

type File = ReturnType<typeof articleFile>
interface ArticlesService {
  calls: Handlers['articles']
  tasks: { 'articles.previewFile': File['preview']; 'articles.importFile': File['start'] }
}
type Deps = Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder' | 'background'> & { settings: Pick<SettingsService, 'read'> }

/** What the shop sells, and the groups it is sorted into. */
export function articlesService({ db, clock, newId, recorder, background, settings }: Deps): ArticlesService {
  const articles = articlesRepository(db, newId)
  const groups = articleGroupsRepository(db, newId)
  const shopMargin = () => settings.read().marginBp
  const file = articleFile({ clock, recorder, articles, groups, shopMargin })

  function require(articleId: ArticleId): Article {
    const found = articles.find(articleId, shopMargin())
    if (!found) throw new AppError('missing', 'article-gone', { articleId })
    return found
  }
  function requireGroup(groupId: ArticleGroupId): ArticleGroup {
    const found = groups.all().find((group) => group.groupId === groupId)
    if (!found) throw new AppError('missing', 'article-group-gone', { groupId })
    return found
  }
  function requireGroupName(name: string, except: ArticleGroupId | undefined): void {
    if (name === '') throw new AppError('invalid', 'article-group-name-missing')
    const other = groups.all().find((group) => group.groupId !== except && group.name.toLowerCase() === name.toLowerCase())
    if (other) throw new AppError('conflict', 'article-group-name-taken', { name: other.name })
  }
  function requireFitting(record: ArticleRecord, articleId: ArticleId | undefined): void {
    if (record.name === '') throw new AppError('invalid', 'article-name-missing')
    requirePlausible(record)
    if (record.isVoucher && record.earnsPoints) throw new AppError('conflict', 'article-voucher-points', { name: record.name })
    if (record.groupId !== null) requireGroup(record.groupId)
    if (record.followUpId !== null && record.followUpId === articleId) throw new AppError('invalid', 'article-follows-itself', { name: record.name })
    if (record.followUpId !== null) requireNoRing(record.followUpId, record.name, articleId)
    const other = record.number === '' ? undefined : articles.idOfNumber(record.number)
    if (other !== undefined && other !== articleId)
      throw new AppError('conflict', 'article-number-taken', { number: record.number, name: require(other).name })
  }
  /** Who follows whom must end somewhere, or advice would go round in circles. */
  function requireNoRing(followUpId: ArticleId, name: string, articleId: ArticleId | undefined): void {
    const { name: other } = require(followUpId)
    for (const follower of followers(followUpId, articles.followUpOf))
      if (follower === articleId) throw new AppError('conflict', 'article-follow-ring', { name, other })
  }
  function freeNumber(): string {
    let number = articles.highestNumber() + 1
    while (articles.idOfNumber(String(number)) !== undefined) number++
    return String(number)
  }
  function done(articleId: ArticleId): Article {
    recorder.describe({ count: 1 })
    return require(articleId)
  }
  const run = <T>(task: string, input: ArticleFileInput, job: JobContext) => background.run<T>(task, input, job)

  return {
    tasks: { 'articles.previewFile': file.preview, 'articles.importFile': file.start },
    calls: {
      list({ text, groupId, includeRetired, sort, limit, offset }) {
        const words = wantedWords(text)
        if (words === null) return { rows: [], total: 0 }
        const query = { words, groupId, includeRetired }
        const groupIds = () => groups.all().map(({ groupId }) => groupId)
        return { rows: articles.list(query, sort, { limit, offset, marginBp: shopMargin() }, groupIds), total: articles.count(query) }
      },
      search({ text, limit }) {
        const words = wantedWords(text)
        return words === null ? [] : articles.search(words, text.trim(), limit)
      },
      get: ({ articleId }) => require(articleId),
      save({ articleId, ...patch }) {
        const before = articleId === undefined ? null : require(articleId)
        const record = patched(before ? recordOf(before) : newArticle, patch)
        requireFitting(record, articleId)
        const whole = record.number === '' ? { ...record, number: before?.number ?? freeNumber() } : record
        if (articleId === undefined) return done(articles.insert(whole, clock.now()))
        articles.update(articleId, whole)
        return done(articleId)
      },
      retire({ articleId }) {
        if (require(articleId).retiredOn === null) articles.setRetired(articleId, clock.today())
        return done(articleId)
      },
      bringBack({ articleId }) {
        require(articleId)
        articles.setRetired(articleId, null)
        return done(articleId)
      },
      remove({ articleId }) {
        const { name } = require(articleId)
        if (articles.isSold(articleId)) throw new AppError('conflict', 'article-in-use', { name })
        articles.remove(articleId)
        recorder.describe({ count: 1 })
        return { name }
      },
      groups: () => groups.all(),
      saveGroup({ groupId, ...patch }) {
        const before = groupId === undefined ? { name: '', marginBp: null, demandDays: null } : requireGroup(groupId)
        const record = {
          name: patch.name ?? before.name,
          marginBp: patch.marginBp === undefined ? before.marginBp : patch.marginBp,
          demandDays: patch.demandDays === undefined ? before.demandDays : patch.demandDays,
        }
        requireGroupName(record.name, groupId)
        requirePlausible(record)
        recorder.describe({ count: 1 })
        if (groupId === undefined) return requireGroup(groups.insert(record))
        groups.update(groupId, record)
        return requireGroup(groupId)
      },
      removeGroup({ groupId }) {
        const { name, articles: count } = requireGroup(groupId)
        groups.remove(groupId)
        recorder.describe({ count: 1 })
        return { name, articles: count }
      },
      previewFile: (input, job) => run('articles.previewFile', input, job),
      importFile: (input, job) => run('articles.importFile', input, job),
    },
  }
}
