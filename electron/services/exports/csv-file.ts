import Papa from 'papaparse'
import type { IsoDate } from '#contract'
import { harmless } from '../imports/failed-rows.ts'
import { birthdayText, dayText } from './export-columns.ts'
import type { ExportRow, TableColumn } from './export-columns.ts'
import type { ExportLanguage } from './export-words.ts'

/**
 * CSV as spreadsheets of this country open it: UTF-8 with byte order mark, CRLF. A cell that would be taken for a formula gets an
 * apostrophe, which our import takes away again; numbers and phone numbers ("+49 251 …") stay as they are.
 */
export function csvWriter(columns: readonly TableColumn[], delimiter: ';' | ',', language: ExportLanguage) {
  const line = (cells: readonly string[]) => `${Papa.unparse([cells as string[]], { delimiter, newline: '\r\n' })}\r\n`
  return {
    head: () => `\ufeff${line(columns.map(({ header }) => header))}`,
    row: (row: ExportRow) => line(columns.map((column) => harmless(cellText(column, row, language)))),
  }
}

function cellText({ kind, of }: TableColumn, row: ExportRow, language: ExportLanguage): string {
  const value = of(row)
  if (value === null) return ''
  switch (kind) {
    case 'text':
      return String(value)
    case 'number':
      return String(value)
    case 'decimal':
      return decimalText(Number(value), language)
    case 'birthday':
      return birthdayText(String(value), language)
    case 'money':
      return moneyText(Number(value), language)
    case 'day':
      return dayText(value as IsoDate, language)
  }
}

/** 1,234 in German. In English a fourth place keeps an import from taking 1.234 for a thousand. */
function decimalText(value: number, language: ExportLanguage): string {
  const text = String(value)
  if (language === 'de') return text.replace('.', ',')
  return /\.\d{3}$/.test(text) ? `${text}0` : text
}

/** Cents as 1234,56 without a sign for thousands, so that a spreadsheet counts with it. */
function moneyText(cents: number, language: ExportLanguage): string {
  const text = (cents / 100).toFixed(2)
  return language === 'de' ? text.replace('.', ',') : text
}
