import type { Db } from '../../database/open.ts'
import { searchWords } from '../customers/folding.rules.ts'

/** Keeps `contact_search`: the folded words of every contact, under its id. Triggers note which contacts are to be read again. */
export function contactSearchRepository(db: Db) {
  db.function('contact_words', (text) => {
    const words = new Set<string>()
    searchWords(String(text), words)
    return [...words].join(' ')
  })
  const isWaiting = db.prepare<[], number>('select exists (select 1 from contact_to_index)').pluck()
  const forget = db.prepare('delete from contact_search where rowid in (select contact_id from contact_to_index order by contact_id)')
  const add = db.prepare(
    `insert into contact_search (rowid, text)
     select t.id, contact_words(t.topic || ' ' || t.text || ' ' || t.next_step)
     from contact_to_index i cross join contact t on t.id = i.contact_id order by t.id`,
  )
  const done = db.prepare('delete from contact_to_index')
  return {
    refresh(): void {
      if (isWaiting.get() !== 1) return
      forget.run()
      add.run()
      done.run()
    },
  }
}
