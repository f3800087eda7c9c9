import { extname } from 'node:path'
import type { ImportColumn, ImportEncoding, ImportFormat, ImportMapping } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { csvDraftReader } from './csv-draft.ts'
import { detectDialect, hasHeaderRow, sampleRows } from './csv-dialect.ts'
import { columnsFor, planColumns } from './csv-plan.ts'
import { CSV_MAX_COLUMNS, csvRows } from './csv-rows.ts'
import type { SourceRow } from './draft.ts'
import type { ValueReader } from './draft-values.ts'
import { checkFile } from './file-check.ts'
import type { CheckedFile } from './file-check.ts'
import { textChunks } from './text-encoding.ts'
import { vcardRows } from './vcard-rows.ts'

export interface ImportOptions {
  file: string
  mapping?: ImportMapping | undefined
  encoding?: ImportEncoding | undefined
  delimiter?: string | undefined
  hasHeader?: boolean | undefined
}
/** A file that was looked at and can be read row by row, as often as wanted. */
export interface ImportFile extends CheckedFile {
  format: ImportFormat
  delimiter: string | null
  hasHeader: boolean
  headerLanguage: string | null
  header: readonly string[]
  columns: ImportColumn[]
  /** About how many rows are to come; null where it cannot be told before. */
  expectedRows: number | null
  rows(): Iterable<SourceRow>
}

const SAMPLE_CHARACTERS = 200_000
/** No shop has that many customers; such a file is a mistake, and to remember all its rows would fill the memory. */
export const MAX_ROWS = 500_000

/** Looks at a file and decides how it is to be read. Refuses what is no list of customers, with a reason that names the file. */
export function openImportFile(options: ImportOptions, reader: ValueReader, isCancelled: () => boolean): ImportFile {
  const checked = checkFile(options.file, options.encoding, isCancelled)
  const sample = firstText(checked)
  if (sample.trim() === '') throw new AppError('invalid', 'import-file-empty', { file: checked.fileName })
  const isVcard = /^\s*(?:\w+\.)?BEGIN:VCARD\s*$/im.test(sample.slice(0, 2000))
  if (isVcard) return vcardFile(checked, reader)
  const isOther =
    ['.vcf', '.vcard', '.json', '.xml', '.html', '.htm'].includes(extname(checked.file).toLowerCase()) ||
    /^\s*(<\?xml|<!doctype|<html|\{\s*")/i.test(sample)
  if (isOther) throw new AppError('invalid', 'import-file-unknown', { file: checked.fileName })
  return csvFile(checked, sample, options, reader)
}

function firstText({ file, encoding }: CheckedFile): string {
  let text = ''
  for (const chunk of textChunks(file, encoding)) {
    text += chunk
    if (text.length >= SAMPLE_CHARACTERS) break
  }
  return text.slice(0, SAMPLE_CHARACTERS)
}

function vcardFile(checked: CheckedFile, reader: ValueReader): ImportFile {
  return {
    ...checked,
    format: 'vcard',
    delimiter: null,
    hasHeader: false,
    headerLanguage: null,
    header: [],
    columns: [],
    expectedRows: null,
    rows: () => vcardRows(textChunks(checked.file, checked.encoding), reader),
  }
}

function csvFile(
  checked: CheckedFile,
  sample: string,
  { mapping, delimiter: chosen, hasHeader: said }: ImportOptions,
  reader: ValueReader,
): ImportFile {
  // Values can hold line ends, so only far more lines than rows are allowed settle it before the rows are read.
  if (checked.lines > 2 * MAX_ROWS) throw new AppError('invalid', 'import-file-too-large', { file: checked.fileName, rows: MAX_ROWS })
  const { delimiter, skippedLines } = detectDialect(sample, chosen)
  const rows = sampleRows(skippedLines > 0 ? sample.slice(sample.indexOf('\n') + 1) : sample, delimiter)
  const first = rows[0] ?? []
  if (first.length > CSV_MAX_COLUMNS)
    throw new AppError('invalid', 'import-too-many-columns', { file: checked.fileName, columns: first.length, most: CSV_MAX_COLUMNS })
  const hasHeader = said ?? hasHeaderRow(rows)
  const data = hasHeader ? rows.slice(1) : rows
  const plan = planColumns(hasHeader ? first : null, data, mapping)
  const readDraft = csvDraftReader(plan, reader)
  return {
    ...checked,
    format: 'csv',
    delimiter,
    hasHeader,
    headerLanguage: plan.language,
    header: hasHeader ? first : plan.columns.map(({ target }) => target),
    columns: columnsFor(plan, data),
    expectedRows: Math.max(1, checked.lines - skippedLines - (hasHeader ? 1 : 0)),
    *rows() {
      let isFirst = true
      for (const row of csvRows(textChunks(checked.file, checked.encoding), delimiter)) {
        if (row.line <= skippedLines) continue
        if (isFirst && hasHeader) {
          isFirst = false
          continue
        }
        isFirst = false
        yield readDraft(row)
      }
    },
  }
}

/** What a mapping must hold so that a row can have a name. */
export const hasNameColumn = (columns: readonly ImportColumn[]): boolean =>
  columns.some(({ target }) => target === 'firstName' || target === 'lastName' || target === 'fullName' || target === 'firmName')
