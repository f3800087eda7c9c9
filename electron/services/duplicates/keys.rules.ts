import { colognePhonetic } from './cologne-phonetic.rules.ts'
import type { Comparable, ComparedName } from './comparable.rules.ts'

/** A text as a whole number of 53 bits. Two texts with the same number are compared in vain once; nothing more can happen. */
export function hash53(text: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

/** How a name sounds; letters of other scripts stand for themselves. */
export const soundOf = (name: string): string => colognePhonetic(name) || name
/** First letters that are mistaken for each other. */
const ALIKE: Readonly<Record<string, string>> = { c: 'k', q: 'k', v: 'f', w: 'f', y: 'i', j: 'i', z: 's' }
const initialOf = ({ text }: ComparedName) => ALIKE[text.charAt(0)] ?? text.charAt(0)

const nameKeys = (last: ComparedName, first: ComparedName) =>
  [last.text, ...last.parts].filter((part) => part.length > 1 || part === last.text).map((part) => `n${soundOf(part)}|${initialOf(first)}`)

/**
 * Groups in which a customer's duplicates are looked for, as hashes: the surname by its sound with the initial of the given name (and each
 * part of a double name), the birthday, the address by postcode and house number. Phones and e-mails are found by themselves.
 */
export function keysOf(customer: Comparable): number[] {
  const names = customer.kind === 'firm' ? [firmKey(customer)] : nameKeys(customer.last, customer.first)
  return [...new Set([...names, ...otherKeys(customer)])].map(hash53)
}

/** Narrower groups, for 100,000 rows against as many customers: both names by their sound in either order instead of one and an initial. */
export function narrowKeysOf(customer: Comparable): number[] {
  const name = customer.kind === 'firm' ? firmKey(customer) : `w${soundsOf(customer)}`
  const keys = [name, ...otherKeys(customer).concat(customer.contacts.map((contact) => `c${contact}`))].map(hash53)
  const month = birthMonthKey(customer)
  return month === null ? keys : [...keys, month]
}

const firmKey = ({ firm }: Comparable) => `f${soundOf(longest(firm))}`
function otherKeys({ birthday, places }: Comparable): string[] {
  const keys: string[] = []
  if (birthday && birthday.year !== null) keys.push(`b${birthday.year}-${birthday.month}-${birthday.day}`)
  for (const { postcode, house, street } of places)
    if (postcode !== '' && house !== '') keys.push(`a${postcode}|${Number.parseInt(house, 10)}|${street.slice(0, 2)}`)
  return keys
}

/** `keysOf`, and those under which the same customer stands whose names were swapped. */
export function keysToLookUp(customer: Comparable): number[] {
  const swapped = customer.kind === 'person' && customer.first.text !== '' ? nameKeys(customer.first, customer.last) : []
  return [...new Set([...keysOf(customer), ...swapped.map(hash53)])]
}

/** Both names by their sound, in either order. */
export const soundsOf = ({ kind, first, last, firm }: Comparable): string =>
  kind === 'firm' ? firm.map(soundOf).toSorted().join('|') : [soundOf(first.text), soundOf(last.text)].toSorted().join('|')

const longest = (words: readonly string[]) => words.reduce((a, b) => (b.length > a.length ? b : a), '')

/** The name letter by letter, to count how many have the same one. */
export const exactName = ({ kind, first, last, firm }: Comparable): string => (kind === 'firm' ? `f${firm.join(' ')}` : `p${first.text}|${last.text}`)

/** Month of birth and sounding given name: finds those whose surname was mistyped so that it sounds different, and the day as well. */
export const birthMonthKey = ({ birthday, first }: Comparable): number | null =>
  birthday && birthday.year !== null && first.text !== '' ? hash53(`m${birthday.year}-${birthday.month}|${soundOf(first.text)}`) : null
