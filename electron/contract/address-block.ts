import { countryName, isGermany } from './country.ts'
import type { Address, ContactPerson, Customer } from './customers.ts'

// Types only from the contract's parsers, so that the window can use it without carrying them.

/** Who a letter goes to. */
export type Addressee = Pick<
  Customer,
  'kind' | 'salutation' | 'title' | 'firstName' | 'lastName' | 'nameAddition' | 'firmName' | 'addressForm' | 'contactPersons'
>
export interface AddressBlock {
  lines: string[]
  /** Lines above the six of the address field, which a letter borrows from the note zone above it. */
  borrowed: number
}
/** The address field of a letter holds six lines; 85 mm less its margin take so many characters of 11 pt. */
export const BLOCK_LINES = 6
const LINE_LENGTH = 42

const words = (...parts: readonly string[]) =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join(' ')
const inAddress = (salutation: Customer['salutation']) => (salutation === 'mr' ? 'Herrn' : salutation === 'ms' ? 'Frau' : '')

/** The person a firm's letter goes to: who stands with the firm itself, else the first contact person. */
export function personAt(firm: Addressee): Pick<ContactPerson, 'salutation' | 'title' | 'firstName' | 'lastName'> | null {
  if (firm.firstName !== '' || firm.lastName !== '') return firm
  return firm.contactPersons.find(({ firstName, lastName }) => firstName !== '' || lastName !== '') ?? null
}

/**
 * The address field of a letter by DIN 5008: firm, "Herrn" or "Frau", name, additions, street or Postfach, postcode and town; abroad the town and,
 * last, the country in capitals. Without empty lines; six lines where they suffice. Long lines are broken between words, nothing is cut off.
 */
export function addressBlock(who: Addressee, address: Address | null): AddressBlock {
  const isFirm = who.kind === 'firm'
  const person = isFirm ? personAt(who) : who
  const salutation = person ? inAddress(person.salutation) : ''
  const name = person ? words(person.title, person.firstName, person.lastName) : ''
  // Below a firm the salutation stands beside the name; a private person has it on a line of its own while there is room.
  const own = who.firmName !== '' ? [[who.firmName], [words(salutation, name)]] : [[salutation, name]]
  const place = address ? placeLines(address) : []
  const additions = [who.nameAddition, address?.addition ?? '']
  const tail = [address ? streetLine(address.street) : '', ...place].filter(Boolean)

  const shapes = [
    [...own.flat(), ...additions, ...tail],
    [...own.map((parts) => words(...parts)), ...additions, ...tail],
    [...own.map((parts) => words(...parts)), additions.filter(Boolean).join(', '), ...tail],
  ]
  const broken = shapes.map((shape) => shape.filter((line) => line.trim() !== '').flatMap(brokenLine))
  const lines = broken.find((shape) => shape.length <= BLOCK_LINES) ?? broken.at(-1)!
  return { lines, borrowed: Math.max(0, lines.length - BLOCK_LINES) }
}

function placeLines({ postcode, city, country }: Address): string[] {
  if (isGermany(country)) return [words(postcode, city)]
  return [words(postcode, city).toLocaleUpperCase('de'), countryName(country).toLocaleUpperCase('de')]
}

/** The number of a Postfach is written in pairs from the right: `Postfach 1 23 45`. */
function streetLine(street: string): string {
  const box = /^(postfach|pf\.?)\s+([\d\s]+)$/i.exec(street.trim())
  if (!box) return street
  return `Postfach ${box[2]!.replace(/\s+/g, '').replace(/\B(?=(\d{2})+$)/g, ' ')}`
}

/** Breaks a line between words where it is too long for the field; one word that is too long alone goes on in the next line. */
function brokenLine(line: string): string[] {
  const lines: string[] = []
  let rest = line.trim().replace(/\s+/g, ' ')
  while (rest.length > LINE_LENGTH) {
    const space = rest.lastIndexOf(' ', LINE_LENGTH)
    const hyphen = rest.lastIndexOf('-', LINE_LENGTH - 1)
    const at = space > 0 ? space : hyphen > 0 ? hyphen + 1 : LINE_LENGTH
    lines.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  return [...lines, rest]
}
