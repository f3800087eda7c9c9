import type { RowProblem } from '#contract'
import type { Draft, DraftDetail } from './draft.ts'
import { isFirmName, salutationOf, splitName } from './names.rules.ts'

const NOT_PLAIN = /[^\x20-\x7e]/
/** One line of text as the contract's `line()` makes it, quickly where there is nothing to do. */
export function cleanLine(text: string): string {
  if (!NOT_PLAIN.test(text)) return text.trim()
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
}
/** Several lines of text, as the contract's `paragraph()` makes it. */
export function cleanParagraph(text: string): string {
  if (!NOT_PLAIN.test(text)) return text.trim()
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]+/gu, '')
    .trim()
}

/** How long each text may be, as in the contract. */
const MAX = {
  number: 20,
  title: 40,
  firstName: 120,
  lastName: 120,
  nameAddition: 120,
  firmName: 200,
  memo: 5000,
  source: 120,
  letterGreeting: 200,
} as const
const MAX_PART = { value: 200, label: 40, street: 120, addition: 120, postcode: 12, city: 80, country: 60, tag: 40 } as const

/** What is read from the customers' side, so that a file's phone numbers are compared as typed ones are. */
export interface ValueReader {
  phoneNormal(value: string): string | null
  emailNormal(value: string): string | null
  today: string
  /** A value of a field of the owner's own as it is stored; null where it does not fit. Left out where there are no such fields. */
  readOwn?(fieldId: number, text: string): string | null
}

/** Gathers what one row says and what is wrong with it. */
export interface RowBuilder {
  draft: Draft
  problems: RowProblem[]
  drop(reason: string, value: string, column: string): void
  fail(reason: string, value: string, column: string): void
}

export function rowBuilder(draft: Draft, line: number): RowBuilder {
  const problems: RowProblem[] = []
  const add = (severity: RowProblem['severity']) => (reason: string, value: string, column: string) =>
    void problems.push({ line, reason, severity, value: value.slice(0, 200), column })
  return { draft, problems, drop: add('dropped'), fail: add('failed') }
}

const SEVERAL = /\s*:::\s*|\s*[;\n]\s*/
/** The values of a cell that holds several: "a ::: b" as Google joins them, or parted by `;` or a line break. */
const severalOf = (cell: string): string[] =>
  cell.includes(':::') || cell.includes(';') || cell.includes('\n') ? cell.split(SEVERAL).filter((part) => part !== '') : [cell]

export function addPhone(row: RowBuilder, reader: ValueReader, cell: string, label: string, column: string): void {
  for (const part of severalOf(cell)) {
    const value = cleanLine(part)
    if (!/\d/.test(value)) row.drop('import-row-phone', value, column)
    else if (value.length > MAX_PART.value) row.drop('import-row-too-long', value, column)
    else addDetail(row.draft.details, { kind: 'phone', value, normal: reader.phoneNormal(value), label: label.slice(0, MAX_PART.label) })
  }
}

export function addEmail(row: RowBuilder, reader: ValueReader, cell: string, label: string, column: string): void {
  for (const part of cell.includes(',') ? cell.split(/[,;]\s*|\s*:::\s*/) : severalOf(cell)) {
    const value = cleanLine(part)
      .replace(/^mailto:/i, '')
      .replace(/^.*<([^<>]+)>$/, '$1')
    if (value === '') continue
    const normal = reader.emailNormal(value)
    if (normal === null) row.drop('import-row-email', value, column)
    else if (value.length > MAX_PART.value) row.drop('import-row-too-long', value, column)
    else addDetail(row.draft.details, { kind: 'email', value, normal, label: label.slice(0, MAX_PART.label) })
  }
}

export function addWeb(row: RowBuilder, cell: string, label: string, column: string): void {
  for (const part of severalOf(cell)) {
    const value = cleanLine(part)
    if (value.length > MAX_PART.value) row.drop('import-row-too-long', value, column)
    else addDetail(row.draft.details, { kind: 'web', value, normal: null, label: label.slice(0, MAX_PART.label) })
  }
}

/** Two spellings of one number are one number. */
function addDetail(details: DraftDetail[], detail: DraftDetail): void {
  if (detail.value === '') return
  const key = detail.normal ?? detail.value
  if (!details.some((other) => other.kind === detail.kind && (other.normal ?? other.value) === key)) details.push(detail)
}

export function addTags(row: RowBuilder, cell: string, column: string): void {
  for (const part of cell.split(/\s*:::\s*|\s*[;,\n]\s*/)) {
    // Google marks its own groups with a star; "* myContacts" holds everybody.
    const name = cleanLine(part).replace(/^\*\s*/, '')
    if (name === '' || /^my\s?contacts$/i.test(name)) continue
    if (name.length > MAX_PART.tag) row.drop('import-row-too-long', name, column)
    else if (!row.draft.tags.includes(name) && row.draft.tags.length < 50) row.draft.tags.push(name)
  }
}

const COUNTRIES = new Map(
  Object.entries({
    d: 'DE',
    de: 'DE',
    deu: 'DE',
    ger: 'DE',
    germany: 'DE',
    deutschland: 'DE',
    brd: 'DE',
    a: 'AT',
    at: 'AT',
    aut: 'AT',
    austria: 'AT',
    österreich: 'AT',
    oesterreich: 'AT',
    ch: 'CH',
    che: 'CH',
    switzerland: 'CH',
    schweiz: 'CH',
    nl: 'NL',
    netherlands: 'NL',
    niederlande: 'NL',
    holland: 'NL',
    dk: 'DK',
    denmark: 'DK',
    dänemark: 'DK',
    f: 'FR',
    fr: 'FR',
    france: 'FR',
    frankreich: 'FR',
    b: 'BE',
    be: 'BE',
    belgium: 'BE',
    belgien: 'BE',
    l: 'LU',
    lu: 'LU',
    luxembourg: 'LU',
    luxemburg: 'LU',
    pl: 'PL',
    poland: 'PL',
    polen: 'PL',
    us: 'US',
    usa: 'US',
    'u.s.a.': 'US',
    'united states': 'US',
    'united states of america': 'US',
    gb: 'GB',
    uk: 'GB',
    'united kingdom': 'GB',
  }),
)

export interface AddressParts {
  label: string
  street: string
  houseNumber: string
  addition: string
  postcode: string
  city: string
  country: string
}

/** Puts an address together: house number behind the street, "28195 Bremen" taken apart, a lost leading zero put back. */
export function addAddress(row: RowBuilder, parts: AddressParts, columnOf: (part: keyof AddressParts) => string): void {
  let { postcode, city } = parts
  const together = postcode === '' ? /^(?:(?:D|DE|A|CH)-)?(\d{4,5})\s+(\D.*)$/.exec(city) : null
  if (together) [, postcode = '', city = ''] = together
  const street = parts.houseNumber === '' ? parts.street : `${parts.street} ${parts.houseNumber}`.trim()
  if (street === '' && postcode === '' && city === '' && parts.addition === '') return
  const country = parts.country === '' ? '' : (COUNTRIES.get(parts.country.toLowerCase()) ?? parts.country)
  postcode = postcode.replace(/^(?:D|DE|A|CH)-(?=\d)/i, '')
  // A spreadsheet drops the zero of 01067.
  if ((country === 'DE' || country === '') && /^\d{4}$/.test(postcode)) postcode = `0${postcode}`
  const address = { label: parts.label, street, addition: parts.addition, postcode, city, country }
  for (const part of ['street', 'addition', 'postcode', 'city', 'country'] as const) {
    if (address[part].length <= MAX_PART[part]) continue
    row.drop('import-row-too-long', address[part], columnOf(part))
    address[part] = ''
  }
  if (row.draft.addresses.length < 20) row.draft.addresses.push(address)
}

/** Brings the names into their places: salutation and title out of the name, a firm's name where it belongs. */
export function settleName(draft: Draft, fullName: string): void {
  if (
    draft.firstName === '' &&
    draft.lastName === '' &&
    (draft.firmName === '' || !isFirmName(fullName)) &&
    fullName !== '' &&
    fullName !== draft.firmName
  ) {
    const name = splitName(fullName)
    draft.firstName = name.firstName
    draft.lastName = name.lastName
    if (name.firmName !== '' && draft.firmName === '') draft.firmName = name.firmName
    if (draft.title === '') draft.title = name.title
    if (draft.salutation === 'none') draft.salutation = name.salutation
    if (draft.nameAddition === '') draft.nameAddition = name.nameAddition
  }
  if (draft.firstName.includes(' ')) {
    const front = salutationOf(draft.firstName)
    if (front.title !== '' && front.rest !== '') {
      if (draft.title === '') draft.title = front.title
      draft.firstName = front.rest
    }
  }
  if (draft.firstName === '' && draft.lastName !== '') {
    if (isFirmName(draft.lastName) && draft.firmName === '') {
      draft.firmName = draft.lastName
      draft.lastName = ''
    } else {
      const family = /^(?:Familie|Fam\.)\s+(.+)$/i.exec(draft.lastName)
      if (family) {
        draft.lastName = family[1]!
        if (draft.nameAddition === '') draft.nameAddition = 'Familie'
      }
    }
  }
}

/** Says what is too long: a name keeps the row out, anything else is left out of it. Then whether there is a name at all. */
export function checkTexts(row: RowBuilder, columnOf: (field: keyof typeof MAX) => string): void {
  const { draft } = row
  for (const field of ['firstName', 'lastName', 'firmName'] as const)
    if (draft[field].length > MAX[field]) row.fail('import-row-too-long', draft[field], columnOf(field))
  for (const field of ['number', 'title', 'nameAddition', 'source', 'letterGreeting', 'memo'] as const) {
    if (draft[field].length <= MAX[field]) continue
    row.drop('import-row-too-long', draft[field], columnOf(field))
    draft[field] = field === 'memo' ? draft.memo.slice(0, MAX.memo) : ''
  }
  if (draft.firstName === '' && draft.lastName === '' && draft.firmName === '') row.fail('import-row-without-name', '', '')
}
