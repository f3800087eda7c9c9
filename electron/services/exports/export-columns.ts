import { letterGreeting } from '#contract'
import type { Birthday, ContactPerson, ExportColumn, IsoDate, ListedColumn } from '#contract'
import type { CustomerWriter } from '../customers/customers.service.ts'
import { exportWords } from './export-words.ts'
import type { ExportLanguage, FixedColumn } from './export-words.ts'
import type { Figures } from './exports.repository.ts'

export type CurrentCustomer = NonNullable<ReturnType<CustomerWriter['current']>>
/** One customer as an export sees it: what was entered, and the figures of the list. */
export interface ExportedCustomer {
  customer: CurrentCustomer
  figures: Figures
}
/** One row of a table. A firm with several persons takes a row for each further one, known by the same number. */
export interface ExportRow extends ExportedCustomer {
  person: ContactPerson | null
  isMore: boolean
}
export type CellValue = string | number | null
export interface TableColumn {
  header: string
  /** In characters. */
  width: number
  /** `day` is an IsoDate, `money` are cents; `birthday` is a day, or `--MM-DD` where the year is unknown. */
  kind: 'text' | 'number' | 'decimal' | 'money' | 'day' | 'birthday'
  of(row: ExportRow): CellValue
}
/** How many numbers, addresses and persons the fullest customer has. */
export interface Widths {
  phone: number
  email: number
  web: number
  address: number
  /** Whether any person of a firm has a role, phone or e-mail. */
  persons: boolean
  references: boolean
  /** Whether any letter begins in words of the owner's own. */
  greetings: boolean
}
/** An import knows so many numbered columns; what is beyond stands with the last. */
const MOST_DETAILS = 9
const MOST_ADDRESSES = 3

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number) => String(value).padStart(2, '0')
const birthdayValue = ({ day, month, year }: Birthday): string => `${year === null ? '-' : String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
/** A birthday as our import reads it in each language: 03.05.1979, 03.05., 3 May 1979, 3 May. */
export function birthdayText(value: string, language: ExportLanguage): string {
  const day = value.slice(-2)
  const month = value.slice(-5, -3)
  const year = value.startsWith('--') ? '' : value.slice(0, 4)
  if (language === 'de') return `${day}.${month}.${year}`
  return [Number(day), MONTHS[Number(month) - 1], year].filter(Boolean).join(' ')
}

/** The columns of the customer list, in the order given; fields of the owner's own that are gone are left out. */
export function listColumns(keys: readonly ListedColumn[], language: ExportLanguage, own: ReadonlyMap<string, TableColumn>): TableColumn[] {
  const words = exportWords[language]
  const columns: Record<ExportColumn, Omit<TableColumn, 'header'>> = {
    name: { width: 30, kind: 'text', of: ({ customer }) => customer.displayName },
    number: { width: 14, kind: 'text', of: ({ customer }) => customer.number },
    phase: { width: 18, kind: 'text', of: ({ figures }) => words.phase[figures.phase] },
    lastPurchase: { width: 13, kind: 'day', of: ({ figures }) => figures.lastPurchase },
    net12: { width: 18, kind: 'money', of: ({ figures }) => figures.net12Cents },
    points: { width: 10, kind: 'number', of: ({ figures }) => figures.points },
    phone: { width: 22, kind: 'text', of: ({ figures }) => figures.phone },
    city: { width: 20, kind: 'text', of: ({ figures }) => figures.city },
    email: { width: 30, kind: 'text', of: ({ figures }) => figures.email },
    birthday: { width: 13, kind: 'birthday', of: birthdayOf },
    card: { width: 16, kind: 'text', of: ({ figures }) => figures.cardNumber },
    tags: { width: 24, kind: 'text', of: ({ customer }) => customer.tags.join('; ') },
    source: { width: 20, kind: 'text', of: ({ customer }) => customer.source },
    created: { width: 13, kind: 'day', of: ({ customer }) => customer.createdOn },
    total: { width: 16, kind: 'money', of: ({ figures }) => figures.totalCents },
    purchaseDays: { width: 10, kind: 'number', of: ({ figures }) => figures.purchaseDays },
    postcode: { width: 10, kind: 'text', of: ({ customer }) => customer.addresses[0]?.postcode ?? '' },
    letterGreeting: { width: 34, kind: 'text', of: greetingOf },
  }
  const isListed = (key: ListedColumn): key is ExportColumn => Object.hasOwn(columns, key)
  return keys.flatMap((key) => {
    const column = isListed(key) ? { header: words.column[key], ...columns[key] } : own.get(key)
    return column ? [column] : []
  })
}

/** For letters that another program writes; an import passes over it. */
const greetingOf: TableColumn['of'] = ({ customer }) => letterGreeting(customer).join(' ')
const birthdayOf: TableColumn['of'] = ({ customer }) => (customer.birthday ? birthdayValue(customer.birthday) : null)

/** Everything that is known of a customer, in columns that an import reads again. */
export function allColumns(widths: Widths, language: ExportLanguage): TableColumn[] {
  const words = exportWords[language]
  const fixed = (name: FixedColumn, width: number, of: TableColumn['of'], kind: TableColumn['kind'] = 'text'): TableColumn => ({
    header: words.column[name],
    width,
    kind,
    of,
  })
  const first =
    (of: TableColumn['of']): TableColumn['of'] =>
    (row) =>
      row.isMore ? null : of(row)
  const who = (ofPerson: (person: ContactPerson) => string, ofCustomer: (customer: CurrentCustomer) => string): TableColumn['of'] => {
    return ({ customer, person }) => (customer.kind === 'firm' ? person && ofPerson(person) : ofCustomer(customer))
  }
  const labelled = (label: string) => words.label[label] ?? label
  return [
    fixed('number', 14, ({ customer }) => customer.number),
    fixed('kind', 9, ({ customer }) => words.kind[customer.kind]),
    fixed(
      'salutation',
      9,
      who(
        (person) => words.salutation[person.salutation],
        (customer) => words.salutation[customer.salutation],
      ),
    ),
    fixed(
      'title',
      12,
      who(
        (person) => person.title,
        (customer) => customer.title,
      ),
    ),
    fixed(
      'firstName',
      20,
      who(
        (person) => person.firstName,
        (customer) => customer.firstName,
      ),
    ),
    fixed(
      'lastName',
      20,
      who(
        (person) => person.lastName,
        (customer) => customer.lastName,
      ),
    ),
    fixed(
      'nameAddition',
      14,
      first(({ customer }) => customer.nameAddition),
    ),
    fixed('firmName', 26, ({ customer }) => customer.firmName),
    ...(widths.persons
      ? [
          fixed('personRole', 18, ({ person }) => person?.role ?? null),
          fixed('personPhone', 20, ({ person }) => person?.phone ?? null),
          fixed('personEmail', 26, ({ person }) => person?.email ?? null),
        ]
      : []),
    fixed(
      'addressForm',
      9,
      first(({ customer }) => words.form[customer.addressForm]),
    ),
    fixed('letterGreeting', 34, first(greetingOf)),
    ...(widths.greetings
      ? [
          fixed(
            'ownGreeting',
            34,
            first(({ customer }) => customer.letterGreeting),
          ),
        ]
      : []),
    fixed('birthday', 13, first(birthdayOf), 'birthday'),
    ...(['phone', 'email', 'web'] as const).flatMap((kind) => detailColumns(kind)),
    ...Array.from({ length: Math.min(widths.address, MOST_ADDRESSES) }, (_, place) => addressColumns(place)).flat(),
    fixed(
      'tags',
      24,
      first(({ customer }) => customer.tags.join('; ')),
    ),
    fixed(
      'source',
      20,
      first(({ customer }) => customer.source),
    ),
    fixed(
      'memo',
      40,
      first(({ customer }) => customer.memo),
    ),
    ...(widths.references
      ? [
          fixed(
            'externalId',
            16,
            first(({ customer }) => customer.references.find(({ system }) => system === 'csv')?.value ?? null),
          ),
        ]
      : []),
    fixed(
      'phase',
      18,
      first(({ figures }) => words.phase[figures.phase]),
    ),
    fixed(
      'purchaseDays',
      10,
      first(({ figures }) => figures.purchaseDays),
      'number',
    ),
    fixed(
      'lastPurchase',
      13,
      first(({ figures }) => figures.lastPurchase),
      'day',
    ),
    fixed(
      'net12',
      18,
      first(({ figures }) => figures.net12Cents),
      'money',
    ),
    fixed(
      'total',
      16,
      first(({ figures }) => figures.totalCents),
      'money',
    ),
    fixed(
      'points',
      10,
      first(({ figures }) => figures.points),
      'number',
    ),
    fixed(
      'card',
      16,
      first(({ figures }) => figures.cardNumber),
    ),
    fixed(
      'created',
      13,
      first(({ customer }) => customer.createdOn),
      'day',
    ),
  ]

  function detailColumns(kind: 'phone' | 'email' | 'web'): TableColumn[] {
    const count = Math.min(widths[kind], MOST_DETAILS)
    return Array.from({ length: count }, (_, place) => {
      const { type, value } = words.pair[kind](place + 1)
      const ofKind = ({ customer }: ExportRow) => customer.details.filter((detail) => detail.kind === kind)
      const isLast = place === MOST_DETAILS - 1
      const text = (row: ExportRow) =>
        ofKind(row)
          .slice(place, isLast ? undefined : place + 1)
          .map((detail) => detail.value)
          .join('; ')
      return [
        { header: type, width: 12, kind: 'text', of: first((row) => labelled(ofKind(row)[place]?.label ?? '')) },
        { header: value, width: kind === 'phone' ? 20 : 28, kind: 'text', of: first(text) },
      ] satisfies TableColumn[]
    }).flat()
  }
  function addressColumns(place: number): TableColumn[] {
    const header = words.address(place + 1)
    const of = (read: (address: CurrentCustomer['addresses'][number]) => string): TableColumn['of'] =>
      first(({ customer }) => {
        const address = customer.addresses[place]
        return address ? read(address) : null
      })
    return [
      { header: header.type, width: 12, kind: 'text', of: of(({ label }) => labelled(label)) },
      { header: header.street, width: 28, kind: 'text', of: of(({ street }) => street) },
      { header: header.addition, width: 18, kind: 'text', of: of(({ addition }) => addition) },
      { header: header.postcode, width: 10, kind: 'text', of: of(({ postcode }) => postcode) },
      { header: header.city, width: 20, kind: 'text', of: of(({ city }) => city) },
      { header: header.country, width: 14, kind: 'text', of: of(({ country }) => words.country[country] ?? country) },
    ]
  }
}

/** The rows of one customer: one, and for a firm one more for each further person where `isWhole`. */
export function rowsOf(exported: ExportedCustomer, isWhole: boolean): ExportRow[] {
  const persons = exported.customer.kind === 'firm' ? exported.customer.contactPersons : []
  const rows: ExportRow[] = [{ ...exported, person: persons[0] ?? null, isMore: false }]
  if (isWhole) for (const person of persons.slice(1)) rows.push({ ...exported, person, isMore: true })
  return rows
}

/** How a day reads in a text file. */
export function dayText(day: IsoDate, language: ExportLanguage): string {
  return language === 'de' ? day.split('-').toReversed().join('.') : day
}
