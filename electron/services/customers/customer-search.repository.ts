import type { Db } from '../../database/open.ts'
import { emailWords, phoneWords, searchWords } from './folding.rules.ts'

const BULK = 20_000
/** FTS5's own default. */
const USUAL_MERGING = 4

/**
 * Keeps `customer_search`: one row per customer of the list, under its place. Everything a customer is found by goes in as folded
 * words. Rows are written in the order of their places, because FTS5 empties its buffer whenever a rowid is not above the last.
 */
export function customerSearchRepository(db: Db, areaCode: () => string) {
  let localCode = ''
  // `ways` holds one way to reach them a line, its first letter saying what it is: e-mail, phone, or w for the web.
  db.function('customer_words', (text, ways, numbers) => {
    const words = new Set<string>()
    searchWords(String(text), words)
    if (ways !== null)
      for (const way of String(ways).split('\n'))
        if (way.startsWith('e')) emailWords(way.slice(1), words)
        else if (way.startsWith('p')) phoneWords(way.slice(1), localCode, words)
    if (numbers !== null) for (const number of String(numbers).split('\n')) words.add(number)
    return [...words].join(' ')
  })
  const remove = db.prepare(
    'delete from customer_search where rowid in (select old_place from touched_customer where is_text = 1 and old_place is not null order by old_place)',
  )
  const add = db.prepare(
    `insert into customer_search (rowid, text)
     select t.place, customer_words(
       c.number || ' ' || c.title || ' ' || c.first_name || ' ' || c.last_name || ' ' || c.name_addition || ' ' || c.firm_name
         || coalesce((select group_concat(' ' || m.number, '') from customer m where m.merged_into_id = c.id), '')
         || coalesce((select group_concat(' ' || a.postcode || ' ' || a.city, '') from address a where a.customer_id = c.id), '')
         || coalesce((select group_concat(' ' || p.first_name || ' ' || p.last_name, '') from contact_person p where p.customer_id = c.id), ''),
       nullif(concat_ws(char(10),
         (select group_concat(substr(d.kind, 1, 1) || iif(d.kind = 'phone', coalesce(d.normal, d.value), d.value), char(10))
          from contact_detail d where d.customer_id = c.id),
         (select group_concat('e' || p.email || char(10) || 'p' || p.phone, char(10)) from contact_person p where p.customer_id = c.id)), ''),
       (select group_concat(k.number, char(10)) from card k join loyalty_account l on l.id = k.account_id where l.customer_id = c.id))
     from touched_customer t cross join customer c on c.id = t.customer_id
     where t.is_text = 1 and t.place is not null
     order by t.place`,
  )
  const count = db.prepare<[], number>('select count(*) from touched_customer where is_text = 1').pluck()
  const setMerging = db.prepare<[number]>("insert into customer_search (customer_search, rank) values ('automerge', cast(? as integer))")
  const empty = db.prepare("insert into customer_search (customer_search) values ('delete-all')")
  return {
    /** Must run while `touched_customer` still names the old places. */
    refresh(): void {
      localCode = areaCode()
      remove.run()
      // Merging while a large import is still writing would merge the same rows again and again.
      const isBulk = (count.get() ?? 0) > BULK
      if (isBulk) setMerging.run(0)
      add.run()
      if (isBulk) setMerging.run(USUAL_MERGING)
    },
    empty: () => void empty.run(),
  }
}
