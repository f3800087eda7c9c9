import type { CustomerId, FieldChange } from '#contract'
import { fieldChanges, fieldsOf } from './history.rules.ts'
import { changeOfRecord } from './record-changes.ts'
import type { ChangeRow, OperationRow, OperationsRepository } from './operations.repository.ts'

interface ChangesOfOne {
  customerId: CustomerId | null
  displayName: string | null
  changes: FieldChange[]
  more: number
}

/** Everything that happened to one customer, newest first. */
export function historyOf(repository: OperationsRepository, customerId: CustomerId): FieldChange[] {
  return fieldChanges(repository.ofCustomer(customerId), { row: repository.rowNow, parts: () => repository.partsNow(customerId) })
}

/** What one operation changed, customer by customer; what belongs to nobody comes first. */
export function operationChanges(repository: OperationsRepository, operation: OperationRow, limit: number, offset: number) {
  const owners = repository.ownersIn(operation.id, limit, offset)
  const rows = owners.map((customerId): ChangesOfOne => {
    if (customerId === null) {
      const first = repository.ofNobody(operation.id)
      const changes = changesOfNobody(repository, operation, first)
      return { customerId, displayName: null, changes, more: repository.countOfNobody(operation.id) - first.length }
    }
    const changes = historyOf(repository, customerId).filter(({ operationId }) => operationId === operation.id)
    return { customerId, displayName: repository.nameOf(customerId), changes, more: 0 }
  })
  return { rows: rows.filter(({ changes }) => changes.length > 0), total: repository.ownerCount(operation.id) }
}

/** Rows that belong to nobody: settings, articles, people, tags. What a row became within one operation is told once. */
function changesOfNobody(repository: OperationsRepository, operation: OperationRow, first: readonly ChangeRow[]): FieldChange[] {
  const made = new Set<string>()
  return first.flatMap((change): FieldChange[] => {
    const { id, tableName: table, rowId, kind } = change
    const row = `${table}:${rowId}`
    if (kind === 'update' && made.has(row)) return []
    if (kind === 'insert') made.add(row)
    const told = table === 'setting' ? changeOfSetting(repository, change) : changeOfRecord(repository, change, operation.id)
    const fields = told.map((field) => ({ ...field, isNewest: false }))
    return [
      { id, operationId: operation.id, call: operation.call, kind: operation.kind, at: operation.at, table, change: kind, canRevert: false, fields },
    ]
  })
}
/** Settings are rows of key and value: each is told as a field named after its key. */
function changeOfSetting(repository: OperationsRepository, { tableName, rowId, kind, before, after }: ChangeRow) {
  const was = JSON.parse(before ?? '{}') as Record<string, string | null>
  const is = JSON.parse(after ?? '{}') as Record<string, string | null>
  const now = repository.rowNow(tableName, rowId)
  const field = String(was['key'] ?? now?.['key'] ?? '')
  return fieldsOf({ [field]: plain(was['value']) }, { [field]: plain(kind === 'insert' ? now?.['value'] : is['value']) })
}
const plain = (json: string | number | null | undefined): string | null =>
  json === null || json === undefined ? null : String(JSON.parse(String(json)))
