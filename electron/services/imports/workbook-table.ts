import type { CsvRow } from './csv-rows.ts'

const isBlank = (cells: readonly string[]) => cells.every((cell) => cell.trim() === '')
const filledCount = (cells: readonly string[]) => cells.filter((cell) => cell.trim() !== '').length
/** So far down a table begins, at the most. */
const HEAD_ROWS = 30

/**
 * The table of a sheet: its rows with their numbers in Excel, without empty ones. A heading above the table, often one merged cell, is
 * no row of it: the table begins where two cells stand side by side.
 */
export function tableRows(sheet: readonly (readonly string[])[]): CsvRow[] {
  const rows = sheet.map((cells, index): CsvRow => ({ line: index + 1, cells: withoutEmptyEnd(cells) })).filter(({ cells }) => !isBlank(cells))
  const begin = rows.slice(0, HEAD_ROWS).findIndex(({ cells }) => filledCount(cells) > 1)
  const table = begin > 0 ? rows.slice(begin) : rows
  const width = Math.max(0, ...table.slice(0, 200).map(({ cells }) => cells.length))
  return table.map(({ line, cells }) => ({ line, cells: cells.length < width ? [...cells, ...Array<string>(width - cells.length).fill('')] : cells }))
}

function withoutEmptyEnd(cells: readonly string[]): string[] {
  let end = cells.length
  while (end > 0 && cells[end - 1]!.trim() === '') end--
  return cells.slice(0, end)
}

/** Excel counts days from 30 December 1899; a birthday whose cell has lost its form shows as such a number. */
export const dayOfSerial = (text: string): string =>
  /^[1-6]\d{4}$/.test(text) ? new Date(Date.UTC(1899, 11, 30 + Number(text))).toISOString().slice(0, 10) : text
