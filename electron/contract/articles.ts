import { z } from 'zod'
import { job, read, write } from './call.ts'
import { ArticleGroupId, ArticleId, Cents, FilePath, IsoDate, Limit, line, Nothing, Offset, OperationId, paragraph } from './values.ts'

export const articleReasons = [
  'article-gone',
  'article-name-missing',
  'article-number-taken',
  'article-in-use',
  'article-voucher-points',
  'article-follows-itself',
  'article-follow-ring',
  'article-price-negative',
  'article-share-outside',
  'article-days-outside',
  'article-group-gone',
  'article-group-name-missing',
  'article-group-name-taken',
  'article-file-columns',
  'article-row-name-missing',
  'article-row-name-several',
  'article-row-price',
  'article-row-vat',
  'article-row-margin',
  'article-row-days',
  'article-row-yes-no',
  'article-row-twice',
  'article-row-too-long',
  'article-row-voucher-points',
  'article-row-follow-up',
  'article-row-follow-ring',
] as const

/** What an article says itself; null where its group or the shop decides. */
const own = {
  priceCents: Cents.nullable(),
  vatBp: z.int(),
  /** What is left of the net, in basis points. */
  marginBp: z.int().nullable(),
  /** After how many days one piece is used up. */
  demandDays: z.int().nullable(),
  /** Two of it last twice as long. */
  isStockable: z.boolean(),
  earnsPoints: z.boolean(),
  isDiscountable: z.boolean(),
  isPriceBound: z.boolean(),
  isVoucher: z.boolean(),
  groupId: ArticleGroupId.nullable(),
  /** What is often needed after it. */
  followUpId: ArticleId.nullable(),
}
export const Article = z.object({
  articleId: ArticleId,
  number: z.string(),
  name: z.string(),
  ...own,
  groupName: z.string(),
  followUpName: z.string(),
  /** Why a customer gets it only in this shop. */
  onlyHere: z.string(),
  retiredOn: IsoDate.nullable(),
  /** What holds: the article's own, else its group's, else the shop's. */
  effectiveMarginBp: z.int(),
  /** The article's own, else its group's; null: not known. */
  effectiveDemandDays: z.int().nullable(),
})
export type Article = z.infer<typeof Article>
/** What a picker shows of an article. */
export const ArticleChoice = Article.pick({
  articleId: true,
  number: true,
  name: true,
  groupName: true,
  priceCents: true,
  vatBp: true,
  isPriceBound: true,
  isDiscountable: true,
  earnsPoints: true,
  isVoucher: true,
})
export type ArticleChoice = z.infer<typeof ArticleChoice>
export const ArticleGroup = z.object({
  groupId: ArticleGroupId,
  name: z.string(),
  marginBp: z.int().nullable(),
  demandDays: z.int().nullable(),
  articles: z.int(),
})
export type ArticleGroup = z.infer<typeof ArticleGroup>

export const ArticleSort = z.enum(['name', 'number', 'price', 'margin', 'demand', 'group'])
export type ArticleSort = z.infer<typeof ArticleSort>

/** Where a column of a list of articles goes. */
export const ArticleTarget = z.enum([
  'ignore',
  'number',
  'name',
  'price',
  'group',
  'vat',
  'margin',
  'demandDays',
  'isStockable',
  'earnsPoints',
  'isDiscountable',
  'isPriceBound',
  'isVoucher',
  'followUp',
  'onlyHere',
])
export type ArticleTarget = z.infer<typeof ArticleTarget>
const ArticleMapping = z.array(ArticleTarget).max(1000)
/** A row that stays out, and why. */
export const ArticleRowProblem = z.object({ line: z.int(), reason: z.enum(articleReasons), value: z.string() })
export type ArticleRowProblem = z.infer<typeof ArticleRowProblem>
const counts = { created: z.int(), updated: z.int(), unchanged: z.int(), failed: z.int() }
export const ArticleImportResult = z.object({
  ...counts,
  fileName: z.string(),
  /** Groups that the file named and that were made for it. */
  newGroups: z.array(z.string()),
  /** The first of those that stayed out; `failed` counts all. */
  problems: z.array(ArticleRowProblem),
  operationId: OperationId.nullable(),
})
export type ArticleImportResult = z.infer<typeof ArticleImportResult>
export const ArticlePreview = ArticleImportResult.omit({ operationId: true }).extend({
  rows: z.int(),
  columns: z.array(z.object({ index: z.int(), header: z.string(), target: ArticleTarget, example: z.string() })),
})
export type ArticlePreview = z.infer<typeof ArticlePreview>
const file = { file: FilePath, mapping: ArticleMapping.optional() }

export const articleCalls = {
  list: read(
    z.object({
      text: z.string().max(500).default(''),
      /** Null: those without a group. */
      groupId: ArticleGroupId.nullable().optional(),
      includeRetired: z.boolean().default(false),
      sort: z.object({ by: ArticleSort, descending: z.boolean().default(false) }).default({ by: 'name', descending: false }),
      limit: Limit.default(100),
      offset: Offset.default(0),
    }),
    z.object({ rows: z.array(Article), total: z.int() }),
  ),
  /** For pickers: the beginnings of words of the name, or of the number. Retired articles are left out. */
  search: read(z.object({ text: z.string().max(500), limit: z.int().min(1).max(100).default(12) }), z.array(ArticleChoice)),
  get: read(z.object({ articleId: ArticleId }), Article),
  /**
   * Without `articleId` a new article; what is left out stays as it is, or has its default. An empty number is given by itself.
   * Ticking `isPriceBound` switches discounts and points off, and a voucher earns no points, unless the same call says otherwise.
   */
  save: write(
    z.object({
      articleId: ArticleId.optional(),
      number: line(40).optional(),
      name: line(200).optional(),
      onlyHere: paragraph(1000).optional(),
      ...z.object(own).partial().shape,
    }),
    Article,
    ['articles'],
  ),
  /** No longer sold; stays on receipts. */
  retire: write(z.object({ articleId: ArticleId }), Article, ['articles']),
  bringBack: write(z.object({ articleId: ArticleId }), Article, ['articles']),
  /** Only while no receipt names it. */
  remove: write(z.object({ articleId: ArticleId }), z.object({ name: z.string() }), ['articles']),
  groups: read(Nothing, z.array(ArticleGroup)),
  saveGroup: write(
    z.object({
      groupId: ArticleGroupId.optional(),
      name: line(80).optional(),
      marginBp: z.int().nullable().optional(),
      demandDays: z.int().nullable().optional(),
    }),
    ArticleGroup,
    ['articles'],
  ),
  /** Its articles lose the group. */
  removeGroup: write(z.object({ groupId: ArticleGroupId }), z.object({ name: z.string(), articles: z.int() }), ['articles']),
  /** What an import would do, without doing it. */
  previewFile: job(z.object(file), ArticlePreview, { paths: ['file'] }),
  /** Rows find their article by number, else by exact name. One operation; the same file again changes nothing. */
  importFile: job(z.object(file), ArticleImportResult, { touches: ['articles', 'operations'], writes: true, paths: ['file'] }),
}
