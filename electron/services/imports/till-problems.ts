import type { RowProblem } from '#contract'
import type { ReadTill } from './till-import.ts'

export interface FailedRow {
  line: number
  problems: RowProblem[]
  cells: readonly string[]
}
const amount = (cents: number) => (cents / 100).toFixed(2).replace('.', ',')

/** So many of one kind are named. */
export const NAMED = 50

/**
 * Rows that stay out: those that cannot be read, the others of their receipts, so that no receipt comes in half, receipts whose number
 * is booked with another amount, and those that the owner leaves out for an amount far above all others.
 */
export function failedRowsOf({ file, plan, gathered: { broken, incomplete }, changed, leftOut }: ReadTill): FailedRow[] {
  const column = plan.columns[plan.at.receiptNo]?.header ?? ''
  const failed = broken.map(({ line, reason, value, column: at, cells }): FailedRow => ({
    line,
    cells,
    problems: [{ line, reason, severity: 'failed', value, column: at }],
  }))
  const others = new Map<number, { reason: string; value: string }>()
  for (const { line, receiptNo } of incomplete) others.set(line, { reason: 'import-till-row-receipt-broken', value: receiptNo })
  for (const { lines, receiptNo } of changed) for (const { line } of lines) others.set(line, { reason: 'import-till-row-changed', value: receiptNo })
  for (const { lines, netCents } of leftOut)
    for (const { line } of lines) others.set(line, { reason: 'import-till-row-outlier', value: `${amount(netCents)} €` })
  if (others.size === 0) return failed
  for (const { line, cells } of file.rows()) {
    const other = others.get(line)
    if (other) failed.push({ line, cells, problems: [{ line, ...other, severity: 'failed', column }] })
  }
  return failed.sort((a, b) => a.line - b.line)
}

const notice = (line: number, reason: string, value: string): RowProblem => ({ line, reason, severity: 'kept', value, column: '' })

/** Goods that came back and are in no purchase that we know. */
export const returnUnknown = (line: number, value: string): RowProblem => notice(line, 'import-till-row-return-unknown', value)

/** What comes in and should be looked at all the same. */
export function noticesOf({ gathered: { outliers, shared }, fresh }: Pick<ReadTill, 'gathered' | 'fresh'>): RowProblem[] {
  if (outliers.length + shared.length === 0) return []
  const comesIn = new Set(fresh.flatMap(({ lines }) => lines.map(({ line }) => line)))
  return [
    ...outliers.slice(0, NAMED).map(({ line, netCents }) => notice(line, 'import-till-row-outlier', `${amount(netCents)} €`)),
    ...shared.slice(0, NAMED).map(({ lines, receiptNo }) => notice(lines[0]!.line, 'import-till-row-two-customers', receiptNo)),
  ].filter(({ line }) => comesIn.has(line))
}
