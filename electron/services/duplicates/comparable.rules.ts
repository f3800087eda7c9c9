import type { Birthday, CustomerKind, Salutation } from '#contract'
import { fold } from '../customers/folding.rules.ts'

/** What of a customer is compared, as stored or as typed. */
export interface Compared {
  kind: CustomerKind
  salutation: Salutation
  firstName: string
  lastName: string
  nameAddition: string
  firmName: string
  birthday: Birthday | null
  /** Phone numbers as E.164 and e-mail addresses in lower case. */
  contacts: readonly string[]
  addresses: readonly { street: string; postcode: string; city: string }[]
}
/** A name in the form in which it is compared: folded, without titles; `parts` are what blanks and hyphens keep apart. */
export interface ComparedName {
  text: string
  parts: readonly string[]
}
export interface Place {
  postcode: string
  city: string
  street: string
  house: string
}
/** A customer made ready to be compared with many others. */
export interface Comparable {
  kind: CustomerKind
  salutation: 'ms' | 'mr' | null
  generation: 'senior' | 'junior' | null
  first: ComparedName
  last: ComparedName
  /** Words of a firm's name without its legal form. */
  firm: readonly string[]
  birthday: Birthday | null
  contacts: readonly string[]
  places: readonly Place[]
}

const NOBODY: ComparedName = { text: '', parts: [] }
const ONE_PLAIN_WORD = /^[a-z0-9]+$/
const BETWEEN = /[^\p{L}\p{N}\p{Extended_Pictographic}]+/u
const TITLES = new Set(
  'dr prof professor professorin dipl diplom ing med dent vet jur phil rer nat hc mag mba msc bsc herr herrn hr frau fr familie fam'.split(' '),
)
const PARTICLES = new Set('von van vom zu zum zur de der den di da del la le ten ter el al'.split(' '))
const LEGAL_FORMS = new Set(
  'gmbh ggmbh mbh co kg kgaa ohg gbr ug haftungsbeschrankt ag ek ekfm ekfr ev eg se ltd limited inc llc corp plc partg partgmbb mbb und firma fa inh inhaber inhaberin'.split(
    ' ',
  ),
)
/** "e. K." is one word. */
const INITIALS = /\b([a-z])\.\s?(?=[a-z]\b)/g

export function comparable(from: Compared): Comparable {
  const isPerson = from.kind === 'person'
  return {
    kind: from.kind,
    salutation: from.salutation === 'ms' || from.salutation === 'mr' ? from.salutation : null,
    generation: isPerson ? generationOf(`${from.nameAddition} ${from.lastName}`) : null,
    first: isPerson ? nameOf(from.firstName, TITLES) : NOBODY,
    last: isPerson ? nameOf(from.lastName, PARTICLES) : NOBODY,
    firm: isPerson ? [] : firmWords(from.firmName),
    birthday: from.birthday,
    contacts: from.contacts,
    places: from.addresses.map(placeOf).filter(({ postcode, city, street }) => postcode !== '' || city !== '' || street !== ''),
  }
}

function nameOf(typed: string, dropped: ReadonlySet<string>): ComparedName {
  if (typed === '') return NOBODY
  const folded = fold(typed)
  if (ONE_PLAIN_WORD.test(folded)) return { text: folded, parts: [] }
  const words = folded.split(BETWEEN).filter((word) => word !== '')
  const kept = words.filter((word) => !dropped.has(word) && !TITLES.has(word) && !GENERATION.test(word))
  const parts = kept.length > 0 ? kept : words
  return { text: parts.length > 0 ? parts.join('') : folded, parts: parts.length > 1 ? parts : [] }
}

const GENERATION = /^(senior|sen|sr|junior|jun|jr)$/
const SOME_GENERATION = /\b(?:(sen(?:ior)?|sr)|jun(?:ior)?|jr)\b/i
function generationOf(text: string): Comparable['generation'] {
  const found = SOME_GENERATION.exec(text)
  return found ? (found[1] ? 'senior' : 'junior') : null
}

function firmWords(name: string): string[] {
  const words = fold(name)
    .replace(INITIALS, '$1')
    .split(BETWEEN)
    .filter((word) => word !== '')
  const kept = words.filter((word) => !LEGAL_FORMS.has(word))
  return (kept.length > 0 ? kept : words).slice(0, 12)
}

/** "Hauptstr. 12 a", "Hauptstraße 12a" and "Hauptstrasse 12 A" are one place. */
function placeOf({ street, postcode, city }: Compared['addresses'][number]): Place {
  const folded = fold(street)
  const number = HOUSE.exec(folded)
  return {
    postcode: postcode.replace(/\s+/g, ''),
    city: fold(city).replace(NOT_LETTERS, ''),
    street: (number ? folded.slice(0, number.index) : folded).replace(STREET, 'str').replace(NOT_LETTERS, ''),
    house: number ? number[0].replace(/\s+/g, '') : '',
  }
}
const HOUSE = /\s*\d+\s*[a-z]?(?:\s*[-/]\s*\d+\s*[a-z]?)?\s*$/
const STREET = /stras+e\b|str\b\.?/g
const NOT_LETTERS = /[^\p{L}\p{N}]+/gu
