import type { Db } from './open.ts'

/** Lets `work` delete from append-only tables; must run inside a transaction, so that the permission never outlives it. */
export function whilePurging(db: Db, newId: () => number, work: () => void): void {
  db.prepare(`insert into setting (id, key, value) values (?, 'purging', 'true')`).run(newId())
  work()
  db.prepare(`delete from setting where key = 'purging'`).run()
}
