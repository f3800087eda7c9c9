import type { CustomerId, FieldChange, OperationId } from '#contract'
import { fieldChanges, fieldsOf } from './history.rules.ts'
import type { OperationRow, OperationsRepository } from './operations.repository.ts'

interface ChangesOfOne {
  customerId: CustomerId | null
  displayName: string | null
  changes: FieldChange[]
}

/** Everything that happened to one customer, newest first. */
export function historyOf(repository: OperationsRepository, customerId: CustomerId): FieldChange[] {
  return fieldChanges(repository.ofCustomer(customerId), { row: repository.rowNow, parts: () => repository.partsNow(customerId) })
}

/** What one operation changed, customer by customer; what belongs to nobody comes first. */
export function operationChanges(repository: OperationsRepository, operation: OperationRow, limit: number, offset: number) {
  const owners = repository.ownersIn(operation.id, limit, offset)
  const rows = owners.map((customerId): ChangesOfOne => {
    if (customerId === null) return { customerId, displayName: null, changes: settingChanges(repository, operation) }
    const changes = historyOf(repository, customerId).filter(({ operationId }) => operationId === operation.id)
    return { customerId, displayName: repository.nameOf(customerId), changes }
  })
  return { rows: rows.filter(({ changes }) => changes.length > 0), total: repository.ownerCount(operation.id) }
}

/** Settings are rows of key and value: each is told as a field named after its key. */
function settingChanges(repository: OperationsRepository, operation: OperationRow): FieldChange[] {
  return repository.ofNobody(operation.id as OperationId).map(({ id, tableName, rowId, kind, before, after }) => {
    const was = JSON.parse(before ?? '{}') as Record<string, string | null>
    const is = JSON.parse(after ?? '{}') as Record<string, string | null>
    const now = repository.rowNow(tableName, rowId)
    const field = String(was['key'] ?? now?.['key'] ?? '')
    const values = fieldsOf({ [field]: plain(was['value']) }, { [field]: plain(kind === 'insert' ? now?.['value'] : is['value']) })
    const fields = values.map((value) => ({ ...value, isNewest: false }))
    return {
      id,
      operationId: operation.id,
      call: operation.call,
      kind: operation.kind,
      at: operation.at,
      table: tableName,
      change: kind,
      canRevert: false,
      fields,
    }
  })
}
const plain = (json: string | number | null | undefined): string | null =>
  json === null || json === undefined ? null : String(JSON.parse(String(json)))
