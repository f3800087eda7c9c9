import Papa from 'papaparse'
import { AppError } from '../../database/app-error.ts'

export interface CsvRow {
  /** The line of the file on which the row begins, from 1. */
  line: number
  cells: string[]
}
export const CSV_MAX_COLUMNS = 1000
/** No row of a customer list is this long: a quote was opened and never closed. */
const MAX_ROW_CHARACTERS = 2_000_000

/**
 * The rows of a CSV text that comes in pieces; rows without any value are left out. Only one piece is in memory.
 * Refuses with the line where a quote was opened and never closed, or where it cannot be told what belongs to the quoted value.
 */
export function* csvRows(chunks: Iterable<string>, delimiter: string): Generator<CsvRow> {
  let rest = ''
  let line = 1
  const step = function* (text: string, isLast: boolean): Generator<CsvRow> {
    const parser = new Papa.Parser({ delimiter, newline: '\n' })
    const result = parser.parse(text, 0, !isLast) as ParserResult
    rest = isLast ? '' : text.slice(result.meta.cursor)
    const hasQuotes = text.includes('"')
    const errors = new Set(result.errors.map((error) => error.row))
    for (const [index, cells] of result.data.entries()) {
      const height = hasQuotes ? 1 + lineEnds(cells) : 1
      if (errors.has(index) && height > 1) throw new AppError('invalid', 'import-quotes-unbalanced', { line })
      if (!isBlank(cells)) yield { line, cells }
      line += height
    }
    if (rest.length > MAX_ROW_CHARACTERS)
      throw new AppError('invalid', rest.includes('"') ? 'import-quotes-unbalanced' : 'import-file-unknown', { line })
    if (result.errors.some((error) => error.code === 'MissingQuotes')) throw new AppError('invalid', 'import-quotes-unbalanced', { line: line - 1 })
  }
  for (const chunk of chunks) yield* step(rest + chunk, false)
  if (rest) yield* step(rest, true)
}

interface ParserResult {
  data: string[][]
  errors: { code: string; row: number }[]
  meta: { cursor: number }
}

/** Spreadsheets write rows of nothing but delimiters below a table. */
const isBlank = (cells: readonly string[]) => cells.every((cell) => cell === '' || cell.trim() === '')

function lineEnds(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count++
  return count
}
