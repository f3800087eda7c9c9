import type { DuplicateBand, DuplicateReason } from '#contract'
import type { Comparable, ComparedName, Place } from './comparable.rules.ts'
import { isOneSlip, jaroWinkler } from './name-likeness.rules.ts'

/** How far two customers are one, 0 to 1, and why: points of a hundred each, whose sum is the score. */
export interface Comparison {
  band: DuplicateBand
  score: number
  reasons: DuplicateReason[]
}

/** From here on it is the same customer, from here on the owner is asked (domain.md §12). */
export const SAME = 0.96
export const ASK = 0.88
const WEIGHT = { first: 0.35, last: 0.4, rest: 0.25, firm: 0.75 } as const
/** A name that nobody says either way. */
const UNKNOWN_NAME = 0.7
/** Names less alike than this are two names. */
const LEAST_NAME = 0.75
const SAME_PLACE = 0.95
const ONE_SLIP = 0.86

interface Evidence {
  share: number
  reason: DuplicateReason['fact']
  isVeto: boolean
}

/**
 * Compares two customers. Null where they have nothing in common worth telling; a firm is never a person's duplicate.
 * @param isRare whether so few have this name that it says something by itself
 * @param least the score from which a pair is worth telling
 */
export function compare(a: Comparable, b: Comparable, isRare: boolean, least = ASK): Comparison | null {
  if (a.kind !== b.kind) return null
  const isShared = sharesContact(a, b)
  const birthday = birthdayLikeness(a.birthday, b.birthday)
  // Most pairs end here: two birthdays, nothing shared. Everything that costs time comes after.
  if (birthday?.isVeto && !isShared && !sharesRoof(a, b)) return null
  const needsPlace = birthday === null || birthday.share < 1 || isShared
  const place = needsPlace ? placeLikeness(a.places, b.places) : null
  const evidence = evidenceFor(a, b, isShared, birthday, place, isRare)
  const mayBeRelated = isShared || (place !== null && place >= SAME_PLACE)
  // However alike the names are, they alone do not reach it.
  if (!mayBeRelated && (evidence.isVeto || WEIGHT.firm + WEIGHT.rest * evidence.share < least)) return null
  return a.kind === 'firm' ? firmComparison(a, b, evidence, least) : personComparison(a, b, evidence, isShared, least)
}

function sharesContact(a: Comparable, b: Comparable): boolean {
  for (const contact of a.contacts) if (b.contacts.includes(contact)) return true
  return false
}
/** One surname in one house, letter by letter. */
const sharesRoof = (a: Comparable, b: Comparable): boolean =>
  a.last.text === b.last.text &&
  a.places.some((one) => b.places.some((other) => one.postcode === other.postcode && one.house === other.house && one.street === other.street))

function personComparison(a: Comparable, b: Comparable, evidence: Evidence, isShared: boolean, least: number): Comparison | null {
  const names = nameLikeness(a, b, evidence)
  const score = rounded(WEIGHT.first * names.first + WEIGHT.last * names.last + WEIGHT.rest * evidence.share)
  const reasons: DuplicateReason[] = [
    reason(names.isSwapped ? 'names-swapped' : nameFact('first-name', a.first, b.first, names.first), WEIGHT.first, names.first),
    reason(nameFact('last-name', a.last, b.last, names.last, names.isSwapped), WEIGHT.last, names.last),
    reason(evidence.reason, WEIGHT.rest, evidence.share),
    ...extraReasons(a, b, evidence),
  ]
  const isVeto = evidence.isVeto || (a.generation !== null && b.generation !== null && a.generation !== b.generation)
  if (isVeto && !evidence.isVeto) reasons.push(reason('generation-differs', 0, 0))
  // What a household shares does not make its members one: only a birthday outweighs names that are merely a little alike.
  const isOther = evidence.reason !== 'birthday-equal' && (isOtherName(names.first) || isOtherName(names.last))
  if (!isVeto && !isOther && score >= least) return { band: score >= SAME ? 'same' : 'ask', score, reasons }
  // One roof and one surname, or one phone: couples, father and son.
  return isShared || names.last >= 0.93 ? { band: 'related', score, reasons } : null
}

const isOtherName = (likeness: number) => likeness < LEAST_NAME && likeness !== UNKNOWN_NAME

/** Whether the scan and the owner get to see it as one customer. */
export const isProposed = ({ band }: Pick<Comparison, 'band'>) => band === 'same' || band === 'ask'

function firmComparison(a: Comparable, b: Comparable, evidence: Evidence, least: number): Comparison | null {
  const likeness = firmLikeness(a.firm, b.firm)
  const score = rounded(WEIGHT.firm * likeness + WEIGHT.rest * evidence.share)
  if (score < least) return null
  const fact = likeness === 1 ? 'firm-equal' : 'firm-similar'
  return {
    band: score >= SAME ? 'same' : 'ask',
    score,
    reasons: [reason(fact, WEIGHT.firm, likeness), reason(evidence.reason, WEIGHT.rest, evidence.share), ...extraReasons(a, b, evidence)],
  }
}

const rounded = (score: number) => Math.round(Math.min(1, Math.max(0, score)) * 10_000) / 10_000
const reason = (fact: DuplicateReason['fact'], weight: number, share: number): DuplicateReason => ({
  fact,
  points: Math.round(weight * share * 100),
  of: Math.round(weight * 100),
})

/** What besides the name speaks for one customer: the birthday, else a shared phone or e-mail, else the address, else how rare the name is. */
function evidenceFor(
  a: Comparable,
  b: Comparable,
  isShared: boolean,
  birthday: BirthdayLikeness | null,
  place: number | null,
  isRare: boolean,
): Evidence {
  if (birthday?.isVeto) return { share: birthday.share, reason: 'birthday-differs', isVeto: true }
  if (birthday?.share === 1) return { share: 1, reason: 'birthday-equal', isVeto: false }
  if (isShared) return { share: 1, reason: 'contact-equal', isVeto: false }
  const rarity = isRare ? 1 : 0.5
  const differ = ['+', '@'].some((mark) => a.contacts.some((c) => c.includes(mark)) && b.contacts.some((c) => c.includes(mark)))
  if (birthday) return { share: closeBirthday(birthday, place, differ && !isRare), reason: 'birthday-close', isVeto: false }
  if (place !== null) {
    const isWhole = place >= SAME_PLACE
    const reason = isWhole ? 'address-equal' : place > 0.5 ? 'address-similar' : 'address-differs'
    return { share: isWhole ? place : place * rarity, reason, isVeto: false }
  }
  if (differ) return { share: 0.4 * rarity, reason: 'contact-differs', isVeto: false }
  // The very same name says something where one entry holds nothing else: typed in a hurry by someone who did not look.
  return { share: (isSameName(a, b) && (isBare(a) || isBare(b)) ? 0.6 : 0.4) * rarity, reason: isRare ? 'name-rare' : 'name-common', isVeto: false }
}

const isBare = ({ birthday, contacts, places }: Comparable) => birthday === null && contacts.length === 0 && places.length === 0

/** A birthday that is wrong in one part says less where everything else differs too, and least without a year. */
function closeBirthday({ share, isFull }: BirthdayLikeness, place: number | null, isContradicted: boolean): number {
  if (!isFull) return place === null ? share : (share + place) / 2
  return isContradicted && (place === null || place < 0.5) ? share * 0.7 : share
}

const isSameName = (a: Comparable, b: Comparable): boolean =>
  a.kind === 'firm'
    ? a.firm.join('') === b.firm.join('')
    : (a.first.text === b.first.text && a.last.text === b.last.text) || (a.first.text === b.last.text && a.last.text === b.first.text)

interface BirthdayLikeness {
  share: number
  isVeto: boolean
  isFull: boolean
}

/** The share of equal parts. Two parts that differ in two full dates are two people, unless only day and month were swapped. */
function birthdayLikeness(a: Comparable['birthday'], b: Comparable['birthday']): BirthdayLikeness | null {
  if (!a || !b) return null
  const isFull = a.year !== null && b.year !== null
  const isTurned = a.day !== b.day && a.day === b.month && a.month === b.day
  const equal = isTurned ? 1 : Number(a.day === b.day) + Number(a.month === b.month)
  if (!isFull) return { share: equal / 2, isVeto: false, isFull }
  const withYear = equal + Number(a.year === b.year)
  const share = isTurned && a.year === b.year ? 2 / 3 : withYear / 3
  return { share, isVeto: share < 0.6, isFull }
}

function placeLikeness(a: readonly Place[], b: readonly Place[]): number | null {
  let best: number | null = null
  for (const one of a)
    for (const other of b) {
      const likeness = samePlace(one, other)
      if (likeness !== null && (best === null || likeness > best)) best = likeness
    }
  return best
}
function samePlace(a: Place, b: Place): number | null {
  const isTown = a.postcode !== '' && b.postcode !== '' ? a.postcode === b.postcode : a.city !== '' && b.city !== '' ? a.city === b.city : null
  if (a.street === '' || b.street === '') return isTown === null ? null : isTown ? 0.56 : 0.2
  // A different house in a different town needs no look at the street.
  if (isTown === false && a.house !== b.house) return 0.1
  const street = a.street === b.street ? 1 : jaroWinkler(a.street, b.street)
  const house =
    a.house === '' || b.house === '' ? 0.5 : a.house === b.house ? 1 : Number.parseInt(a.house, 10) === Number.parseInt(b.house, 10) ? 0.8 : 0
  return (isTown === null ? 0.15 : isTown ? 0.3 : 0) + (street >= 0.9 ? 0.4 * street : 0) + 0.3 * house
}

/** Facts that the reader wants to see although they carry no points. */
function extraReasons(a: Comparable, b: Comparable, evidence: Evidence): DuplicateReason[] {
  const extra: DuplicateReason[] = []
  const shared = a.contacts.filter((contact) => b.contacts.includes(contact))
  if (shared.some((contact) => !contact.includes('@'))) extra.push(reason('phone-equal', 0, 0))
  if (shared.some((contact) => contact.includes('@'))) extra.push(reason('email-equal', 0, 0))
  if (evidence.reason === 'address-equal') return extra
  const place = placeLikeness(a.places, b.places)
  if (place !== null && place >= SAME_PLACE) extra.push(reason('address-equal', 0, 0))
  return extra
}

function nameLikeness(a: Comparable, b: Comparable, evidence: Evidence): { first: number; last: number; isSwapped: boolean } {
  let first = partLikeness(a.first, b.first)
  const last = partLikeness(a.last, b.last)
  // Martin and Martina are a couple until the birthday says otherwise.
  const isPair = isOtherSex(a, b) || (a.salutation === null || b.salutation === null ? isPairOfForms(a.first.text, b.first.text) : false)
  if (isPair && evidence.reason !== 'birthday-equal') first = Math.min(first, 0.5)
  if (a.first.text !== '' && b.first.text !== '' && a.last.text !== '' && b.last.text !== '') {
    const swappedFirst = 0.98 * partLikeness(a.first, b.last)
    const swappedLast = 0.98 * partLikeness(a.last, b.first)
    if (WEIGHT.first * swappedFirst + WEIGHT.last * swappedLast > WEIGHT.first * first + WEIGHT.last * last)
      return { first: swappedFirst, last: swappedLast, isSwapped: true }
  }
  return { first, last, isSwapped: false }
}
const isOtherSex = (a: Comparable, b: Comparable) => a.salutation !== null && b.salutation !== null && a.salutation !== b.salutation

const FORMS = ['a', 'e', 'in', 'ina', 'ine', 'ie']
/** One given name in the form for men and in that for women. */
export function isPairOfForms(a: string, b: string): boolean {
  if (a === b) return false
  const [long, short] = a.length >= b.length ? [a, b] : [b, a]
  if (short.length < 3) return false
  return FORMS.some((form) => long === short + form) || (short.endsWith('a') && long === `${short}s`)
}

function partLikeness(a: ComparedName, b: ComparedName): number {
  if (a.text === b.text && a.text !== '') return 1
  if (a.text === '' || b.text === '') return UNKNOWN_NAME
  if (isInitialOf(a.text, b.text) || isInitialOf(b.text, a.text)) return 0.9
  const whole = letterLikeness(a.text, b.text)
  if (a.parts.length === 0 && b.parts.length === 0) return whole
  const [one, other] = [a.parts.length > 0 ? a.parts : [a.text], b.parts.length > 0 ? b.parts : [b.text]]
  if (one.length > 1 && other.length > 1) return Math.max(whole, bestPairs(one, other))
  let best = 0
  for (const x of one) for (const y of other) best = Math.max(best, jaroWinkler(x, y))
  return Math.max(whole, 0.95 * best)
}
/** Jaro-Winkler judges short names too hard: one slip is one slip, in Kai as in Sebastian. */
function letterLikeness(a: string, b: string): number {
  const likeness = jaroWinkler(a, b)
  return likeness < ONE_SLIP && a.length > 1 && b.length > 1 && a.length + b.length > 4 && isOneSlip(a, b) ? ONE_SLIP : likeness
}
const isInitialOf = (short: string, long: string) => short.length === 1 && long.startsWith(short)

/** Each word with the one most like it: order does not matter, a word too many does. */
function bestPairs(a: readonly string[], b: readonly string[]): number {
  const [many, few] = a.length >= b.length ? [a, b] : [b, a]
  const free = [...many]
  let sum = 0
  for (const word of few) {
    let [best, at] = [0, -1]
    for (const [index, other] of free.entries()) {
      const likeness = jaroWinkler(word, other)
      if (likeness > best) [best, at] = [likeness, index]
    }
    // Words of firms are long; what is only a little alike is another word.
    if (at < 0 || best < 0.85) continue
    sum += best
    free.splice(at, 1)
  }
  return sum / many.length
}
function firmLikeness(a: readonly string[], b: readonly string[]): number {
  const joined = [a.join(''), b.join('')] as const
  return joined[0] === joined[1] ? 1 : bestPairs(a, b)
}

function nameFact(which: 'first-name' | 'last-name', a: ComparedName, b: ComparedName, likeness: number, isSwapped = false): DuplicateReason['fact'] {
  if (isSwapped) return 'names-swapped'
  if (a.text === '' || b.text === '') return `${which}-missing`
  if (a.text === b.text && likeness === 1) return `${which}-equal`
  return likeness >= 0.8 ? `${which}-similar` : `${which}-differs`
}
