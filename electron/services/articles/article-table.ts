import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../database/app-error.ts'
import { detectDialect, hasHeaderRow } from '../imports/csv-dialect.ts'
import { csvRows } from '../imports/csv-rows.ts'
import type { CsvRow } from '../imports/csv-rows.ts'
import { checkFile } from '../imports/file-check.ts'
import { textChunks } from '../imports/text-encoding.ts'
import { fileKind, readWorkbook, refuseOle } from '../imports/workbook.ts'
import { tableRows } from '../imports/workbook-table.ts'
import { articleTargetOf } from './article-columns.ts'

export interface ArticleTable {
  fileName: string
  /** Names of the columns; '' where the file has none. */
  header: string[]
  rows: CsvRow[]
}
/** No small shop keeps more. */
const MOST_ROWS = 100_000
const SAMPLE_CHARACTERS = 100_000

/** The table of a CSV or Excel file. Refuses what is none, with a reason that names the file. */
export async function readArticleTable(file: string, isCancelled: () => boolean): Promise<ArticleTable> {
  const fileName = basename(file)
  const kind = statSync(file).isFile() ? fileKind(file) : 'other'
  if (kind === 'ole') refuseOle(file, fileName)
  const rows = kind === 'zip' ? tableRows((await readWorkbook(file, fileName, undefined)).rows) : csvTable(file, isCancelled)
  const first = rows[0]?.cells ?? []
  const isNamed = first.some((cell) => articleTargetOf(cell) !== 'ignore') || hasHeaderRow(rows.slice(0, 60).map(({ cells }) => cells))
  const body = isNamed ? rows.slice(1) : rows
  if (body.length === 0) throw new AppError('invalid', 'import-no-rows', { file: fileName })
  return { fileName, header: isNamed ? first.map((cell) => cell.trim()) : first.map(() => ''), rows: body }
}

function csvTable(file: string, isCancelled: () => boolean): CsvRow[] {
  const { fileName, encoding } = checkFile(file, undefined, isCancelled)
  let sample = ''
  for (const chunk of textChunks(file, encoding)) {
    sample += chunk
    if (sample.length >= SAMPLE_CHARACTERS) break
  }
  const { delimiter, skippedLines } = detectDialect(sample.slice(0, SAMPLE_CHARACTERS), undefined)
  const rows: CsvRow[] = []
  for (const row of csvRows(textChunks(file, encoding), delimiter)) {
    if (row.line > skippedLines) rows.push(row)
    if (rows.length > MOST_ROWS + 1) throw new AppError('invalid', 'import-file-too-large', { file: fileName, rows: MOST_ROWS })
  }
  return rows
}
