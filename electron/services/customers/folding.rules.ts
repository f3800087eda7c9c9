/** Letters that Unicode does not take apart. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ς: 'σ' }
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu')
const NOT_ASCII = /[^\0-\x7f]/
const LATIN = /[\u00df-\u017f]/g

function takenApart(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(SPECIAL, (letter) => PLAIN[letter] ?? letter)
}
/** The letters of Western and Central European languages one by one: looking them up is several times quicker than taking texts apart. */
const latin = new Map(Array.from({ length: 0x17f - 0xdf + 1 }, (_, i) => String.fromCharCode(0xdf + i)).map((letter) => [letter, takenApart(letter)]))

/** Lower case without accents: ä=a, ß=ss, as in DIN 5007-1. */
function plain(text: string): string {
  const lower = text.toLowerCase()
  if (!NOT_ASCII.test(lower)) return lower
  const known = lower.replace(LATIN, (letter) => latin.get(letter) ?? letter)
  return NOT_ASCII.test(known) ? takenApart(known) : known
}

/** One form for Müller, Mueller and Muller. Folding twice changes nothing, and the fold of a beginning is the beginning of the fold. */
export function fold(text: string): string {
  return plain(text).replace(/([aou])e+/g, '$1')
}

/** Nearly every text; taken apart without looking at each word. */
const ONLY_PLAIN_WORDS = /^[a-z0-9 ]*$/
const BETWEEN_WORDS = /\s+/
/** Digits and letters of every script, and emoji, since some people are filed under one. */
const BETWEEN_PARTS = /[^\p{L}\p{N}\p{Extended_Pictographic}]+/u
const isPlainWord = (word: string) => /^[a-z0-9]+$/.test(word)

/** The parts of one word ("o'brien" → o, brien), all folded already. */
const partsOf = (word: string) => (isPlainWord(word) ? [word] : word.split(BETWEEN_PARTS).filter((part) => part !== ''))

/**
 * What a text is found by: each word, and the parts of a word that has several: "o'brien" by obrien and brien. Searching looks for
 * beginnings, so the first part is found by the whole.
 */
export function searchWords(text: string, into: Set<string>): void {
  const folded = fold(text)
  if (ONLY_PLAIN_WORDS.test(folded)) {
    for (const word of folded.split(' ')) into.add(word)
    into.delete('')
    return
  }
  for (const word of folded.split(BETWEEN_WORDS)) {
    const parts = partsOf(word)
    for (const part of parts.slice(1)) into.add(part)
    into.add(parts.join(''))
  }
  into.delete('')
}

/**
 * What an e-mail address is found by: the whole, each further part before the @, the domain from each of its levels on. The ending
 * alone ("de") is left out, since nobody is looked for by it.
 */
export function emailWords(email: string, into: Set<string>): void {
  const [local = '', domain = ''] = fold(email).split('@')
  const names = partsOf(local)
  const levels = partsOf(domain)
  for (const part of names.slice(1)) into.add(part)
  into.add([...names, ...levels].join(''))
  for (let level = 0; level < Math.max(1, levels.length - 1); level++) into.add(levels.slice(level).join(''))
  into.delete('')
}

/**
 * What a phone number is found by: its digits from the area code on, and the way neighbours dial it. Numbers from abroad keep
 * their country's code; the query turns 49… into 0….
 * @param number E.164, or as typed where it could not be read
 */
export function phoneWords(number: string, areaCode: string, into: Set<string>): void {
  const digits = number.replace(/\D+/g, '')
  const national = number.startsWith('+49') ? `0${digits.slice(2)}` : digits
  if (national === '') return
  into.add(national)
  if (areaCode !== '' && national.startsWith(areaCode)) into.add(national.slice(areaCode.length))
  into.delete('')
}

/** The FTS5 term for all words that begin so. */
export const beginningWith = (word: string) => `"${word}"*`
/** A piece of a phone number, as people group it. */
const DIGIT_GROUP = /^[+(]?[\d()/.\-–]*\d[\d()/.\-–]*$/

/**
 * The FTS5 query for a text as typed: every word is a prefix and all must match; groups of digits may also be one number.
 * Only letters, digits and emoji reach the query, each word quoted, so no input can break its syntax.
 * @param term how one word is looked for
 * @returns null for a text without anything to look for; '' for an empty one
 */
export function searchQuery(text: string, term: (word: string) => string = beginningWith): string | null {
  const allOf = (words: readonly string[]) => (words.length === 1 ? term(words[0] ?? '') : `(${words.map(term).join(' AND ')})`)
  const words = fold(text)
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '')
  if (words.length === 0) return ''
  const terms: string[] = []
  let digits: string[] = []
  const flush = () => {
    const groups = digits.flatMap(partsOf)
    if (groups.length > 0) {
      const forms = [...dialled(digits.join('')), ...(groups.length === 1 ? groups : [])]
      terms.push(anyOf(forms.map(term), groups.length > 1 ? allOf(groups) : null))
    }
    digits = []
  }
  for (const word of words) {
    if (DIGIT_GROUP.test(word) || (digits.length > 0 && /^[/–-]+$/.test(word))) {
      digits.push(word)
      continue
    }
    flush()
    const parts = partsOf(word)
    // An address is indexed as a whole, so its parts need not be looked for.
    if (parts.length === 1 || (parts.length > 0 && word.includes('@'))) terms.push(term(parts.join('')))
    else if (parts.length > 1) terms.push(`(${term(parts.join(''))} OR ${allOf(parts)})`)
  }
  flush()
  return terms.length === 0 ? null : terms.join(' AND ')
}

/** The forms in which the index may hold a number as typed: +49 (0)251…, 0049251… and 49251… all as 0251…. */
function dialled(typed: string): string[] {
  const isInternational = /^\(?(?:\+|00)/.test(typed)
  const digits = isInternational ? typed.replace(/\D+/g, '').replace(/^00/, '') : typed.replace(/\D+/g, '')
  const national = digits.startsWith('49') && digits.length > 2 ? [`0${digits.slice(2).replace(/^0/, '')}`] : []
  return isInternational && national.length > 0 ? national : [digits, ...national].filter((form) => form !== '')
}

function anyOf(forms: readonly string[], all: string | null): string {
  const choices = [...new Set(all === null ? forms : [...forms, all])]
  return choices.length === 1 ? (choices[0] ?? '') : `(${choices.join(' OR ')})`
}

/**
 * Text that sorts by code point as German names sort (DIN 5007-1): ä=a, ß=ss, hyphens as blanks, upper case as lower.
 * A tab keeps last and first name apart and sorts before everything else.
 */
export function sortKey(text: string): string {
  return plain(text)
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}\t]+/gu, ' ')
    .replace(/ *\t */g, '\t')
    .trim()
}

/** Sorts numbers as numbers wherever they stand in a text: K-9 before K-10. */
export function numberSortKey(number: string): string {
  return plain(number).replace(/\d+/g, (digits) => digits.replace(/^0+(?=.)/, '').padStart(20, '0'))
}
