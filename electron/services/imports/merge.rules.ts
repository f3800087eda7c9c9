import type { Address, ContactPerson } from '#contract'
import type { CustomerChange, CustomerRecord, CustomerWriter } from '../customers/customers.service.ts'
import type { Draft, DraftDetail } from './draft.ts'
import { isSameName } from './name-key.ts'

/** The number that a customer has in a file, where it has another one here. */
export const NUMBER_SYSTEM = 'number'

/** What a row is compared with. */
export type KnownCustomer = Pick<
  NonNullable<ReturnType<CustomerWriter['current']>>,
  | 'number'
  | 'kind'
  | 'salutation'
  | 'title'
  | 'firstName'
  | 'lastName'
  | 'nameAddition'
  | 'firmName'
  | 'addressForm'
  | 'letterGreeting'
  | 'birthday'
  | 'memo'
  | 'source'
  | 'extra'
  | 'tags'
  | 'details'
  | 'addresses'
  | 'contactPersons'
  | 'references'
>

/** A new customer as the row states it. */
export function recordOf(draft: Draft): CustomerRecord & Pick<Draft, 'letterGreeting'> {
  const { reference, addressForm, number, extra, addresses, ...rest } = draft
  return {
    ...rest,
    addresses: addresses.map(inGermany),
    number: number === '' ? undefined : number,
    addressForm: addressForm ?? 'formal',
    extra,
    references: reference ? [reference] : [],
  }
}

/**
 * What a row changes in a customer that is there; null when it says nothing new. It fills and changes what the row states and
 * empties nothing: numbers, tags and contact persons are added, a different address takes the place of the one with the same
 * label, notes are added below the owner's own, a name that is only spelled differently stays. Merging twice changes nothing.
 */
export function changesFor(known: KnownCustomer, draft: Draft): CustomerChange | null {
  const change: CustomerChange = {}
  for (const field of ['firstName', 'lastName', 'firmName'] as const)
    if (draft[field] !== '' && !isSameName(known[field], draft[field])) change[field] = draft[field]
  for (const field of ['title', 'nameAddition', 'letterGreeting'] as const)
    if (draft[field] !== '' && draft[field] !== known[field]) change[field] = draft[field]
  if (draft.source !== '' && known.source === '') change.source = draft.source
  if (draft.salutation !== 'none' && draft.salutation !== known.salutation) change.salutation = draft.salutation
  if (draft.addressForm !== null && draft.addressForm !== known.addressForm) change.addressForm = draft.addressForm
  if (draft.birthday && !saysBirthday(known.birthday, draft.birthday)) change.birthday = draft.birthday
  if (draft.memo !== '' && !known.memo.includes(draft.memo))
    change.memo = (known.memo === '' ? draft.memo : `${known.memo}\n${draft.memo}`).slice(0, 5000)
  const tags = missing(known.tags, draft.tags, (one, other) => one.toLowerCase() === other.toLowerCase())
  if (tags.length > 0) change.tags = [...known.tags, ...tags].slice(0, 50)
  const details = missing(known.details, draft.details, isSameDetail)
  if (details.length > 0) change.details = [...known.details, ...details].slice(0, 50)
  const addresses = mergedAddresses(known.addresses, draft.addresses)
  if (addresses) change.addresses = addresses
  const persons = missing(known.contactPersons, draft.contactPersons, isSamePerson)
  if (persons.length > 0) change.contactPersons = [...known.contactPersons, ...persons].slice(0, 100)
  const references = missing(
    known.references,
    referencesOf(draft, known.number),
    (one, other) => one.system === other.system && one.value === other.value,
  )
  if (references.length > 0) change.references = references
  const extra = mergedExtra(known.extra, draft.extra)
  if (extra) change.extra = extra
  return Object.keys(change).length > 0 ? change : null
}

/** A customer keeps its number; the one of the file is kept beside it, so that the next file finds the customer by it. */
function referencesOf({ reference, number }: Draft, knownNumber: string): { system: string; value: string }[] {
  const references = reference ? [reference] : []
  return number === '' || number === knownNumber ? references : [...references, { system: NUMBER_SYSTEM, value: number }]
}

const inGermany = (address: Address): Address => (address.country === '' ? { ...address, country: 'DE' } : address)

function missing<K, D>(known: readonly K[], stated: readonly D[], isSame: (one: K, other: D) => boolean): D[] {
  return stated.filter((part) => !known.some((other) => isSame(other, part)))
}

const isSameDetail = (one: { kind: string; value: string; normal: string | null }, other: DraftDetail) =>
  one.kind === other.kind && (one.value === other.value || (one.normal !== null && one.normal === other.normal))
const isSamePerson = (one: ContactPerson, other: ContactPerson) =>
  isSameName(one.lastName, other.lastName) && isSameName(one.firstName, other.firstName)

function saysBirthday(known: KnownCustomer['birthday'], stated: NonNullable<Draft['birthday']>): boolean {
  return known !== null && known.day === stated.day && known.month === stated.month && (stated.year === null || stated.year === known.year)
}

const ADDRESS_FIELDS = ['street', 'addition', 'postcode', 'city'] as const

function mergedAddresses(known: readonly Address[], stated: readonly Address[]): Address[] | null {
  const merged = [...known]
  // What the row itself states must not give way to another address of the same row.
  const taken = new Set(merged.filter((address) => stated.some((other) => states(address, other))))
  let isChanged = false
  for (const address of stated) {
    if (merged.some((other) => states(other, address))) continue
    isChanged = true
    const place = merged.findIndex((other) => other.label === address.label && !taken.has(other))
    const before = merged[place]
    const after = before && completes(before, address) ? filled(before, address) : inGermany(address)
    taken.add(after)
    if (before) merged[place] = after
    else merged.push(after)
  }
  return isChanged ? merged.slice(0, 20) : null
}

/** Whether two addresses contradict each other nowhere. */
const completes = (known: Address, stated: Address) =>
  ADDRESS_FIELDS.every((field) => known[field] === '' || stated[field] === '' || isSameName(known[field], stated[field]))

/** Whether an address already says all that another one says. */
const states = (known: Address, stated: Address) =>
  (stated.country === '' || known.country === stated.country) &&
  ADDRESS_FIELDS.every((field) => stated[field] === '' || isSameName(known[field], stated[field]))

function filled(known: Address, stated: Address): Address {
  const address = { ...known, country: stated.country || known.country }
  for (const field of ADDRESS_FIELDS) if (address[field] === '') address[field] = stated[field]
  return address
}

function mergedExtra(known: string, stated: Draft['extra']): Record<string, unknown> | null {
  const keys = Object.keys(stated)
  if (keys.length === 0) return null
  const before = JSON.parse(known) as Record<string, unknown>
  const isNews = keys.some((key) => JSON.stringify(before[key]) !== JSON.stringify(stated[key]))
  return isNews ? { ...before, ...stated } : null
}
