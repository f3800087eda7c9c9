import type { Salutation } from '#contract'
import { isGivenName } from './given-names.ts'

const SALUTATIONS: Record<string, Salutation> = {
  frau: 'ms',
  fr: 'ms',
  frl: 'ms',
  fräulein: 'ms',
  herr: 'mr',
  herrn: 'mr',
  hr: 'mr',
  hrn: 'mr',
  mr: 'mr',
  mister: 'mr',
  mrs: 'ms',
  ms: 'ms',
  miss: 'ms',
  madame: 'ms',
  mme: 'ms',
  monsieur: 'mr',
  divers: 'diverse',
  diverse: 'diverse',
  mx: 'diverse',
  w: 'ms',
  m: 'mr',
  weiblich: 'ms',
  männlich: 'mr',
  female: 'ms',
  male: 'mr',
}
const TITLE =
  /^(dr|prof|professor|professorin|dipl|ing|mag|ph\.?d|rer|nat|med|dent|vet|jur|phil|h\.?c|habil|univ|pd|priv|doz|bsc|msc|dipl-ing)\b[.-]*/i
const WORDS = /\s+/

/** Reads "Herr Dr." or "Mrs": the salutation, the academic titles, and what is neither. */
export function salutationOf(text: string): { salutation: Salutation; title: string; rest: string } {
  const words = text.trim().split(WORDS)
  let salutation: Salutation = 'none'
  const titles: string[] = []
  let at = 0
  for (; at < words.length; at++) {
    const word = words[at]!
    const plain = word.toLowerCase().replace(/[.,:]+$/, '')
    const found = Object.hasOwn(SALUTATIONS, plain) ? SALUTATIONS[plain] : undefined
    // A single letter is a sex in its own column, but an initial in front of a name.
    if (found && salutation === 'none' && titles.length === 0 && (plain.length > 1 || words.length === 1)) salutation = found
    else if (TITLE.test(word)) titles.push(word)
    else break
  }
  return { salutation, title: titles.join(' '), rest: words.slice(at).join(' ') }
}

const FIRM_FORM =
  /(^|[\s,(])(gmbh(\s*&\s*co\.?(\s*kga?a?)?)?|mbh|ggmbh|ag|kg|kgaa|ohg|gbr|ug|e\.?\s?k\.?|e\.?\s?kfm\.?|e\.?\s?kfr\.?|e\.?\s?v\.?|e\.?\s?g\.?|se|ltd\.?|limited|inc\.?|llc|corp\.?|plc|co\.?\s*kg|partg\s?mbb|stiftung|verein)(\s*\(haftungsbeschränkt\))?[.,)]*$/i

/** Whether a name ends in a legal form: "Pohlmann GmbH", "Blumen Kern e. K.", "TSV Horn e. V.". */
export const isFirmName = (name: string): boolean => FIRM_FORM.test(name.trim())

interface PersonName {
  salutation: Salutation
  title: string
  firstName: string
  lastName: string
  nameAddition: string
  firmName: string
}

/** Words that belong to the family name although they stand before it. */
const PARTICLES = new Set([
  'von',
  'van',
  'vom',
  'zu',
  'zum',
  'zur',
  'de',
  'der',
  'den',
  'di',
  'da',
  'del',
  'la',
  'le',
  'ten',
  'ter',
  'el',
  'al',
  'bin',
])

/**
 * Takes a name in one piece apart: "Kern, Dr. Sabine", "Frau Dr. Sabine Kern", "Sabine von der Heide", "Kern Sabine" (where only
 * the second word is a known given name), "Familie Pohlmann", "Pohlmann GmbH". A single word is a family name.
 */
export function splitName(text: string): PersonName {
  const name: PersonName = { salutation: 'none', title: '', firstName: '', lastName: '', nameAddition: '', firmName: '' }
  if (isFirmName(text)) return { ...name, firmName: text.trim().replace(/^Firma\s+/i, '') }
  const firm = /^(?:Firma|Fa\.)\s+(.+)$/i.exec(text.trim())
  if (firm) return { ...name, firmName: firm[1]! }
  const family = /^(?:Familie|Fam\.|Eheleute|Ehepaar)\s+(.+)$/i.exec(text.trim())
  if (family) return { ...splitName(family[1]!), nameAddition: 'Familie' }
  const front = salutationOf(text)
  name.salutation = front.salutation
  name.title = front.title
  const comma = front.rest.indexOf(',')
  if (comma > 0) {
    const back = salutationOf(front.rest.slice(comma + 1))
    name.lastName = front.rest.slice(0, comma).trim()
    if (back.salutation !== 'none') name.salutation = back.salutation
    name.title = [name.title, back.title].filter(Boolean).join(' ')
    name.firstName = back.rest
    return name
  }
  const words = front.rest.split(WORDS).filter(Boolean)
  if (words.length <= 1) {
    name.lastName = words[0] ?? ''
    return name
  }
  const particle = words.findIndex((word, index) => index > 0 && PARTICLES.has(word.toLowerCase()))
  const cut = particle > 0 ? particle : words.length - 1
  const first = words.slice(0, cut).join(' ')
  const last = words.slice(cut).join(' ')
  const isTurned = words.length === 2 && isGivenName(last) && !isGivenName(first)
  name.firstName = isTurned ? last : first
  name.lastName = isTurned ? first : last
  return name
}
