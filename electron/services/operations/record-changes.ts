import type { FieldChange, OperationId } from '#contract'
import { fieldsOf } from './history.rules.ts'
import type { ChangeRow, OperationsRepository } from './operations.repository.ts'

type Row = Record<string, string | number | null>
type Field = Omit<FieldChange['fields'][number], 'isNewest'>

/** Columns that point at a row with a name, and where that stands. */
const POINTING: Readonly<Record<string, string>> = { group_id: 'article_group', follow_up_id: 'article' }

/**
 * What a change of a row with a name says: an article, a group, somebody of the staff. Its name is told in any case, so that a reader knows
 * what it is about; rows it points at are told by their names.
 */
export function changeOfRecord(repository: OperationsRepository, change: ChangeRow, operationId: OperationId): Field[] {
  const { tableName, rowId, kind } = change
  const undone = (row: Row, { before }: ChangeRow): Row => ({ ...row, ...(JSON.parse(before ?? '{}') as Row) })
  // The log keeps of a new row only its key: its first values are those of now, with all that came later taken back. What the same
  // operation did to a row that it made belongs to the making.
  const later = repository.laterOnRow(change).filter((one) => kind !== 'insert' || one.operationId !== operationId)
  const after = kind === 'delete' ? {} : later.reduce(undone, repository.rowNow(tableName, rowId) ?? {})
  const before = kind === 'insert' ? {} : undone(after, change)
  const fields = fieldsOf(before, after).map((field) => named(repository, field))
  if (fields.some(({ field }) => field === 'name')) return fields
  return [...(typeof after['name'] === 'string' ? [{ field: 'name', before: after['name'], after: after['name'] }] : []), ...fields]
}

function named(repository: OperationsRepository, { field, before, after }: Field): Field {
  const table = POINTING[field]
  if (table === undefined) return { field, before, after }
  const nameOf = (id: string | null) => (id === null ? null : String(repository.rowNow(table, Number(id))?.['name'] ?? '') || null)
  return { field, before: nameOf(before), after: nameOf(after) }
}
