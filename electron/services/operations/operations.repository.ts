import type { CustomerId, OperationId, Timestamp } from '#contract'
import { loggedTables } from '../../database/change-log.ts'
import type { Db } from '../../database/open.ts'

/** A row of `operation`. */
export interface OperationRow {
  id: OperationId
  call: string
  kind: 'do' | 'undo' | 'redo'
  at: Timestamp
  customerId: CustomerId | null
  displayName: string | null
  count: number
  undoesId: OperationId | null
  undoneById: OperationId | null
  hasChanges: 0 | 1
}
/** A row of `change`, before and after as JSON text. */
export interface ChangeRow {
  id: number
  tableName: string
  rowId: number
  customerId: CustomerId | null
  kind: 'insert' | 'update' | 'delete'
  before: string | null
  after: string | null
}
/** A later operation that touched a row of an earlier one; customer null for what belongs to nobody, such as a setting. */
interface Touch {
  customerId: CustomerId | null
  operationId: OperationId
}

/** What a customer is called, in the bin as well; null once the row is gone. */
const nameOf = (id: string) => `coalesce(
  (select display_name from customer_summary where customer_id = ${id}),
  (select case when kind = 'firm' and firm_name <> '' then firm_name else trim(first_name || ' ' || last_name) end from customer where id = ${id}))`
const OPERATION = `select id, call, kind, at, customer_id as customerId, ${nameOf('operation.customer_id')} as displayName, count,
  undoes_id as undoesId, undone_by_id as undoneById,
  exists (select 1 from change where operation_id = operation.id) as hasChanges from operation`
const CHANGE = 'select id, table_name as tableName, row_id as rowId, customer_id as customerId, kind, before, after from change'

/** Reads the memory of changes. */
export function operationsRepository(db: Db) {
  const byId = db.prepare<[OperationId], OperationRow>(`${OPERATION} where id = ?`)
  const page = db.prepare<[string, number, number], OperationRow>(`${OPERATION} where at >= ? order by at desc, id desc limit ? offset ?`)
  const count = db.prepare<[string], number>('select count(*) from operation where at >= ?').pluck()
  const standing = `undone_by_id is null and call not like 'sample.%' and exists (select 1 from change where operation_id = operation.id)`
  const lastDone = db.prepare<[], OperationRow>(`${OPERATION} where kind <> 'undo' and ${standing} order by id desc limit 1`)
  const lastUndo = db.prepare<[], OperationRow>(`${OPERATION} where kind = 'undo' and ${standing} order by id desc limit 1`)
  const doneSince = db.prepare<[OperationId], number>(`select count(*) from operation where kind = 'do' and id > ?`).pluck()
  const markUndone = db.prepare<[OperationId, OperationId]>('update operation set undone_by_id = ? where id = ?')
  const sizeUpTo = db.prepare<[OperationId, number], number>('select count(*) from (select 1 from change where operation_id = ? limit ?)').pluck()
  const newestFirst = db.prepare<[OperationId, number, number], ChangeRow>(`${CHANGE} where operation_id = ? and id < ? order by id desc limit ?`)
  const touches = db.prepare<[CustomerId, OperationId], number>('select 1 from change where customer_id = ? and operation_id = ? limit 1').pluck()
  const touchesNobody = db.prepare<[OperationId], number>('select 1 from change where operation_id = ? and customer_id is null limit 1').pluck()
  // Any later change of a customer counts who was made by the operation: its parts were not logged one by one.
  const laterTouches = db.prepare<[OperationId], Touch>(
    `select distinct later.customer_id as customerId, later.operation_id as operationId
     from change as mine join change as later on later.customer_id = mine.customer_id and later.operation_id > mine.operation_id
     where mine.operation_id = ? and mine.customer_id is not null
       and ((later.table_name = mine.table_name and later.row_id = mine.row_id) or (mine.table_name = 'customer' and mine.kind = 'insert'))
     order by later.operation_id desc`,
  )
  const laterTouchesOfNobody = db.prepare<[OperationId], Touch>(
    `select distinct null as customerId, later.operation_id as operationId
     from change as mine join change as later on later.operation_id > mine.operation_id
       and later.customer_id is null and later.table_name = mine.table_name and later.row_id = mine.row_id
     where mine.operation_id = ? and mine.customer_id is null order by later.operation_id desc`,
  )
  const lastOnTable = db
    .prepare<[string, OperationId, OperationId], OperationId>(
      'select operation_id from change where table_name = ? and operation_id > ? and operation_id < ? order by operation_id desc limit 1',
    )
    .pluck()
  const name = db.prepare<[{ id: CustomerId }], string | null>(`select ${nameOf('@id')}`).pluck()
  const ofCustomer = db.prepare<
    [CustomerId],
    ChangeRow & { operationId: OperationId; call: string; operationKind: OperationRow['kind']; at: Timestamp }
  >(
    `select change.id, table_name as tableName, row_id as rowId, change.customer_id as customerId, change.kind, before, after,
       operation_id as operationId, call, operation.kind as operationKind, at
     from change join operation on operation.id = operation_id where change.customer_id = ? order by operation_id desc, change.id desc`,
  )

  type Row = Record<string, string | number | null>
  const rowOf = new Map(loggedTables.map(({ table }) => [table, db.prepare<[number], Row>(`select * from ${table} where id = ?`)]))
  const partsOf = loggedTables
    .filter(({ kind }) => kind === 'part')
    .map(({ table }) => ({ table, all: db.prepare<[CustomerId], Row & { id: number }>(`select * from ${table} where customer_id = ? order by id`) }))

  return {
    find: (id: OperationId) => byId.get(id),
    page: (since: string, limit: number, offset: number) => page.all(since, limit, offset),
    count: (since: string) => count.get(since) ?? 0,
    lastDone: () => lastDone.get(),
    lastUndo: () => lastUndo.get(),
    /** Whether something new was done after an operation, which ends the way back with redo. */
    wasFollowed: (id: OperationId) => (doneSince.get(id) ?? 0) > 0,
    markUndone: (id: OperationId, by: OperationId) => void markUndone.run(by, id),
    isAtLeast: (id: OperationId, changes: number) => (sizeUpTo.get(id, changes) ?? 0) >= changes,
    changeCount: (id: OperationId) => sizeUpTo.get(id, -1) ?? 0,
    changesBefore: (id: OperationId, before: number, limit: number) => newestFirst.all(id, before, limit),
    touches: (id: OperationId, customerId: CustomerId | null) => (customerId === null ? touchesNobody.get(id) : touches.get(customerId, id)) === 1,
    laterTouches: (id: OperationId) => [...laterTouches.all(id), ...laterTouchesOfNobody.all(id)],
    /** The newest operation between two others that changed a table. */
    lastOnTable: (table: string, after: OperationId, before: OperationId) => lastOnTable.get(table, after, before),
    nameOf: (id: CustomerId) => name.get({ id }) ?? null,
    ofCustomer: (id: CustomerId) => ofCustomer.all(id),
    rowNow: (table: string, id: number) => rowOf.get(table)?.get(id),
    partsNow: (id: CustomerId) => partsOf.flatMap(({ table, all }) => all.all(id).map((row) => ({ table, id: row.id, row }))),
  }
}
export type OperationsRepository = ReturnType<typeof operationsRepository>
