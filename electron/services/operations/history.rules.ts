import type { FieldChange, OperationId, Timestamp } from '#contract'
import type { ChangeRow } from './operations.repository.ts'

type Row = Record<string, string | number | null>
export interface LoggedChange extends ChangeRow {
  operationId: OperationId
  call: string
  operationKind: FieldChange['kind']
  at: Timestamp
}

/** Tables whose single fields can be brought back; ledgers are booked against instead. */
const REVERTIBLE = new Set(['customer', 'contact_detail', 'address', 'contact_person', 'own_value'])
/** Rows of a customer that can be taken away or brought back one by one. */
export const REVERTIBLE_ROWS: ReadonlySet<string> = new Set(['contact_detail', 'address', 'contact_person', 'customer_tag', 'own_value', 'relation'])
/** What comes and goes by steps of its own. */
const BY_STEPS = new Set(['deleted_at', 'merged_into_id', 'erased_at'])
/** Columns that are written together, because they say one thing. */
const TOGETHER: readonly (readonly string[])[] = [
  ['birth_day', 'birth_month', 'birth_year'],
  ['kind', 'value', 'normal'],
]
/** The columns to bring back with a field, of those that a change touched; none where the field cannot be brought back alone. */
export function columnsToRevert({ tableName, kind, before }: ChangeRow, field: string): string[] {
  const changed = Object.keys(JSON.parse(before ?? '{}') as Row)
  if (kind !== 'update' || !isRevertible(tableName, field) || !changed.includes(field)) return []
  const group = (tableName === 'customer' ? TOGETHER.slice(0, 1) : TOGETHER.slice(1)).find((columns) => columns.includes(field)) ?? [field]
  return changed.filter((column) => group.includes(column))
}
const isRevertible = (table: string, field: string) => REVERTIBLE.has(table) && !BY_STEPS.has(field) && !SILENT.has(field)

/** Columns that say nothing to a reader: keys, moments of writing, derived forms. */
const SILENT = new Set([
  ...'id customer_id account_id erased_at created_on purchase_id reverses_id replaced_by_id position created_at updated_at'.split(' '),
  ...'normal extra is_sample serial key base_cents rate design_id'.split(' '),
  ...'search_words sort_name sort_number'.split(' '),
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
  const seen = new Set<string>()
  const away = new Map<string, Row>()
  const tell = (change: LoggedChange, what: Pick<FieldChange, 'id' | 'table' | 'change'>, before: Row, after: Row) => {
    const fields = fieldsOf(before, after).map((field) => {
      const place = `${what.table}:${change.rowId}:${field.field}`
      const isNewest = what.change === 'update' && isRevertible(what.table, field.field) && !seen.has(place)
      seen.add(place)
      return { ...field, isNewest }
    })
    const row = `${what.table}:${change.rowId}`
    const canRevert = what.id > 0 && what.change !== 'update' && REVERTIBLE_ROWS.has(what.table) && !seen.has(row)
    seen.add(row)
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
      canRevert,
      fields: [...naming.map((field) => ({ ...field, isNewest: false })), ...fields],
    })
  }
  for (const change of newestFirst) {
    const { id, tableName: table, rowId, kind } = change
    const key = `${table}:${rowId}`
    // Rows that go over to another customer are told by those who became one, not field by field. Before a row came it was not there.
    if (kind === 'update' && table !== 'customer' && isMove(change)) {
      const state = rows.get(key)?.row ?? now.row(table, rowId) ?? {}
      seen.add(key)
      const came = (JSON.parse(change.before ?? '{}') as Row)['customer_id'] !== change.customerId
      if (came) away.set(key, state)
      rows.set(key, { table, id: rowId, row: came ? {} : (away.get(key) ?? state) })
      continue
    }
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

/** Whether a row went over from one customer to another. */
const isMove = ({ before }: LoggedChange) =>
  Object.keys(JSON.parse(before ?? '{}') as Row).some((key) => key === 'customer_id' || key === 'account_id')

/** What differs, without what says nothing to a reader. */
export function fieldsOf(before: Row, after: Row): Omit<FieldChange['fields'][number], 'isNewest'>[] {
  const columns = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...columns]
    .filter((column) => !SILENT.has(column) && text(before[column]) !== text(after[column]))
    .map((field) => ({ field, before: text(before[field]), after: text(after[field]) }))
}
