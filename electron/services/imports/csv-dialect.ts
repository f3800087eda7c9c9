import Papa from 'papaparse'
import { looksLikeData } from './column-guess.ts'
import { isHeaderWord } from './header-match.ts'

const DELIMITERS = [';', ',', '\t', '|'] as const
const SAMPLE_ROWS = 60

interface Dialect {
  delimiter: string
  /** Lines before the table: Excel's `sep=;`. */
  skippedLines: number
}

/** Finds the character that cuts the lines into the same number of columns most often. Excel's `sep=` line decides at once. */
export function detectDialect(sample: string, chosen: string | undefined): Dialect {
  const declared = /^sep=(.)[ \t]*\n/i.exec(sample)
  const skippedLines = declared ? 1 : 0
  if (chosen) return { delimiter: chosen, skippedLines }
  if (declared) return { delimiter: declared[1]!, skippedLines }
  let best: { delimiter: string; score: number } = { delimiter: ';', score: 0 }
  for (const delimiter of DELIMITERS) {
    const score = evenness(sampleRows(sample, delimiter))
    if (score > best.score) best = { delimiter, score }
  }
  return { delimiter: best.delimiter, skippedLines }
}

/** The first rows of a text that may end in the middle of one. */
export function sampleRows(sample: string, delimiter: string): string[][] {
  const parser = new Papa.Parser({ delimiter, newline: '\n', preview: SAMPLE_ROWS })
  const rows = (parser.parse(sample, 0, false) as { data: string[][] }).data
  return rows.filter((cells) => cells.length > 1 || cells[0]!.trim() !== '')
}

/** 0 where no line is cut at all; else how many lines have the most frequent number of columns, a little more for more columns. */
function evenness(rows: readonly string[][]): number {
  // What does not cut the first line is a comma within a value: "Name", below it "Kern, Sabine".
  if ((rows[0]?.length ?? 0) < 2) return 0
  const counts = new Map<number, number>()
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1)
  let best = 0
  for (const [columns, lines] of counts) best = Math.max(best, (lines / rows.length) * (1 + Math.min(columns, 40) / 100))
  return best
}

/**
 * Whether the first row names the columns: it holds a known column name and nothing that looks like data; where no name is
 * known, the rows below must hold data in a column in which the first one does not.
 */
export function hasHeaderRow(rows: readonly string[][]): boolean {
  const first = rows[0]
  if (!first) return false
  const named = first.filter((cell) => cell.trim() !== '')
  if (named.length === 0 || named.some(looksLikeData)) return false
  if (named.some(isHeaderWord)) return true
  if (new Set(named).size !== named.length) return false
  return rows.slice(1).some((cells) => cells.some((cell, index) => looksLikeData(cell) && (first[index] ?? '').trim() !== ''))
}
