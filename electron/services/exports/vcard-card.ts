import { readVcardExtra, uidOf } from '#contract'
import type { CardField, VcardVersion } from '#contract'
import type { CurrentCustomer } from './export-columns.ts'
import { exportWords } from './export-words.ts'
import type { ExportLanguage } from './export-words.ts'
import { cardText, escaped, structured } from './vcard-lines.ts'
import type { CardLine } from './vcard-lines.ts'

export interface Photo {
  content: Uint8Array
  mediaType: string
}
type Detail = CurrentCustomer['details'][number]
type Address = CurrentCustomer['addresses'][number]

/** Everything about a customer that a card of this version can hold, together with what an import kept of its own card. */
export function wholeCard(customer: CurrentCustomer, version: VcardVersion, language: ExportLanguage, photo: Photo | null): string {
  const person = customer.kind === 'firm' ? customer.contactPersons[0] : undefined
  const persons = customer.kind === 'firm' ? customer.contactPersons : []
  return cardText(version, [
    ...kindLines(customer, version),
    ...nameLines(customer),
    ...genderLines(person ?? customer),
    ...(person && person.role !== '' ? [{ name: 'TITLE', value: escaped(person.role) }] : []),
    ...detailLines(customer.details, version),
    ...persons.flatMap(({ firstName, lastName, phone, email }) => {
      const label = [firstName, lastName].filter(Boolean).join(' ')
      return [
        ...(phone === '' ? [] : [{ name: 'TEL', value: escaped(phone), label }]),
        ...(email === '' ? [] : [{ name: 'EMAIL', value: escaped(email), label }]),
      ]
    }),
    ...customer.addresses.map((address) => addressLine(address, language)),
    ...birthdayLines(customer, version),
    ...(customer.memo === '' ? [] : [{ name: 'NOTE', value: escaped(customer.memo) }]),
    ...(customer.tags.length === 0 ? [] : [{ name: 'CATEGORIES', value: customer.tags.map(escaped).join(',') }]),
    ...photoLines(photo, version),
    ...keptLines(customer.extra, version, person !== undefined && person.role !== ''),
    { name: 'UID', value: uidValue(customer, version) },
    { name: 'REV', value: version === '4.0' ? customer.updatedAt.replace(/[-:]|\.\d+/g, '') : customer.updatedAt.replace(/\.\d+/, '') },
  ])
}

/** A card for a phone's camera: as little as is asked for, in the version that every phone reads. */
export function smallCard(customer: CurrentCustomer, fields: readonly CardField[], language: ExportLanguage): string {
  const has = (field: CardField) => fields.includes(field)
  const wanted = customer.details.filter(({ kind }) => has(kind))
  return cardText('3.0', [
    ...nameLines(has('firm') || customer.kind === 'firm' ? customer : { ...customer, firmName: '' }),
    ...detailLines(wanted, '3.0'),
    ...(has('address') ? customer.addresses.map((address) => addressLine(address, language)) : []),
    ...(has('birthday') ? birthdayLines(customer, '3.0') : []),
    ...(has('memo') && customer.memo !== '' ? [{ name: 'NOTE', value: escaped(customer.memo) }] : []),
  ])
}

function kindLines({ kind }: CurrentCustomer, version: VcardVersion): CardLine[] {
  if (version === '4.0') return [{ name: 'KIND', value: kind === 'firm' ? 'org' : 'individual' }]
  return kind === 'firm' ? [{ name: 'X-ABShowAs', value: 'COMPANY' }] : []
}

function nameLines(customer: CurrentCustomer): CardLine[] {
  const isFirm = customer.kind === 'firm'
  const { title, firstName, lastName } = isFirm ? (customer.contactPersons[0] ?? { title: '', firstName: '', lastName: '' }) : customer
  const addition = isFirm ? '' : customer.nameAddition
  return [
    { name: 'FN', value: escaped(customer.displayName) },
    { name: 'N', value: structured([lastName, firstName, '', title, addition]) },
    ...(customer.firmName === '' ? [] : [{ name: 'ORG', value: escaped(customer.firmName) }]),
  ]
}

/** Phones show what stands in front of the name, so the salutation goes where only programs look; 3.0 does not know the property, and passes over it. */
function genderLines({ salutation }: Pick<CurrentCustomer, 'salutation'>): CardLine[] {
  const letter = { ms: 'F', mr: 'M', diverse: 'O', none: '' }[salutation]
  return letter === '' ? [] : [{ name: 'GENDER', value: letter }]
}

const PHONE_TYPES: Record<string, string> = { home: 'HOME,VOICE', work: 'WORK,VOICE', mobile: 'CELL,VOICE', fax: 'FAX', pager: 'PAGER', '': 'VOICE' }
const PLACE_TYPES: Record<string, string> = { home: 'HOME', work: 'WORK' }
/** How Apple writes a word that every language says in its own way. */
const CODED: Record<string, string> = { home: '_$!<Home>!$_', work: '_$!<Work>!$_', other: '_$!<Other>!$_', mobile: '_$!<Mobile>!$_' }

function detailLines(details: readonly Detail[], version: VcardVersion): CardLine[] {
  return details.map(({ kind, value, label }) => {
    if (kind === 'phone') return labelled({ name: 'TEL', value: escaped(value) }, PHONE_TYPES[label], label)
    const name = kind === 'email' ? 'EMAIL' : 'URL'
    const internet = kind === 'email' && version === '3.0' ? 'INTERNET' : ''
    const place = label === '' ? internet : PLACE_TYPES[label] && [internet, PLACE_TYPES[label]].filter(Boolean).join(',')
    // A web address is a URI, whose commas and semicolons are its own.
    return labelled({ name, value: kind === 'web' && version === '4.0' ? value : escaped(value) }, place, label)
  })
}

function labelled(line: CardLine, types: string | undefined, label: string): CardLine {
  if (types === undefined) return { ...line, label: CODED[label] ?? label }
  return types === '' ? line : { ...line, parameters: [`TYPE=${types}`] }
}

function addressLine({ label, street, addition, postcode, city, country }: Address, language: ExportLanguage): CardLine {
  const isBare = street === '' && postcode === '' && city === ''
  const parts = [isBare ? addition : '', isBare ? '' : addition, street, city, '', postcode, exportWords[language].country[country] ?? country]
  return labelled({ name: 'ADR', value: structured(parts) }, label === '' ? '' : PLACE_TYPES[label], label)
}

/** Without a year: 4.0 has a form of its own, in 3.0 Apple, Google and Android read the year 1604 as none. */
function birthdayLines({ birthday }: CurrentCustomer, version: VcardVersion): CardLine[] {
  if (!birthday) return []
  const two = (value: number) => String(value).padStart(2, '0')
  const { day, month, year } = birthday
  if (version === '4.0') return [{ name: 'BDAY', value: `${year ?? '--'}${two(month)}${two(day)}` }]
  if (year === null) return [{ name: 'BDAY', parameters: ['X-APPLE-OMIT-YEAR=1604'], value: `1604-${two(month)}-${two(day)}` }]
  return [{ name: 'BDAY', value: `${year}-${two(month)}-${two(day)}` }]
}

function photoLines(photo: Photo | null, version: VcardVersion): CardLine[] {
  if (!photo) return []
  const content = Buffer.from(photo.content).toString('base64')
  if (version === '4.0') return [{ name: 'PHOTO', value: `data:${photo.mediaType};base64,${content}` }]
  return [{ name: 'PHOTO', parameters: ['ENCODING=b', `TYPE=${photo.mediaType.replace(/^image\//, '').toUpperCase()}`], value: content }]
}

/** What an import read from a card and had no place for, with the types and the label that stood beside it. */
function keptLines(extra: string, version: VcardVersion, hasTitle: boolean): CardLine[] {
  return readVcardExtra(extra)
    .filter(({ name }) => name !== 'TITLE' || !hasTitle)
    .map(({ name, value: { value, types = [], label } }) => {
      const parameters = [...(name === 'PHOTO' ? ['VALUE=uri'] : []), ...(types.length > 0 ? [`TYPE=${types.join(',')}`] : [])]
      return { name, parameters, value: keptValue(name, value, version), ...(label !== undefined && { label }) }
    })
}
function keptValue(name: string, parts: readonly string[], version: VcardVersion): string {
  const [only = ''] = parts
  if (name === 'ANNIVERSARY' && version === '4.0' && /^\d{4}-\d{2}-\d{2}$/.test(only)) return only.replaceAll('-', '')
  return structured(parts)
}

/** The UID under which a card came in, else one of our own; the same in every export. */
function uidValue({ id, references }: CurrentCustomer, version: VcardVersion): string {
  const uid = references.find(({ system }) => system === 'vcard')?.value ?? uidOf(id)
  return version === '4.0' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(uid) ? `urn:uuid:${uid}` : escaped(uid)
}
