import type { Address, ContactPerson, Customer, CustomerInput, CustomerKind, CustomerPatch, DetailKind, OwnValuesInput } from '#contract'
import { birthdayText, readBirthday } from './birthday-text.ts'
import { labelStored, labelWords } from './label-words.ts'

/** A row of a list that is being edited; `key` keeps its inputs while rows come and go. */
export type Row<T> = T & { key: number }
export interface DetailDraft {
  kind: DetailKind
  value: string
  label: string
}
/** What the form holds: as typed, nothing checked. The first phone stands in the quick part. */
export interface CustomerDraft extends Pick<
  Customer,
  'salutation' | 'title' | 'firstName' | 'lastName' | 'nameAddition' | 'firmName' | 'addressForm' | 'memo' | 'source' | 'number' | 'letterGreeting'
> {
  kind: CustomerKind
  birthday: string
  tags: string[]
  details: Row<DetailDraft>[]
  addresses: Row<Address>[]
  contactPersons: Row<ContactPerson>[]
  /** By the field's id; what cannot be read stays as typed, and is refused when it is saved. */
  own: OwnValuesInput
}
type Fields = Omit<CustomerInput, 'phone' | 'email' | 'number'> & { own: OwnValuesInput }

let lastKey = 0
/** Gives a list's row a key of its own. */
export const withKey = <T extends object>(row: T): Row<T> => ({ ...row, key: ++lastKey })
function withoutKey<T extends object>(row: Row<T>): T {
  const { key, ...rest } = row
  void key
  return rest as unknown as T
}
const phoneRow = () => withKey<DetailDraft>({ kind: 'phone', value: '', label: '' })

/** Starts a new customer; what was searched for in vain becomes the phone number or the name. */
export function newDraft(text = ''): CustomerDraft {
  const words = text.trim().split(/\s+/)
  const isPhone = /^[+\d][\d\s/()-]{3,}$/.test(text.trim())
  const lastName = isPhone ? '' : (words.at(-1) ?? '')
  return {
    kind: 'person',
    salutation: 'none',
    title: '',
    firstName: isPhone ? '' : words.slice(0, -1).join(' '),
    lastName,
    nameAddition: '',
    firmName: '',
    addressForm: 'formal',
    birthday: '',
    memo: '',
    source: '',
    letterGreeting: '',
    number: '',
    tags: [],
    details: [{ ...phoneRow(), value: isPhone ? text.trim() : '' }],
    addresses: [],
    contactPersons: [],
    own: {},
  }
}

/** The draft that shows a stored customer. */
export function draftOf(customer: Customer): CustomerDraft {
  const details = customer.details.map(({ kind, value, label }) => withKey<DetailDraft>({ kind, value, label: labelWords(label) }))
  return {
    ...customer,
    birthday: customer.birthday ? birthdayText(customer.birthday) : '',
    tags: [...customer.tags],
    details: details.some(({ kind }) => kind === 'phone') ? details : [phoneRow(), ...details],
    addresses: customer.addresses.map((address) => withKey({ ...address, label: labelWords(address.label) })),
    contactPersons: customer.contactPersons.map(withKey),
    own: { ...customer.own },
  }
}

const isFilled = (row: object) =>
  Object.entries(row).some(([name, value]) => name !== 'country' && name !== 'label' && name !== 'salutation' && value !== '')

/** What of a draft is stored: empty rows fall away. Null while the birthday cannot be read. */
export function fieldsOf(draft: CustomerDraft, thisYear: number): Fields | null {
  const birthday = readBirthday(draft.birthday, thisYear)
  if (birthday === undefined) return null
  const details = draft.details.map(withoutKey).filter(({ value }) => value.trim() !== '')
  const stored = <T extends { label: string }>(row: T): T => ({ ...row, label: labelStored(row.label) })
  return {
    kind: draft.kind,
    salutation: draft.salutation,
    title: draft.title,
    firstName: draft.firstName,
    lastName: draft.lastName,
    nameAddition: draft.nameAddition,
    firmName: draft.firmName,
    addressForm: draft.addressForm,
    birthday,
    memo: draft.memo,
    source: draft.source,
    letterGreeting: draft.letterGreeting,
    tags: draft.tags,
    details: details.map(stored),
    addresses: draft.addresses
      .map(withoutKey<Address>)
      .filter(isFilled)
      .map(stored),
    contactPersons: draft.contactPersons.map(withoutKey<ContactPerson>).filter(isFilled),
    own: draft.own,
  }
}

/** The fields that differ from the stored customer, so that a save changes nothing else. Null while the birthday cannot be read. */
export function patchOf(draft: CustomerDraft, stored: Customer, thisYear: number): (CustomerPatch & { own?: OwnValuesInput }) | null {
  const [now, before] = [fieldsOf(draft, thisYear), fieldsOf(draftOf(stored), thisYear)]
  if (!now || !before) return null
  const changed = Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Fields]))
  return { ...(Object.fromEntries(changed) as CustomerPatch), ...(draft.number === stored.number ? {} : { number: draft.number }) }
}

/** Whether leaving the form would lose something that was typed. */
export function differs(a: CustomerDraft, b: CustomerDraft): boolean {
  const plain = (draft: CustomerDraft) =>
    JSON.stringify({
      ...draft,
      details: draft.details.map(withoutKey).filter(({ value }) => value !== ''),
      addresses: draft.addresses.map(withoutKey<Address>).filter(isFilled),
      contactPersons: draft.contactPersons.map(withoutKey<ContactPerson>).filter(isFilled),
    })
  return plain(a) !== plain(b)
}
export const hasName = (draft: CustomerDraft) => [draft.firstName, draft.lastName, draft.firmName].some((name) => name.trim() !== '')
