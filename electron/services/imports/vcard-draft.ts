import ICAL from 'ical.js'
import { readBirthday } from './birthday.rules.ts'
import { settleKind } from './csv-draft.ts'
import type { Draft } from './draft.ts'
import { addAddress, addEmail, addPhone, addTags, addWeb, checkTexts, cleanLine, cleanParagraph, settleName } from './draft-values.ts'
import type { RowBuilder, ValueReader } from './draft-values.ts'
import { salutationOf } from './names.rules.ts'
import { modernCard } from './vcard-lines.ts'

/** A property as jCard (RFC 7095) writes it: name, parameters, type, values. */
interface CardProperty {
  name: string
  group: string
  types: string[]
  values: (string | string[])[]
}

/** Says nothing about a customer, and differs from export to export. */
const PASSING = new Set([
  'version',
  'prodid',
  'rev',
  'class',
  'profile',
  'source',
  'name',
  'clientpidmap',
  'x-ablabel',
  'x-abadr',
  'x-abshowas',
  'mailer',
  // Our own word in a file of cards that stayed out.
  'x-stammkunde-reason',
])
const MAX_EXTRA = 2000

/** Reads the lines of one card into `row`: what it says about a customer, and what could not be read. */
export function readCard(lines: readonly string[], row: RowBuilder, reader: ValueReader): void {
  const card = modernCard(lines)
  for (const stray of card.strays) row.drop('import-vcard-broken', stray, '')
  let properties: CardProperty[]
  try {
    properties = propertiesOf(ICAL.parse(card.text) as JCard)
  } catch {
    row.fail('import-vcard-broken', '', '')
    return
  }
  const labels = new Map(properties.filter(({ name }) => name === 'x-ablabel').map((property) => [property.group, appleLabel(textOf(property))]))
  const labelOf = (property: CardProperty) => labels.get(property.group) || labelFrom(property.types)
  const { draft } = row
  let fullName = ''
  let nickname = ''
  let isFirm = false
  for (const property of properties) {
    const text = textOf(property)
    if (text.trim() === '' && property.name !== 'n' && property.name !== 'adr') continue
    switch (property.name) {
      case 'n':
        readName(draft, structured(property))
        break
      case 'fn':
        if (fullName === '') fullName = cleanLine(text)
        break
      case 'nickname':
        nickname = cleanLine(text)
        break
      case 'org':
        if (draft.firmName === '') draft.firmName = cleanLine(structured(property)[0] ?? '')
        break
      case 'tel':
        addPhone(row, reader, text.replace(/^tel:/i, '').replace(/;ext=/i, ' ext '), labelOf(property), 'TEL')
        break
      case 'email':
        addEmail(row, reader, text, labelOf(property), 'EMAIL')
        break
      case 'url':
        addWeb(row, text, labelOf(property), 'URL')
        break
      case 'adr':
        readAddress(row, structured(property), labelOf(property))
        break
      case 'bday': {
        const reading = readBirthday(cleanLine(text), 'day-first', reader.today)
        if ('problem' in reading) row.drop(reading.problem, text, 'BDAY')
        else if (reading.birthday && !draft.birthday) draft.birthday = reading.birthday
        break
      }
      case 'note':
        draft.memo = draft.memo === '' ? cleanParagraph(text) : `${draft.memo}\n${cleanParagraph(text)}`
        break
      case 'categories':
        addTags(row, property.values.flat().join(','), 'CATEGORIES')
        break
      case 'gender':
        if (draft.salutation === 'none') draft.salutation = /^m/i.test(text) ? 'mr' : /^f/i.test(text) ? 'ms' : 'none'
        break
      case 'uid':
        draft.reference = { system: 'vcard', value: cleanLine(text.replace(/^urn:uuid:/i, '')).slice(0, 200) }
        break
      case 'kind':
      case 'x-addressbookserver-kind':
        if (/^group$/i.test(text.trim())) row.fail('import-vcard-broken', fullName, 'KIND')
        if (/^org/i.test(text.trim())) isFirm = true
        break
      default:
        keepExtra(draft, property, text, labels.get(property.group) ?? '')
    }
    if (property.name === 'x-abshowas' && /company/i.test(text)) isFirm = true
  }
  // Address books write a firm's name into the person's fields as well.
  if (draft.firmName !== '' && [draft.firstName, draft.lastName].filter(Boolean).join(' ') === draft.firmName) {
    draft.firstName = ''
    draft.lastName = ''
  }
  settleName(draft, fullName === '' && draft.firmName === '' ? nickname : fullName)
  if (isFirm) draft.kind = 'firm'
  settleKind(row, true)
  checkTexts(row, (field) => (field === 'memo' ? 'NOTE' : field === 'firmName' ? 'ORG' : 'N'))
}

/** jCard, RFC 7095; a part that holds several values is a list of its own, and a place on the map comes as numbers. */
type JCardPart = string | number | (string | number)[]
type JCard = ['vcard', [string, Record<string, string | string[]>, string, ...(JCardPart | JCardPart[])[]][], unknown]

function propertiesOf([, properties]: JCard): CardProperty[] {
  return properties.map(([name, parameters, , ...values]) => {
    const { type = [], group = '' } = parameters
    return {
      name: name.toLowerCase(),
      group: String(group).toLowerCase(),
      types: [type].flat().map((word) => word.toLowerCase()),
      values: values.map((value) => (Array.isArray(value) ? value.flat().map(String) : String(value))),
    }
  })
}

const unescaped = (text: string) => text.replace(/\\n/gi, '\n').replace(/\\([;,:"\\])/g, '$1')
const joined = (value: string | string[] | undefined) => unescaped(Array.isArray(value) ? value.flat().join(' ') : (value ?? ''))
const textOf = ({ values }: CardProperty) => values.map(joined).join(', ')
/** The parts of N, ADR and ORG, which a card with a single part writes as plain text. */
const structured = ({ values }: CardProperty): string[] =>
  Array.isArray(values[0]) ? (values[0] as (string | string[])[]).map(joined) : values.map(joined)

function readName(draft: Draft, [last = '', first = '', middle = '', prefix = '', suffix = '']: readonly string[]): void {
  draft.lastName = cleanLine(last)
  draft.firstName = cleanLine([first, middle].filter(Boolean).join(' '))
  const { salutation, title, rest } = salutationOf(cleanLine(prefix))
  draft.salutation = salutation
  draft.title = title === '' ? rest : title
  draft.nameAddition = cleanLine(suffix)
}

function readAddress(row: RowBuilder, parts: readonly string[], label: string): void {
  const [box = '', extended = '', street = '', city = '', , postcode = '', country = ''] = parts.map((part) => cleanLine(part.replaceAll('\n', ', ')))
  // Some programs put the whole address into one part.
  const isOneText = street === '' && city === '' && postcode === ''
  const known = label === 'home' || label === 'work' || label === '' ? label : 'other'
  const addition = isOneText ? box : [extended, box].filter(Boolean).join(', ')
  addAddress(row, { label: known, street: isOneText ? extended : street, houseNumber: '', addition, postcode, city, country }, () => 'ADR')
}

function keepExtra(draft: Draft, { name, types, values }: CardProperty, text: string, label: string): void {
  if (PASSING.has(name) || text.length > MAX_EXTRA) return
  const parts = Array.isArray(values[0]) ? structuredParts(values) : [values.map((value) => unescaped(String(value))).join(', ')]
  const value = parts.map(cleanParagraph)
  const isPlain = value.length === 1 && types.length === 0 && label === ''
  const key = name.toUpperCase()
  const kept = isPlain ? value[0]! : { value, ...(types.length > 0 && { types }), ...(label !== '' && { label }) }
  draft.extra[key] = [...(draft.extra[key] ?? []), kept]
}
const structuredParts = (values: CardProperty['values']) => values.flatMap((value) => [value].flat().map(unescaped))

function labelFrom(types: readonly string[]): string {
  if (types.includes('fax')) return 'fax'
  if (types.includes('cell') || types.includes('mobile') || types.includes('iphone')) return 'mobile'
  if (types.includes('home')) return 'home'
  if (types.includes('work')) return 'work'
  return types.includes('pager') ? 'pager' : ''
}

/** Apple writes its own words as _$!<Home>!$_. */
function appleLabel(text: string): string {
  const own = /^_\$!<(.+)>!\$_$/.exec(text.trim())
  const word = own ? own[1]!.toLowerCase() : cleanLine(text)
  return (word === 'homepage' ? '' : word).slice(0, 40)
}
