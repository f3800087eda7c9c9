import type { ArticleGroup, ArticleGroupId } from '#contract'
import type { NewId } from '../../database/ids.ts'
import type { Db } from '../../database/open.ts'
import { sortKey } from '../customers/folding.rules.ts'

const byWords = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
export type GroupRecord = Pick<ArticleGroup, 'name' | 'marginBp' | 'demandDays'>

/** All SQL about groups of articles. */
export function articleGroupsRepository(db: Db, newId: NewId) {
  const all = db.prepare<[], ArticleGroup>(
    `select g.id as groupId, g.name, g.margin_bp as marginBp, g.demand_days as demandDays,
       (select count(*) from article a where a.group_id = g.id) as articles
     from article_group g order by g.id`,
  )
  const insert = db.prepare<[number, string, number | null, number | null]>(
    `insert into article_group (id, name, margin_bp, demand_days, position)
     values (?, ?, ?, ?, (select coalesce(max(position), 0) + 1 from article_group))`,
  )
  const update = db.prepare<[string, number | null, number | null, ArticleGroupId]>(
    'update article_group set name = ?, margin_bp = ?, demand_days = ? where id = ?',
  )
  const leave = db.prepare<[ArticleGroupId]>('update article set group_id = null where group_id = ?')
  const remove = db.prepare<[ArticleGroupId]>('delete from article_group where id = ?')
  return {
    /** In the order of their names. */
    all: () => all.all().toSorted((a, b) => byWords(sortKey(a.name), sortKey(b.name))),
    insert({ name, marginBp, demandDays }: GroupRecord): ArticleGroupId {
      const id = newId() as ArticleGroupId
      insert.run(id, name, marginBp, demandDays)
      return id
    },
    update: (id: ArticleGroupId, { name, marginBp, demandDays }: GroupRecord) => void update.run(name, marginBp, demandDays, id),
    /** First the articles, so that undo finds the group before them. */
    remove(id: ArticleGroupId) {
      leave.run(id)
      remove.run(id)
    },
  }
}
export type ArticleGroupsRepository = ReturnType<typeof articleGroupsRepository>
