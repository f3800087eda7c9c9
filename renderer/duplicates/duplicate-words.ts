import type { DuplicatePair, DuplicateReason, DuplicateSide } from '#contract'
import { cardNumberWords } from '../ui/card-number.ts'
import { formatDay, formatNumber, language, tt } from '../words.ts'

/** '96 von 100'. */
export const scoreWords = (score: number): string => tt('duplicates.list.score', { score: Math.round(score * 100) })

export function bandWords({ band, a }: Pick<DuplicatePair, 'band' | 'a'>): string {
  if (band === 'ask') return tt('duplicates.list.ask')
  return a.kind === 'firm' ? tt('duplicates.list.sameFirm') : tt('duplicates.list.same')
}

export const factWords = ({ fact }: Pick<DuplicateReason, 'fact'>): string => tt(`duplicates.fact.${fact}`)

/** Each fact once; what is told in detail by another one is left out. */
export function toldFacts(reasons: readonly DuplicateReason[]): DuplicateReason[] {
  const isNamed = reasons.some(({ fact }) => fact === 'phone-equal' || fact === 'email-equal')
  return reasons.filter(({ fact }, at) => !(fact === 'contact-equal' && isNamed) && reasons.findIndex((other) => other.fact === fact) === at)
}

/** "gleicher Nachname, ähnlicher Vorname und gleiche Telefonnummer". */
export function factList(reasons: readonly DuplicateReason[]): string {
  const facts = toldFacts(reasons).map(factWords)
  const last = facts.pop() ?? ''
  return facts.length === 0 ? last : tt('duplicates.why.and', { facts: facts.join(', '), last })
}

const SHARED: readonly DuplicateReason['fact'][] = ['phone-equal', 'email-equal', 'address-equal']
/** What a household shares: "gleiche Telefonnummer, gleiche Adresse". */
export const sharedWords = (reasons: readonly DuplicateReason[]): string =>
  reasons
    .filter(({ fact }) => SHARED.includes(fact))
    .map(factWords)
    .join(', ')

/** One line of the comparison: the same fact of both. */
export interface ComparedField {
  key: string
  label: string
  a: string
  b: string
  state: 'equal' | 'differs' | 'one-side' | 'figure'
}

const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+|\s+/gu, '')
    .toLowerCase()

/** `isKnownEqual`: found equal by more than its letters, as a number with and without country code is. */
function field(key: string, label: string, a: string, b: string, isKnownEqual = false): ComparedField[] {
  if (a === '' && b === '') return []
  const state = a === '' || b === '' ? 'one-side' : isKnownEqual || plain(a) === plain(b) ? 'equal' : 'differs'
  return [{ key, label, a, b, state }]
}
/** Figures and numbers that every customer has of its own are not marked. */
const cardWords = (number: string | null) => (number === null ? '' : cardNumberWords(number))
const figure = (key: string, label: string, a: string, b: string): ComparedField[] =>
  a === '' && b === '' ? [] : [{ key, label, a, b, state: 'figure' }]

function birthdayWords({ birthday }: DuplicateSide): string {
  if (!birthday) return ''
  const two = (part: number) => String(part).padStart(2, '0')
  const [day, month] = [two(birthday.day), two(birthday.month)]
  if (birthday.year === null) return language.value === 'de' ? `${day}.${month}.` : `${day}/${month}`
  return language.value === 'de' ? `${day}.${month}.${birthday.year}` : `${day}/${month}/${birthday.year}`
}
const addressWords = ({ addresses }: DuplicateSide): string =>
  addresses.map(({ street, postcode, city }) => [street, [postcode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ')).join('\n')

const has = (reasons: readonly DuplicateReason[], wanted: DuplicateReason['fact']) => reasons.some(({ fact }) => fact === wanted)

export const comparedFields = (a: DuplicateSide, b: DuplicateSide, reasons: readonly DuplicateReason[]): ComparedField[] => [
  ...field('name', tt('duplicates.pair.name'), a.displayName, b.displayName),
  ...field('birthday', tt('duplicates.pair.birthday'), birthdayWords(a), birthdayWords(b)),
  ...field('phone', tt('duplicates.pair.phone'), a.phones.join('\n'), b.phones.join('\n'), has(reasons, 'phone-equal')),
  ...field('email', tt('duplicates.pair.email'), a.emails.join('\n'), b.emails.join('\n'), has(reasons, 'email-equal')),
  ...field('address', tt('duplicates.pair.address'), addressWords(a), addressWords(b), has(reasons, 'address-equal')),
  ...figure('purchases', tt('duplicates.pair.purchases'), formatNumber(a.purchaseDays), formatNumber(b.purchaseDays)),
  ...figure(
    'lastPurchase',
    tt('duplicates.pair.lastPurchase'),
    a.lastPurchase ? formatDay(a.lastPurchase) : '',
    b.lastPurchase ? formatDay(b.lastPurchase) : '',
  ),
  ...figure('points', tt('duplicates.pair.points'), formatNumber(a.points), formatNumber(b.points)),
  ...figure('card', tt('duplicates.pair.card'), cardWords(a.cardNumber), cardWords(b.cardNumber)),
  ...figure('tags', tt('duplicates.pair.tags'), a.tags.join(', '), b.tags.join(', ')),
  ...figure('number', tt('duplicates.pair.number'), a.number, b.number),
  ...figure('created', tt('duplicates.pair.created'), formatDay(a.createdOn), formatDay(b.createdOn)),
]
