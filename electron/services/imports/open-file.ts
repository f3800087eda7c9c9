import { statSync } from 'node:fs'
import { basename, extname } from 'node:path'
import type {
  ImportColumn,
  ImportEncoding,
  ImportFormat,
  ImportKey,
  ImportMapping,
  ImportMode,
  ImportOrigin,
  SavedMapping,
  SuspectRule,
} from '#contract'
import { AppError } from '../../database/app-error.ts'
import { csvDraftReader } from './csv-draft.ts'
import { detectDialect, hasHeaderRow, sampleRows } from './csv-dialect.ts'
import { columnsFor, planColumns } from './csv-plan.ts'
import type { OwnColumn } from './csv-plan.ts'
import { CSV_MAX_COLUMNS, csvRows } from './csv-rows.ts'
import type { CsvRow } from './csv-rows.ts'
import type { SourceRow } from './draft.ts'
import type { ValueReader } from './draft-values.ts'
import { checkFile } from './file-check.ts'
import type { CheckedFile } from './file-check.ts'
import { cardOrigin, tableOrigin } from './origin.ts'
import { signatureOf } from './signature.ts'
import { textChunks } from './text-encoding.ts'
import { vcardRows } from './vcard-rows.ts'
import { fileKind, readWorkbook, refuseOle } from './workbook.ts'
import { dayOfSerial, tableRows } from './workbook-table.ts'

export interface ImportOptions {
  file: string
  mapping?: ImportMapping | undefined
  encoding?: ImportEncoding | undefined
  delimiter?: string | undefined
  hasHeader?: boolean | undefined
  sheet?: string | undefined
  mode?: ImportMode | undefined
  key?: ImportKey | null | undefined
  duplicates?: SuspectRule | undefined
  useSaved?: boolean | undefined
}
/** What is known beside the file itself. */
export interface OpenContext {
  reader: ValueReader
  own: readonly OwnColumn[]
  saved(signature: string): SavedMapping | undefined
  isCancelled(): boolean
}
/** A file that was looked at and can be read row by row, as often as wanted. */
export interface ImportFile extends CheckedFile {
  format: ImportFormat
  origin: ImportOrigin | null
  delimiter: string | null
  hasHeader: boolean
  headerLanguage: string | null
  sheets: string[]
  sheet: string | null
  header: readonly string[]
  /** By what a file with the same columns is known again; null where columns have no names. */
  signature: string | null
  /** How such a file was read before, where that is followed. */
  saved: SavedMapping | null
  columns: ImportColumn[]
  /** About how many rows are to come; null where it cannot be told before. */
  expectedRows: number | null
  rows(): Iterable<SourceRow>
}

const SAMPLE_CHARACTERS = 200_000
/** No shop has that many customers; such a file is a mistake, and to remember all its rows would fill the memory. */
export const MAX_ROWS = 500_000

/** Looks at a file and decides how it is to be read. Refuses what is no list of customers, with a reason that names the file. */
export async function openImportFile(options: ImportOptions, context: OpenContext): Promise<ImportFile> {
  const { file } = options
  const kind = statSync(file).isFile() ? fileKind(file) : 'other'
  if (kind === 'ole') refuseOle(file, basename(file))
  if (kind === 'zip') return workbookFile(options, context)
  const checked = checkFile(file, options.encoding, context.isCancelled)
  const sample = firstText(checked)
  if (sample.trim() === '') throw new AppError('invalid', 'import-file-empty', { file: checked.fileName })
  const isVcard = /^\s*(?:\w+\.)?BEGIN:VCARD\s*$/im.test(sample.slice(0, 2000))
  if (isVcard) return vcardFile(checked, sample, context.reader)
  const isOther =
    ['.vcf', '.vcard', '.json', '.xml', '.html', '.htm'].includes(extname(checked.file).toLowerCase()) ||
    /^\s*(<\?xml|<!doctype|<html|\{\s*")/i.test(sample)
  if (isOther) throw new AppError('invalid', 'import-file-unknown', { file: checked.fileName })
  return csvFile(checked, sample, options, context)
}

export function firstText({ file, encoding }: CheckedFile): string {
  let text = ''
  for (const chunk of textChunks(file, encoding)) {
    text += chunk
    if (text.length >= SAMPLE_CHARACTERS) break
  }
  return text.slice(0, SAMPLE_CHARACTERS)
}

function vcardFile(checked: CheckedFile, sample: string, reader: ValueReader): ImportFile {
  return {
    ...checked,
    format: 'vcard',
    origin: cardOrigin(sample),
    delimiter: null,
    hasHeader: false,
    headerLanguage: null,
    sheets: [],
    sheet: null,
    header: [],
    signature: null,
    saved: null,
    columns: [],
    expectedRows: null,
    rows: () => vcardRows(textChunks(checked.file, checked.encoding), reader),
  }
}

function csvFile(checked: CheckedFile, sample: string, options: ImportOptions, context: OpenContext): ImportFile {
  // Values can hold line ends, so only far more lines than rows are allowed settle it before the rows are read.
  if (checked.lines > 2 * MAX_ROWS) throw new AppError('invalid', 'import-file-too-large', { file: checked.fileName, rows: MAX_ROWS })
  return tableFile(checked, options, context, csvTable(checked, sample, options.delimiter))
}

export function csvTable(checked: CheckedFile, sample: string, chosen: string | undefined): Table {
  const { delimiter, skippedLines } = detectDialect(sample, chosen)
  return {
    format: 'csv',
    delimiter,
    sheets: [],
    sheet: null,
    sample: sampleRows(skippedLines > 0 ? sample.slice(sample.indexOf('\n') + 1) : sample, delimiter),
    expectedRows: checked.lines - skippedLines,
    *rows() {
      for (const row of csvRows(textChunks(checked.file, checked.encoding), delimiter)) if (row.line > skippedLines) yield row
    },
  }
}

const SHEET_SAMPLE = 60

async function workbookFile(options: ImportOptions, context: OpenContext): Promise<ImportFile> {
  const { checked, table } = await workbookTable(options, context)
  return tableFile(checked, options, context, table)
}

export async function workbookTable(
  options: Pick<ImportOptions, 'file' | 'sheet'>,
  context: Pick<OpenContext, 'isCancelled'>,
): Promise<{ checked: CheckedFile; table: Table }> {
  const fileName = basename(options.file)
  const { sheets, sheet, rows } = await readWorkbook(options.file, fileName, options.sheet)
  if (context.isCancelled()) throw new AppError('cancelled', 'cancelled')
  const table = tableRows(rows)
  if (table.length === 0) throw new AppError('invalid', 'import-sheet-empty', { file: fileName, sheet })
  const checked: CheckedFile = { file: options.file, fileName, bytes: statSync(options.file).size, encoding: 'utf-8', lines: table.length }
  const sample = table.slice(0, SHEET_SAMPLE).map(({ cells }) => cells)
  return { checked, table: { format: 'xlsx', delimiter: null, sheets, sheet, sample, expectedRows: table.length, rows: () => table } }
}

/** A table of any kind, the row of its column names first where it has one. */
export interface Table extends Pick<ImportFile, 'format' | 'delimiter' | 'sheets' | 'sheet'> {
  sample: readonly string[][]
  expectedRows: number
  rows(): Iterable<CsvRow>
}

function tableFile(checked: CheckedFile, options: ImportOptions, { reader, own, saved }: OpenContext, { sample, ...table }: Table): ImportFile {
  const first = sample[0] ?? []
  if (first.length > CSV_MAX_COLUMNS)
    throw new AppError('invalid', 'import-too-many-columns', { file: checked.fileName, columns: first.length, most: CSV_MAX_COLUMNS })
  const hasHeader = options.hasHeader ?? hasHeaderRow(sample)
  const data = hasHeader ? sample.slice(1) : sample
  const signature = hasHeader ? signatureOf(first) : null
  const known = signature !== null && options.useSaved !== false && !options.mapping ? (saved(signature) ?? null) : null
  const plan = planColumns(hasHeader ? first : null, data, options.mapping ?? known?.mapping, own)
  const readDraft = csvDraftReader(plan, reader)
  const birthdays = table.format === 'xlsx' ? plan.columns.filter(({ target }) => target === 'birthday').map(({ index }) => index) : []
  return {
    ...checked,
    ...table,
    origin: hasHeader ? tableOrigin(first, plan.language) : null,
    hasHeader,
    headerLanguage: plan.language,
    header: hasHeader ? first : plan.columns.map(({ target }) => target),
    signature,
    saved: known,
    columns: columnsFor(plan, data),
    expectedRows: Math.max(1, table.expectedRows - (hasHeader ? 1 : 0)),
    *rows() {
      let isFirst = true
      for (const row of table.rows()) {
        if (isFirst && hasHeader) {
          isFirst = false
          continue
        }
        isFirst = false
        for (const index of birthdays) row.cells[index] = dayOfSerial(row.cells[index] ?? '')
        yield readDraft(row)
      }
    },
  }
}

/** What a mapping must hold so that a row can have a name. */
export const hasNameColumn = (columns: readonly ImportColumn[]): boolean =>
  columns.some(({ target }) => target === 'firstName' || target === 'lastName' || target === 'fullName' || target === 'firmName')

/** The keys by which rows of a file can find their customers. */
export function keysIn({ format, columns }: Pick<ImportFile, 'format' | 'columns'>): ImportKey[] {
  if (format === 'vcard') return ['uid', 'email', 'phone']
  const has = (...targets: string[]) => columns.some(({ target }) => targets.includes(target))
  const keys: [ImportKey, boolean][] = [
    ['number', has('number')],
    ['email', has('email', 'email2')],
    ['phone', has('phone', 'phone2', 'mobile')],
    ['externalId', has('externalId')],
  ]
  return keys.filter(([, isThere]) => isThere).map(([key]) => key)
}
