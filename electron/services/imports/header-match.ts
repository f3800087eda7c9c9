import type { ImportTarget } from '#contract'
import { groupWords, headerLanguages } from './header-words.ts'
import type { ColumnGroup, HeaderLanguage } from './header-words.ts'

export interface ColumnMeaning {
  target: ImportTarget
  group: ColumnGroup
  /** For Google's "Phone 1 - Label": the pair to which the column belongs. */
  labelOf?: string
  pair?: string
}

/** Small letters and digits only, umlauts spelled out: "Straße/Hausnr." → "strassehausnr". */
export const foldHeader = (header: string): string => headerTokens(header).join('')

const headerTokens = (header: string): string[] =>
  header
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter]!)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

const tables = new Map(
  Object.entries(headerLanguages).map(([language, words]) => {
    const table = new Map<string, ColumnMeaning>()
    for (const [target, group, names] of words)
      for (const name of names.split('|')) if (!table.has(foldHeader(name))) table.set(foldHeader(name), { target, group })
    return [language as HeaderLanguage, table]
  }),
)
const plain: readonly HeaderLanguage[] = ['de', 'en']

/** Whether a text is the name of a column in any known list. */
export const isHeaderWord = (text: string): boolean => meaningIn(null, text) !== null

/** Which program or language wrote the column names; null where none is known. */
export function detectLanguage(headers: readonly string[]): HeaderLanguage | null {
  const known = headers.filter((header) => header.trim() !== '')
  let best: { language: HeaderLanguage; count: number } | null = null
  for (const [language, table] of tables) {
    const count = known.filter((header) => table.has(foldHeader(header)) || (language === 'google' && googleColumn(foldHeader(header)))).length
    const isProgram = !plain.includes(language)
    // A program writes all its columns itself; a few that happen to be called the same do not make the file one of its own.
    if (count === 0 || (isProgram && count < known.length * 0.7)) continue
    if (!best || count > best.count) best = { language, count }
  }
  return best?.language ?? (known.some(isHeaderWord) ? 'de' : null)
}

/** What a column of a file of this language means; null where nobody knows. */
export function meaningIn(language: HeaderLanguage | null, header: string): ColumnMeaning | null {
  const key = foldHeader(header)
  if (key === '') return null
  const paired = googleColumn(key)
  if (paired) return paired
  const order = language
    ? [language, ...(language.endsWith('en') || language === 'google' || language === 'yahoo' ? ['en', 'de'] : ['de', 'en'])]
    : ['de', 'en']
  for (const name of order) {
    const found = tables.get(name as HeaderLanguage)?.get(key)
    if (found) return found
  }
  const byGroup = withoutGroup(headerTokens(header))
  if (byGroup) return byGroup
  for (const table of tables.values()) {
    const found = table.get(key)
    if (found) return found
  }
  return null
}

/** "Tel. privat" is "Tel." of the group "home". */
function withoutGroup(tokens: readonly string[]): ColumnMeaning | null {
  const groups = tokens.filter((token) => Object.hasOwn(groupWords, token))
  if (groups.length === 0 || groups.length === tokens.length) return null
  const rest = tokens.filter((token) => !Object.hasOwn(groupWords, token)).join('')
  const base = tables.get('de')!.get(rest) ?? tables.get('en')!.get(rest)
  if (!base) return null
  const group = groups.map((token) => groupWords[token]!).find((name) => name !== '') ?? ''
  return { target: base.target, group }
}

const GOOGLE =
  /^(email|phone|telefon|address|adresse|organization|organisation|website|webseite|event|ereignis|relation|beziehung|customfield|im)([1-9])(\w+)$/
const GOOGLE_ADDRESS: Record<string, ImportTarget> = {
  street: 'street',
  strasse: 'street',
  city: 'city',
  ort: 'city',
  stadt: 'city',
  postalcode: 'postcode',
  postleitzahl: 'postcode',
  country: 'country',
  land: 'country',
  pobox: 'addressAddition',
  postfach: 'addressAddition',
  extendedaddress: 'addressAddition',
}
const PERSON: Record<string, ImportTarget> = {
  funktion: 'personRole',
  role: 'personRole',
  telefon: 'personPhone',
  phone: 'personPhone',
  email: 'personEmail',
}
const LABELS = new Set(['type', 'label', 'labels', 'typ'])
const VALUES = new Set(['value', 'wert'])

function googleColumn(key: string): ColumnMeaning | null {
  const parts = GOOGLE.exec(key)
  if (!parts) return null
  const [, kind = '', number = '', field = ''] = parts
  const pair = `${kind}${number}`
  const group: ColumnGroup = number === '1' ? '' : number === '2' ? '2' : '3'
  if (LABELS.has(field)) return { target: 'ignore', group: '', labelOf: pair }
  switch (kind) {
    case 'email':
      return VALUES.has(field) ? { target: number === '1' ? 'email' : 'email2', group: '', pair } : null
    case 'phone':
    case 'telefon':
      return VALUES.has(field) ? { target: number === '1' ? 'phone' : 'phone2', group: '', pair } : null
    case 'website':
    case 'webseite':
      return VALUES.has(field) ? { target: 'web', group: '', pair } : null
    case 'address':
    case 'adresse': {
      if (Object.hasOwn(GOOGLE_ADDRESS, field)) return { target: GOOGLE_ADDRESS[field]!, group, pair }
      return field === 'formatted' || field === 'region' ? { target: 'ignore', group: '' } : null
    }
    case 'organization':
    case 'organisation':
      if (number === '1' && Object.hasOwn(PERSON, field)) return { target: PERSON[field]!, group: '' }
      return field === 'name' ? { target: number === '1' ? 'firmName' : 'ignore', group: '' } : { target: 'ignore', group: '' }
    default:
      return { target: 'ignore', group: '' }
  }
}
