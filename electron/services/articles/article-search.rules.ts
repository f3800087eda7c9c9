import { fold, numberSortKey, searchWords, sortKey } from '../customers/folding.rules.ts'

/** What an article is found and sorted by; stored beside its name. */
export interface ArticleKeys {
  searchWords: string
  sortName: string
  sortNumber: string
}

export function articleKeys(number: string, name: string): ArticleKeys {
  const words = new Set<string>()
  searchWords(number, words)
  searchWords(name, words)
  return { searchWords: [...words].map((word) => ` ${word}`).join(''), sortName: sortKey(name), sortNumber: numberSortKey(number) }
}

/** The beginnings that must all be found, each with the blank before it; null where a text holds nothing to look for. */
export function wantedWords(text: string): string[] | null {
  const words = new Set<string>()
  searchWords(text, words)
  if (words.size === 0 && fold(text).trim() !== '') return null
  return [...words].map((word) => ` ${word}`)
}
