import { rmSync, writeFileSync, renameSync } from 'node:fs'
import Papa from 'papaparse'
import type { ImportFormat, RowProblem } from '#contract'

interface FailedRows {
  file: string
  format: ImportFormat
  header: readonly string[]
  rows: readonly { line: number; problems: readonly RowProblem[]; raw: readonly string[] }[]
  /** How reasons read in the owner's language; a missing one stands by its key. */
  reasonTexts: Readonly<Record<string, string>>
}

/** Column names that the next import leaves out again; they are known in both languages (`header-words.ts`). */
export const LINE_COLUMN = 'Zeile'
export const REASON_COLUMN = 'Grund'

/**
 * Writes rows that stayed out so that they can be corrected and read in again: CSV (UTF-8 with byte order mark, semicolons,
 * formulas made harmless) or, for cards, vCard. The file appears whole or not at all.
 */
export function saveFailedRows(failed: FailedRows): { file: string; rows: number } {
  const text = failed.format === 'vcard' ? asCards(failed) : asCsv(failed)
  const draft = `${failed.file}.part`
  try {
    writeFileSync(draft, text)
    renameSync(draft, failed.file)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
  return { file: failed.file, rows: failed.rows.length }
}

const sentences = ({ reasonTexts }: FailedRows, problems: readonly RowProblem[]) =>
  problems
    .filter(({ severity }) => severity === 'failed')
    .map(({ reason, value }) => `${reasonTexts[reason] ?? reason}${value === '' ? '' : ` (${value})`}`)
    .join('; ')

function asCsv(failed: FailedRows): string {
  const width = Math.max(failed.header.length, ...failed.rows.map(({ raw }) => raw.length))
  const padded = (cells: readonly string[]) => Array.from({ length: width }, (_, index) => harmless(cells[index] ?? ''))
  const lines = failed.rows.map(({ line, problems, raw }) => [...padded(raw), String(line), harmless(sentences(failed, problems))])
  return `\ufeff${Papa.unparse([[...padded(failed.header), LINE_COLUMN, REASON_COLUMN], ...lines], { delimiter: ';', newline: '\r\n' })}\r\n`
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front, which reading it again takes away; numbers stay. */
export const harmless = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d\s()/.,-]+$/.test(cell) ? `'${cell}` : cell)

function asCards(failed: FailedRows): string {
  const cards = failed.rows.map(({ problems, raw }) => {
    const reason = sentences(failed, problems).replaceAll('\n', ' ')
    const lines = (raw[0] ?? '').split('\n').filter((line) => !/^END:VCARD\s*$/i.test(line) && line.trim() !== '')
    return [...lines, `X-STAMMKUNDE-REASON:${reason}`, 'END:VCARD'].join('\r\n')
  })
  return `${cards.join('\r\n')}\r\n`
}
