import type { Db } from '../../database/open.ts'
import { beginningWith } from './folding.rules.ts'
import { untilChanged } from './until-changed.ts'

/** Letters of the longest beginning that has an index of its own (`prefix` of customer_search). */
const INDEXED = 6
/** Words up to which naming each is quicker than letting FTS5 gather all their customers before the first is answered. */
const FEW = 48

/**
 * How a word is looked for. Up to six letters the index knows the beginning; for a longer one FTS5 would first gather every customer
 * of every word that begins so. Where those words are few, asking for each of them lets it stop after a page.
 */
export function searchTerms(db: Db): (word: string) => string {
  db.exec('create virtual table if not exists temp.customer_search_term using fts5vocab(main, customer_search, row)')
  const words = db
    .prepare<[string, string, number], string>('select term from temp.customer_search_term where term >= ? and term < ? limit ?')
    .pluck()
  const remembered = untilChanged(db)
  return (word) => {
    if (word.length <= INDEXED) return beginningWith(word)
    return remembered(word, () => {
      const found = words.all(word, `${word}\u{10ffff}`, FEW + 1)
      if (found.length === 0 || found.length > FEW) return beginningWith(word)
      return found.length === 1 ? `"${found[0]}"` : `(${found.map((term) => `"${term}"`).join(' OR ')})`
    })
  }
}
