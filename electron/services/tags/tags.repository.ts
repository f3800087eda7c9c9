import type { TagColor } from '#contract'
import type { NewId } from '../../database/ids.ts'
import type { Db } from '../../database/open.ts'

/** All SQL about the colours of tags. Which customer has which tag is the customers' own. */
export function tagsRepository(db: Db, newId: NewId) {
  const all = db.prepare<[], { name: string; color: TagColor; careDays: number | null }>(
    'select name, color, care_days as careDays from tag order by name',
  )
  const put = db.prepare<[number, string, TagColor]>(
    'insert into tag (id, name, color) values (?, ?, ?) on conflict (name) do update set color = excluded.color where color <> excluded.color',
  )
  const putCareDays = db.prepare<[number, string, number | null]>(
    "insert into tag (id, name, color, care_days) values (?, ?, 'grey', ?) on conflict (name) do update set care_days = excluded.care_days",
  )
  const rename = db.prepare<[string, string]>('update tag set name = ? where name = ?')
  const drop = db.prepare<[string]>('delete from tag where name = ?')
  return {
    all: () => all.all(),
    put: (name: string, color: TagColor) => void put.run(newId(), name, color),
    putCareDays: (name: string, careDays: number | null) => void putCareDays.run(newId(), name, careDays),
    rename: (from: string, to: string) => void rename.run(to, from),
    drop: (name: string) => void drop.run(name),
  }
}
