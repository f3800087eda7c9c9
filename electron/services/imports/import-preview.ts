import type { ImportPreview, JobContext, ProblemGroup, RowProblem, SampleRow } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { CustomerWriter } from '../customers/customers.service.ts'
import type { OwnColumn } from './csv-plan.ts'
import type { Draft, SourceRow } from './draft.ts'
import { numberedFirst, rowTaker } from './import-rows.ts'
import type { RowCounts, RowOutcome } from './import-rows.ts'
import type { ImportsRepository } from './imports.repository.ts'
import { keysIn } from './open-file.ts'
import type { ImportFile } from './open-file.ts'
import type { OwnFields } from './own-fields.ts'
import { rehearsal } from './rehearsal.ts'
import { rulesFor } from './row-rules.ts'
import type { Wanted } from './row-rules.ts'
import type { suspectWatch } from './suspects.ts'

/** What a preview asks beside the file. */
interface PreviewParts {
  imports: ImportsRepository
  writer: CustomerWriter
  own: readonly OwnColumn[]
  ownFields: OwnFields | undefined
  suspects: ReturnType<typeof suspectWatch>
}

const SAMPLE_ROWS = 20
const PROBLEMS = 200
const UMLAUT_EXAMPLES = 6
const GROUP_EXAMPLES = 3

/** What would happen to each row, without writing any. */
export function previewImport(
  file: ImportFile,
  wanted: Wanted,
  { imports, writer, own, ownFields, suspects }: PreviewParts,
  job: JobContext,
): ImportPreview {
  const keys = keysIn(file)
  // A column that was the key may have been sent somewhere else since.
  const key = wanted.key !== null && keys.includes(wanted.key) ? wanted.key : null
  const rules = rulesFor(file, { ...wanted, key }, imports, job)
  const take = rowTaker(imports, rehearsal(writer, ownFields), { ...rules, beforeNew: suspects.beforeNew })
  let photos = 0
  const counts: RowCounts = { created: 0, updated: 0, unchanged: 0, failed: 0 }
  const sample: SampleRow[] = []
  const problems: RowProblem[] = []
  const groups = new Map<string, ProblemGroup>()
  const umlauts = new Set<string>()
  let problemTotal = 0
  let rows = 0
  for (const row of numberedFirst(file)) {
    if (rows % 256 === 0) {
      if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
      job.report(rows, file.expectedRows, 'reading')
    }
    rows++
    const outcome = take(row)
    counts[outcome.action]++
    problemTotal += outcome.problems.length
    for (const problem of outcome.problems) countIn(groups, problem)
    if (problems.length < PROBLEMS) problems.push(...outcome.problems.slice(0, PROBLEMS - problems.length))
    if (sample.length < SAMPLE_ROWS) sample.push(sampleOf(row, outcome))
    if (row.draft?.photo) photos++
    if (umlauts.size < UMLAUT_EXAMPLES && row.draft) collectUmlauts(row.draft, umlauts)
  }
  if (rows === 0) throw new AppError('invalid', 'import-no-rows', { file: file.fileName })
  const { fileName, format, origin, encoding, delimiter, hasHeader, headerLanguage, sheets, sheet, columns, saved } = file
  return {
    kind: 'customers',
    till: null,
    fileName,
    format,
    origin,
    sheets,
    sheet,
    mode: wanted.mode,
    key,
    keys,
    ownTargets: [...own],
    savedMapping: saved && { mappingId: saved.mappingId, name: saved.name },
    photos,
    suspects: suspects.found(),
    encoding,
    delimiter,
    hasHeader,
    headerLanguage,
    rows,
    columns,
    sample,
    counts,
    problems,
    problemTotal,
    problemGroups: [...groups.values()].toSorted((a, b) => b.count - a.count),
    umlautExamples: [...umlauts].slice(0, UMLAUT_EXAMPLES),
  }
}

export function countIn(groups: Map<string, ProblemGroup>, { reason, severity, value, line }: RowProblem): void {
  const key = `${severity} ${reason}`
  const group = groups.get(key) ?? { reason, severity, count: 0, values: [], lines: [] }
  groups.set(key, group)
  group.count++
  if (group.lines.length < GROUP_EXAMPLES) group.lines.push(line)
  if (value !== '' && group.values.length < GROUP_EXAMPLES && !group.values.includes(value)) group.values.push(value)
}

const ACTIONS = { created: 'create', updated: 'update', unchanged: 'unchanged', failed: 'failed' } as const

function sampleOf({ line, draft, raw }: SourceRow, { action, customerId }: RowOutcome): SampleRow {
  // Customers that only the rehearsal knows have no id yet.
  const known = customerId !== null && customerId > 0 ? customerId : null
  if (!draft)
    return { line, name: raw.join(' ').slice(0, 120), address: '', phone: '', email: '', birthday: '', action: ACTIONS[action], customerId: known }
  const address = draft.addresses[0]
  const detail = (kind: 'phone' | 'email') => draft.details.find((other) => other.kind === kind)?.value ?? ''
  return {
    line,
    name: nameOf(draft),
    address: address ? [address.street, [address.postcode, address.city].filter(Boolean).join(' ')].filter(Boolean).join(', ') : '',
    phone: detail('phone'),
    email: detail('email'),
    birthday: birthdayText(draft.birthday),
    action: ACTIONS[action],
    customerId: known,
  }
}

const nameOf = ({ kind, firmName, title, firstName, lastName }: Draft) =>
  kind === 'firm' ? firmName : [title, firstName, lastName].filter(Boolean).join(' ')

/** ISO, or --MM-DD without a year; the screen words it. */
function birthdayText(birthday: Draft['birthday']): string {
  if (!birthday) return ''
  const two = (value: number) => String(value).padStart(2, '0')
  return `${birthday.year ?? '-'}-${two(birthday.month)}-${two(birthday.day)}`
}

const UNUSUAL = /[^ -~]/
function collectUmlauts(draft: Draft, into: Set<string>): void {
  const texts = [draft.lastName, draft.firstName, draft.firmName, ...draft.addresses.flatMap(({ street, city }) => [street, city])]
  for (const text of texts) if (UNUSUAL.test(text)) into.add(text)
}
