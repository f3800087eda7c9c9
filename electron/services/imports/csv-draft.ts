import type { ColumnTarget, ImportTarget } from '#contract'
import { birthdayFromParts, readBirthday } from './birthday.rules.ts'
import type { BirthdayReading } from './birthday.rules.ts'
import type { CsvPlan, PlannedColumn } from './csv-plan.ts'
import type { CsvRow } from './csv-rows.ts'
import { emptyDraft } from './draft.ts'
import type { Draft, SourceRow } from './draft.ts'
import { addAddress, addEmail, addPhone, addTags, addWeb, checkTexts, cleanLine, cleanParagraph, rowBuilder, settleName } from './draft-values.ts'
import type { AddressParts, RowBuilder, ValueReader } from './draft-values.ts'
import type { ColumnGroup } from './header-words.ts'
import { isFirmName, salutationOf } from './names.rules.ts'

const ADDRESS_PARTS: Partial<Record<ColumnTarget, keyof AddressParts>> = {
  street: 'street',
  houseNumber: 'houseNumber',
  addressAddition: 'addition',
  postcode: 'postcode',
  city: 'city',
  country: 'country',
}
const GROUP_ORDER: readonly ColumnGroup[] = ['', 'home', '2', '3', 'work', 'other']

/** Makes the reader of one file's rows: what a row of cells says about a customer under this plan. */
export function csvDraftReader(plan: CsvPlan, reader: ValueReader): (row: CsvRow) => SourceRow {
  const used = plan.columns.filter((column) => column.target !== 'ignore')
  const isAddressColumn = ({ target }: PlannedColumn) => ADDRESS_PARTS[target] !== undefined
  const plainColumns = used.filter((column) => !isAddressColumn(column))
  const addresses = GROUP_ORDER.map((group) => ({
    group,
    columns: used.filter((column) => isAddressColumn(column) && column.group === group),
  })).filter(({ columns }) => columns.length > 0)
  const headerOf = (target: ImportTarget) => used.find((column) => column.target === target)?.header ?? ''
  const width = plan.columns.length

  function readAddress(row: RowBuilder, cells: readonly string[], group: ColumnGroup, columns: readonly PlannedColumn[]): void {
    const label = group === 'home' || group === 'work' || group === 'other' ? group : ''
    const parts: AddressParts = { label, street: '', houseNumber: '', addition: '', postcode: '', city: '', country: '' }
    let isEmpty = true
    for (const { index, target, labelColumn } of columns) {
      const value = cleanLine(unquoted(cells[index] ?? ''))
      if (value === '') continue
      const part = ADDRESS_PARTS[target]!
      parts[part] = parts[part] === '' ? value : `${parts[part]}, ${value}`
      if (labelColumn !== null) parts.label = labelFrom(cells[labelColumn] ?? '')
      if (part !== 'country') isEmpty = false
    }
    if (!isEmpty) addAddress(row, parts, (part) => columns.find((column) => ADDRESS_PARTS[column.target] === part)?.header ?? '')
  }

  return ({ line, cells }) => {
    const row = rowBuilder(emptyDraft(), line)
    const failed = (): SourceRow => ({ line, draft: null, problems: row.problems, raw: cells })
    const surplus = cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')
    if (surplus || cells.length * 2 < width) {
      row.fail('import-row-columns', `${cells.length} / ${width}`, '')
      return failed()
    }
    const { draft } = row
    let fullName = ''
    let isStatedPerson = false
    let day = ''
    let month = ''
    let year = ''
    const reach: PersonReach = { role: '', phone: '', email: '' }
    for (const { index, target, header, label, labelColumn } of plainColumns) {
      const cell = cells[index]
      if (cell === undefined || cell === '') continue
      const text = unquoted(cell)
      const value = target === 'memo' ? cleanParagraph(text) : cleanLine(text)
      if (value === '') continue
      const labelled = () => (labelColumn === null ? label : labelFrom(cells[labelColumn] ?? '') || label)
      switch (target) {
        case 'number':
          if (draft.number === '') draft.number = value
          break
        case 'kind':
          if (/^(f|firma|firm|company|b2b|geschäft|gewerbe|gewerblich|organi[sz]ation|unternehmen|verein)/i.test(value)) draft.kind = 'firm'
          else isStatedPerson = /^(p|privat|person|private)/i.test(value)
          break
        case 'salutation':
        case 'title':
          readSalutation(row, value, target)
          break
        case 'firstName':
          draft.firstName = draft.firstName === '' ? value : `${draft.firstName} ${value}`
          break
        case 'lastName':
          if (draft.lastName === '') draft.lastName = value
          break
        case 'fullName':
          if (fullName === '') fullName = value
          break
        case 'nameAddition':
          draft.nameAddition = draft.nameAddition === '' ? value : `${draft.nameAddition}, ${value}`
          break
        case 'firmName':
          if (draft.firmName === '') draft.firmName = value
          break
        case 'phone':
        case 'phone2':
        case 'mobile':
        case 'fax':
          addPhone(row, reader, text, labelled(), header)
          break
        case 'email':
        case 'email2':
          addEmail(row, reader, text, labelled(), header)
          break
        case 'web':
          addWeb(row, text, labelled(), header)
          break
        case 'birthday':
          takeBirthday(row, readBirthday(value, plan.dayOrder, reader.today), value, header)
          break
        case 'birthDay':
          day = value
          break
        case 'birthMonth':
          month = value
          break
        case 'birthYear':
          year = value
          break
        case 'addressForm':
          draft.addressForm = /^(du|duzen|per du|informal|ja|yes|true|1|x)$/i.test(value)
            ? 'informal'
            : /^(sie|siezen|per sie|formal)$/i.test(value)
              ? 'formal'
              : null
          break
        case 'memo':
          draft.memo = draft.memo === '' ? value : `${draft.memo}\n${value}`
          break
        case 'letterGreeting':
          if (draft.letterGreeting === '') draft.letterGreeting = value
          break
        case 'personRole':
          reach.role = value.slice(0, 80)
          break
        case 'personPhone':
          reach.phone = value.slice(0, 60)
          break
        case 'personEmail':
          reach.email = value.slice(0, 200)
          break
        case 'source':
          if (draft.source === '') draft.source = value
          break
        case 'tags':
          addTags(row, text, header)
          break
        case 'externalId':
          if (value.length <= 200) draft.reference = { system: 'csv', value }
          break
        case 'ignore':
          break
        default:
          // Streets and towns are read as whole addresses below.
          if (target.startsWith('own:')) takeOwn(row, reader, Number(target.slice(4)), value, header)
      }
    }
    if (day !== '' || month !== '')
      takeBirthday(row, birthdayFromParts(day, month, year, reader.today), [day, month, year].join('.'), headerOf('birthDay'))
    for (const { group, columns } of addresses) readAddress(row, cells, group, columns)
    settleName(draft, fullName)
    settleKind(row, plan.isAddressBook || isStatedPerson, reach)
    if (draft.contactPersons.length === 0) {
      if (reach.phone !== '') addPhone(row, reader, reach.phone, 'work', headerOf('personPhone'))
      if (reach.email !== '') addEmail(row, reader, reach.email, 'work', headerOf('personEmail'))
    }
    checkTexts(row, (field) => headerOf(field))
    return row.problems.some((problem) => problem.severity === 'failed') ? failed() : { line, draft, problems: row.problems, raw: cells }
  }
}

/** What our own export put before a cell that a spreadsheet would take for a formula. */
const unquoted = (cell: string) => (cell.charCodeAt(0) === 39 && /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

function readSalutation({ draft }: RowBuilder, value: string, target: 'salutation' | 'title'): void {
  const { salutation, title, rest } = salutationOf(value)
  if (draft.salutation === 'none') draft.salutation = salutation
  if (draft.title === '') draft.title = title
  if (rest === '') return
  if (/^(firma|fa\.?|company)$/i.test(rest)) draft.kind = 'firm'
  else if (/^(familie|fam\.?|eheleute|ehepaar|family)$/i.test(rest)) draft.nameAddition = 'Familie'
  else if (target === 'title' && draft.title === '') draft.title = rest
}

function takeOwn({ draft, drop }: RowBuilder, reader: ValueReader, fieldId: number, value: string, column: string): void {
  const stored = reader.readOwn?.(fieldId, value) ?? null
  if (stored === null) drop('import-row-own-value', value, column)
  else draft.own = { ...draft.own, [fieldId]: stored }
}

function takeBirthday(row: RowBuilder, reading: BirthdayReading, value: string, column: string): void {
  if ('problem' in reading) row.drop(reading.problem, value, column)
  else if (reading.birthday) row.draft.birthday = reading.birthday
}

/** What the person of a firm does there, and how to reach them. */
type PersonReach = Pick<Draft['contactPersons'][number], 'role' | 'phone' | 'email'>

/** A firm is one customer, and the person beside it its contact; in an address book the firm is only where a person works. */
export function settleKind({ draft }: RowBuilder, isAddressBook: boolean, reach: PersonReach = { role: '', phone: '', email: '' }): void {
  const hasPerson = draft.firstName !== '' || draft.lastName !== ''
  if (draft.firmName === '') {
    if (draft.kind === 'firm' && hasPerson) {
      draft.firmName = [draft.firstName, draft.lastName].filter(Boolean).join(' ')
      draft.firstName = ''
      draft.lastName = ''
    }
    return
  }
  if (hasPerson && draft.kind === 'person' && (isAddressBook || !isFirmName(draft.firmName))) return
  draft.kind = 'firm'
  if (!hasPerson) return
  const { salutation, title, firstName, lastName } = draft
  draft.contactPersons = [{ salutation, title, firstName, lastName, ...reach }]
  Object.assign(draft, { salutation: 'none', title: '', firstName: '', lastName: '' })
}

const LABELS = new Map(
  Object.entries({
    home: 'home',
    privat: 'home',
    work: 'work',
    geschäftlich: 'work',
    arbeit: 'work',
    mobile: 'mobile',
    mobil: 'mobile',
    cell: 'mobile',
    'home fax': 'fax',
    'work fax': 'fax',
    fax: 'fax',
    other: 'other',
    sonstige: 'other',
    weitere: 'other',
    internet: '',
    obsolete: '',
  }),
)

/** Google writes "Home", "* Work" or the owner's own word. */
function labelFrom(cell: string): string {
  const word = cleanLine(cell).replace(/^\*\s*/, '')
  return (LABELS.get(word.toLowerCase()) ?? word).slice(0, 40)
}
