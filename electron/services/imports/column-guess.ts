import type { ImportTarget } from '#contract'
import { isGivenName } from './given-names.ts'
import { salutationOf } from './names.rules.ts'

const EMAIL = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}$/
const POSTCODE = /^\d{5}$/
const DAY = /^(\d{1,2}\.\s?\d{1,2}\.\s?(\d{2}|\d{4})|\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/(\d{2}|\d{4}))$/
const PHONE = /^(\+|00?[1-9]|\(0)[\d\s()/.-]{5,20}$/
const WEB = /^(https?:\/\/|www\.)\S+$/i
const STREET = /^(?=.*\p{L}{3}).*\s\d{1,4}\s?[a-z]?(\s?[-/]\s?\d{1,4}\s?[a-z]?)?$/iu
const LETTERS = /^[\p{L}][\p{L}\p{M}\s.'’-]*$/u

/** A value that no column name looks like: an address, a number, a day. */
export function looksLikeData(cell: string): boolean {
  const value = cell.trim()
  return EMAIL.test(value) || DAY.test(value) || WEB.test(value) || /^\+?[\d\s()/.,-]*\d[\d\s()/.,-]*$/.test(value)
}

/** What a column holds, by its values; null where they do not tell. */
export function guessColumn(values: readonly string[]): ImportTarget | null {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '')
  if (filled.length === 0) return null
  const share = (test: (value: string) => boolean) => filled.filter(test).length / filled.length
  if (share((value) => EMAIL.test(value)) >= 0.6) return 'email'
  if (share((value) => DAY.test(value)) >= 0.6) return 'birthday'
  if (share((value) => WEB.test(value)) >= 0.6) return 'web'
  if (share((value) => POSTCODE.test(value)) >= 0.6) return 'postcode'
  if (share((value) => PHONE.test(value)) >= 0.6) return 'phone'
  if (share((value) => salutationOf(value).rest === '') >= 0.6) return 'salutation'
  return null
}

/** For files without column names: which of the columns that hold only words are names, street and town. */
export function guessWords(columns: readonly (readonly string[])[], targets: ImportTarget[]): void {
  const open = (index: number) => targets[index] === 'ignore'
  const share = (index: number, test: (value: string) => boolean) => {
    const filled = columns[index]!.map((value) => value.trim()).filter((value) => value !== '')
    return filled.length === 0 ? 0 : filled.filter(test).length / filled.length
  }
  const indices = targets.map((_, index) => index)
  const street = indices.find((index) => open(index) && share(index, (value) => STREET.test(value)) >= 0.6)
  if (street !== undefined) targets[street] = 'street'
  const afterPostcode = targets.indexOf('postcode') + 1
  if (afterPostcode > 0 && afterPostcode < targets.length && open(afterPostcode)) targets[afterPostcode] = 'city'
  // A column that says the same in every row, such as NA, names nobody.
  const isConstant = (index: number) => columns[index]!.length >= 5 && new Set(columns[index]).size === 1
  const names = indices.filter((index) => open(index) && !isConstant(index) && share(index, (value) => LETTERS.test(value)) >= 0.6)
  const given = names.find((index) => share(index, isGivenName) >= 0.3)
  if (given === undefined) {
    const only = names[0]
    if (only !== undefined) targets[only] = names.length > 1 ? 'lastName' : 'fullName'
    if (names[1] !== undefined) targets[names[1]] = 'firstName'
    return
  }
  targets[given] = 'firstName'
  const last = names.find((index) => index === given + 1) ?? names.find((index) => index === given - 1) ?? names.find((index) => index !== given)
  if (last === undefined) targets[given] = 'fullName'
  else targets[last] = 'lastName'
}
