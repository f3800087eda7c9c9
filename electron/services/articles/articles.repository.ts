import type { Article, ArticleChoice, ArticleGroupId, ArticleId, ArticleSort, IsoDate, Timestamp } from '#contract'
import type { NewId } from '../../database/ids.ts'
import type { Db } from '../../database/open.ts'
import { articleKeys } from './article-search.rules.ts'

/** What can be written of an article. */
export type ArticleRecord = Omit<Article, 'articleId' | 'groupName' | 'followUpName' | 'retiredOn' | 'effectiveMarginBp' | 'effectiveDemandDays'>
export interface ArticleQuery {
  /** Beginnings of words, each after a blank. */
  words: readonly string[]
  groupId?: ArticleGroupId | null | undefined
  includeRetired: boolean
}
const FLAGS = ['isStockable', 'earnsPoints', 'isDiscountable', 'isPriceBound', 'isVoucher'] as const
type Flag = (typeof FLAGS)[number]
type Stored<T> = { [K in keyof T]: K extends Flag ? number : T[K] }

const CHOICE = `a.id as articleId, a.number, a.name, coalesce(g.name, '') as groupName, a.price_cents as priceCents, a.vat_bp as vatBp,
  a.is_price_bound as isPriceBound, a.is_discountable as isDiscountable, a.earns_points as earnsPoints, a.is_voucher as isVoucher`
const WHOLE = `${CHOICE}, a.group_id as groupId, a.margin_bp as marginBp, a.demand_days as demandDays, a.is_stockable as isStockable,
  a.follow_up_id as followUpId, coalesce((select f.name from article f where f.id = a.follow_up_id), '') as followUpName,
  a.only_here as onlyHere, a.retired_on as retiredOn, coalesce(a.margin_bp, g.margin_bp, @marginBp) as effectiveMarginBp,
  coalesce(a.demand_days, g.demand_days) as effectiveDemandDays`
const FROM = 'from article a left join article_group g on g.id = a.group_id'
/** Groups in the order of their names, which SQLite cannot know: umlauts stand beside their letters. */
const IN_ORDER = 'left join (select value as id, key as place from json_each(@groupIds)) o on o.id = a.group_id'
/** What is not known comes last either way. */
const ORDER: Readonly<Record<ArticleSort, (direction: string) => string>> = {
  name: (direction) => `a.sort_name ${direction}, a.id`,
  number: (direction) => `a.sort_number ${direction}, a.id`,
  price: (direction) => `a.price_cents ${direction} nulls last, a.sort_name, a.id`,
  margin: (direction) => `coalesce(a.margin_bp, g.margin_bp, @marginBp) ${direction}, a.sort_name, a.id`,
  demand: (direction) => `coalesce(a.demand_days, g.demand_days) ${direction} nulls last, a.sort_name, a.id`,
  group: (direction) => `o.place ${direction} nulls last, a.sort_name, a.id`,
}

/** All SQL about articles. */
export function articlesRepository(db: Db, newId: NewId) {
  const byId = db.prepare<{ id: number; marginBp: number }, Stored<Article>>(`select ${WHOLE} ${FROM} where a.id = @id`)
  const all = db.prepare<{ marginBp: number }, Stored<Article>>(`select ${WHOLE} ${FROM} order by a.id`)
  const idOfNumber = db.prepare<[string], ArticleId>('select id from article where number = ?').pluck()
  const followUp = db.prepare<[ArticleId], ArticleId | null>('select follow_up_id from article where id = ?').pluck()
  const highest = db
    .prepare<[], number>(`select coalesce(max(cast(number as integer)), 1000) from article where number not glob '*[^0-9]*' and length(number) <= 6`)
    .pluck()
  const insert = db.prepare(
    `insert into article (id, number, name, group_id, price_cents, vat_bp, margin_bp, demand_days, is_stockable, earns_points, is_discountable,
       is_price_bound, is_voucher, follow_up_id, only_here, created_at, search_words, sort_name, sort_number)
     values (@id, @number, @name, @groupId, @priceCents, @vatBp, @marginBp, @demandDays, @isStockable, @earnsPoints, @isDiscountable,
       @isPriceBound, @isVoucher, @followUpId, @onlyHere, @at, @searchWords, @sortName, @sortNumber)`,
  )
  const update = db.prepare(
    `update article set number = @number, name = @name, group_id = @groupId, price_cents = @priceCents, vat_bp = @vatBp, margin_bp = @marginBp,
       demand_days = @demandDays, is_stockable = @isStockable, earns_points = @earnsPoints, is_discountable = @isDiscountable,
       is_price_bound = @isPriceBound, is_voucher = @isVoucher, follow_up_id = @followUpId, only_here = @onlyHere,
       search_words = @searchWords, sort_name = @sortName, sort_number = @sortNumber where id = @id`,
  )
  const setRetired = db.prepare<[IsoDate | null, ArticleId]>('update article set retired_on = ? where id = ?')
  const sold = db.prepare<[ArticleId], number>('select 1 from purchase_line where article_id = ? limit 1').pluck()
  const dropFollowUps = db.prepare<[ArticleId]>('update article set follow_up_id = null where follow_up_id = ?')
  const remove = db.prepare<[ArticleId]>('delete from article where id = ?')

  const stored = (record: ArticleRecord) => {
    const flags = Object.fromEntries(FLAGS.map((flag) => [flag, record[flag] ? 1 : 0]))
    return { ...record, ...flags, ...articleKeys(record.number, record.name) }
  }
  function where({ words, groupId, includeRetired }: ArticleQuery) {
    const conditions = words.map((_, index) => `instr(a.search_words, @word${index}) > 0`)
    if (!includeRetired) conditions.push('a.retired_on is null')
    if (groupId !== undefined) conditions.push('a.group_id is @groupId')
    const values = Object.fromEntries(words.map((word, index) => [`word${index}`, word]))
    return {
      sql: conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`,
      values: { ...values, ...(groupId !== undefined && { groupId }) },
    }
  }

  return {
    find(id: ArticleId, marginBp: number): Article | undefined {
      const row = byId.get({ id, marginBp })
      return row && articleFrom(row)
    },
    all: (marginBp: number): Article[] => all.all({ marginBp }).map(articleFrom),
    list(
      query: ArticleQuery,
      sort: { by: ArticleSort; descending: boolean },
      page: { limit: number; offset: number; marginBp: number },
      groupIds: () => readonly ArticleGroupId[],
    ): Article[] {
      const { sql, values } = where(query)
      const isByGroup = sort.by === 'group'
      const order = ORDER[sort.by](sort.descending ? 'desc' : 'asc')
      return db
        .prepare<[object], Stored<Article>>(
          `select ${WHOLE} ${FROM} ${isByGroup ? IN_ORDER : ''} ${sql} order by ${order} limit @limit offset @offset`,
        )
        .all({ ...values, ...page, ...(isByGroup && { groupIds: JSON.stringify(groupIds()) }) })
        .map(articleFrom)
    },
    count(query: ArticleQuery): number {
      const { sql, values } = where(query)
      return db.prepare<[object], number>(`select count(*) from article a ${sql}`).pluck().get(values) ?? 0
    },
    /** The whole number first, then by name. */
    search(words: readonly string[], text: string, limit: number): ArticleChoice[] {
      const { sql, values } = where({ words, includeRetired: false })
      return db
        .prepare<[object], Stored<ArticleChoice>>(`select ${CHOICE} ${FROM} ${sql} order by a.number <> @text, a.sort_name, a.id limit @limit`)
        .all({ ...values, text, limit })
        .map(flagged)
    },
    idOfNumber: (number: string) => idOfNumber.get(number),
    followUpOf: (id: ArticleId) => followUp.get(id) ?? null,
    highestNumber: () => highest.get() ?? 1000,
    insert(record: ArticleRecord, at: Timestamp): ArticleId {
      const id = newId() as ArticleId
      insert.run({ ...stored(record), id, at })
      return id
    },
    update: (id: ArticleId, record: ArticleRecord) => void update.run({ ...stored(record), id }),
    setRetired: (id: ArticleId, day: IsoDate | null) => void setRetired.run(day, id),
    isSold: (id: ArticleId) => sold.get(id) !== undefined,
    remove(id: ArticleId) {
      dropFollowUps.run(id)
      remove.run(id)
    },
  }
}
export type ArticlesRepository = ReturnType<typeof articlesRepository>

const flagged = (row: Stored<ArticleChoice>): ArticleChoice => ({
  ...row,
  earnsPoints: row.earnsPoints === 1,
  isDiscountable: row.isDiscountable === 1,
  isPriceBound: row.isPriceBound === 1,
  isVoucher: row.isVoucher === 1,
})
const articleFrom = (row: Stored<Article>): Article => ({ ...row, ...flagged(row), isStockable: row.isStockable === 1 })
