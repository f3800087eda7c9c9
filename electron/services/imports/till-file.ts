import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ImportEncoding, ImportKind } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { isCutByBlanks, tabbed } from './blank-rows.ts'
import { hasHeaderRow, sampleRows } from './csv-dialect.ts'
import { CSV_MAX_COLUMNS, csvRows } from './csv-rows.ts'
import type { CsvRow } from './csv-rows.ts'
import { checkFile } from './file-check.ts'
import type { CheckedFile } from './file-check.ts'
import { csvTable, firstText, workbookTable } from './open-file.ts'
import type { Table } from './open-file.ts'
import { textChunks } from './text-encoding.ts'
import { isTillHeader, tillTargetOf } from './till-header.ts'
import { fileKind, refuseOle } from './workbook.ts'

export interface TillFileOptions {
  file: string
  encoding?: ImportEncoding | undefined
  delimiter?: string | undefined
  hasHeader?: boolean | undefined
  sheet?: string | undefined
}
/** A till's file that was looked at and can be read row by row, as often as wanted. */
export interface TillFile extends Omit<Table, 'rows'> {
  checked: CheckedFile
  hasHeader: boolean
  /** The names of the columns; null where the file has none. */
  header: readonly string[] | null
  /** The rows without the one of the names. */
  rows(): Generator<CsvRow>
}

/** Twice what the largest of our shops sells in ten years; such a file is a mistake. */
const MAX_LINES = 2_500_000

/** Looks at a till's file and decides how it is to be read; refuses what is no table. */
export async function openTillFile(options: TillFileOptions, isCancelled: () => boolean): Promise<TillFile> {
  const { file } = options
  const kind = statSync(file).isFile() ? fileKind(file) : 'other'
  if (kind === 'ole') refuseOle(file, basename(file))
  if (kind === 'zip') {
    const { checked, table } = await workbookTable(options, { isCancelled })
    return asTillFile(checked, table, options.hasHeader)
  }
  const checked = checkFile(file, options.encoding, isCancelled)
  const sample = firstText(checked)
  if (sample.trim() === '') throw new AppError('invalid', 'import-file-empty', { file: checked.fileName })
  if (/^\s*(<\?xml|<!doctype|<html|\{\s*"|BEGIN:VCARD)/i.test(sample))
    throw new AppError('invalid', 'import-file-unknown', { file: checked.fileName })
  if (checked.lines > MAX_LINES) throw new AppError('invalid', 'import-file-too-large', { file: checked.fileName, rows: MAX_LINES })
  return asTillFile(checked, tableOf(checked, sample, options.delimiter), options.hasHeader)
}

function tableOf(checked: CheckedFile, sample: string, chosen: string | undefined): Table {
  const table = csvTable(checked, sample, chosen)
  const isUncut = (table.sample[0]?.length ?? 0) < 2
  if (chosen !== ' ' && (chosen !== undefined || !isUncut || !isCutByBlanks(sample))) return table
  return {
    ...table,
    delimiter: ' ',
    sample: sampleRows([...tabbed([sample])].join(''), '\t'),
    rows: () => csvRows(tabbed(textChunks(checked.file, checked.encoding)), '\t'),
  }
}

function asTillFile(checked: CheckedFile, table: Table, chosen: boolean | undefined): TillFile {
  const first = table.sample[0] ?? []
  if (first.length > CSV_MAX_COLUMNS)
    throw new AppError('invalid', 'import-too-many-columns', { file: checked.fileName, columns: first.length, most: CSV_MAX_COLUMNS })
  const hasHeader = chosen ?? (first.some((cell) => tillTargetOf(cell) !== null) || hasHeaderRow(table.sample))
  return {
    ...table,
    checked,
    hasHeader,
    header: hasHeader ? first : null,
    expectedRows: Math.max(1, table.expectedRows - (hasHeader ? 1 : 0)),
    *rows() {
      let isFirst = true
      for (const row of table.rows()) {
        if (!isFirst || !hasHeader) yield row
        isFirst = false
      }
    },
  }
}

/** What a file is about, by the names of its columns; customers where they do not tell. */
export async function kindOfFile(file: string): Promise<ImportKind> {
  const kind = statSync(file).isFile() ? fileKind(file) : 'other'
  if (kind === 'ole') return 'customers'
  if (kind === 'zip') {
    const { table } = await workbookTable({ file }, { isCancelled: () => false })
    return isTillHeader(table.sample[0] ?? []) ? 'purchases' : 'customers'
  }
  const checked = checkFile(file, undefined, () => false)
  return isTillHeader(tableOf(checked, firstText(checked), undefined).sample[0] ?? []) ? 'purchases' : 'customers'
}
