import type { FieldChange, OperationId, Timestamp } from '#contract'
import type { ChangeRow } from './operations.repository.ts'

type Row = Record<string, string | number | null>
export interface LoggedChange extends ChangeRow {
  operationId: OperationId
  call: string
  operationKind: FieldChange['kind']
  at: Timestamp
}

/** Columns that say nothing to a reader: keys, moments of writing, derived forms. */
const SILENT = new Set([
  ...'id customer_id account_id purchase_id reverses_id replaced_by_id position created_at updated_at'.split(' '),
  ...'normal extra is_sample serial key base_cents rate'.split(' '),
])
const text = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined || value === '' ? null : String(value)

/** Columns without which a change cannot be told, whether they changed or not: which own field, between whom. */
const NAMING: Readonly<Record<string, readonly string[]>> = { own_value: ['field_id'], relation: ['a_id', 'b_id'] }

/** What can be read of the rows that are there now. */
export interface RowsNow {
  row(table: string, id: number): Row | undefined
  /** Phones, addresses and other parts of the customer. */
  parts(): { table: string; id: number; row: Row }[]
}

/**
 * The changes of one customer as a reader sees them. The log keeps only the key of an inserted row; its first values are the
 * row as it is now (or was when it was deleted), with every later change taken back. Parts that were made together with their
 * customer are not logged at all; they are told as part of that first change.
 */
export function fieldChanges(newestFirst: readonly LoggedChange[], now: RowsNow): FieldChange[] {
  const rows = new Map<string, { table: string; id: number; row: Row }>()
  const found: FieldChange[] = []
  const tell = (change: LoggedChange, what: Pick<FieldChange, 'id' | 'table' | 'change'>, before: Row, after: Row) => {
    const fields = fieldsOf(before, after)
    if (fields.length === 0) return
    const naming = (NAMING[what.table] ?? [])
      .filter((column) => fields.every(({ field }) => field !== column))
      .map((field) => ({ field, before: text(before[field]), after: text(after[field]) }))
    found.push({
      ...what,
      operationId: change.operationId,
      call: change.call,
      kind: change.operationKind,
      at: change.at,
      fields: [...naming, ...fields],
    })
  }
  for (const change of newestFirst) {
    const { id, tableName: table, rowId, kind } = change
    const key = `${table}:${rowId}`
    const after = kind === 'delete' ? {} : (rows.get(key)?.row ?? now.row(table, rowId) ?? {})
    const before = kind === 'insert' ? {} : { ...after, ...(JSON.parse(change.before ?? '{}') as Row) }
    rows.set(key, { table, id: rowId, row: before })
    tell(change, { id, table, change: kind }, before, after)
  }
  const creation = newestFirst.findLast((change) => change.tableName === 'customer' && change.kind === 'insert')
  if (!creation) return found
  for (const { table, id, row } of now.parts()) if (!rows.has(`${table}:${id}`)) rows.set(`${table}:${id}`, { table, id, row })
  for (const { table, id, row } of rows.values()) tell(creation, { id: -id, table, change: 'insert' }, {}, row)
  return found
}

function fieldsOf(before: Row, after: Row): FieldChange['fields'] {
  const columns = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...columns]
    .filter((column) => !SILENT.has(column) && text(before[column]) !== text(after[column]))
    .map((field) => ({ field, before: text(before[field]), after: text(after[field]) }))
}
