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

/** Which operations to list; `match` is an expression for the customers' search index. */
export interface OperationFilter {
  since: string
  /** 'customers.%', or null for all. */
  like: string | null
  match: string | null
}
/** How many customers of a search are followed to what happened to them. */
const FOLLOWED = 500
const chosen = ({ like, match }: OperationFilter) =>
  [
    'at >= @since',
    like === null ? [] : 'call like @like',
    match === null
      ? []
      : `id in (select operation_id from change where customer_id in (
           select customer_id from customer_search cross join customer_summary on place = customer_search.rowid
           where customer_search match @match limit ${FOLLOWED}))`,
  ]
    .flat()
    .join(' and ')

/** Columns that say one thing together: a change of one is a change of all. */
const column = (key: string) => `case when ${key} in ('birth_month', 'birth_year') then 'birth_day'
  when ${key} in ('status_since', 'replaced_by_id', 'account_id') then 'status' when ${key} = 'normal' then 'value' else ${key} end`
/** A later change of the same row stands in the way where it touched the same column, or where the row came or went. */
const IN_THE_WAY = `(later.table_name = mine.table_name and later.row_id = mine.row_id and (
  mine.kind <> 'update' or later.kind <> 'update' or exists (
    select 1 from json_each(mine.after) as m join json_each(later.after) as l on ${column('l.key')} = ${column('m.key')}
    where m.key not in ('updated_at', 'position'))))`
/**
 * Any later change of a customer counts who was made by the operation (the parts were not logged one by one), or who is to be merged away
 * again. And who was merged away later is not there to be changed back.
 */
const MADE_OR_MERGED = `(mine.table_name = 'customer' and mine.row_id = mine.customer_id
    and (mine.kind = 'insert' or mine.before ->> 'merged_into_id' is not null))
  or (later.table_name = 'customer' and later.row_id = later.customer_id and later.after ->> 'merged_into_id' is not null)`

/** Reads the memory of changes. */
export function operationsRepository(db: Db) {
  const byId = db.prepare<[OperationId], OperationRow>(`${OPERATION} where id = ?`)
  const page = (filter: OperationFilter) =>
    db.prepare<[OperationFilter & { limit: number; offset: number }], OperationRow>(
      `${OPERATION} where ${chosen(filter)} order by at desc, id desc limit @limit offset @offset`,
    )
  const count = (filter: OperationFilter) => db.prepare<[OperationFilter], number>(`select count(*) from operation where ${chosen(filter)}`).pluck()
  const ownersIn = db
    .prepare<[OperationId, number, number], CustomerId | null>(
      'select customer_id from change where operation_id = ? group by customer_id order by min(id) limit ? offset ?',
    )
    .pluck()
  const ownerCount = db
    .prepare<[OperationId], number>('select count(*) from (select 1 from change where operation_id = ? group by customer_id)')
    .pluck()
  const ofNobody = db.prepare<[OperationId], ChangeRow>(`${CHANGE} where operation_id = ? and customer_id is null order by id limit 100`)
  const countOfNobody = db.prepare<[OperationId], number>('select count(*) from change where operation_id = ? and customer_id is null').pluck()
  const laterOnRow = db.prepare<[string, number, number], ChangeRow & { operationId: OperationId }>(
    `select operation_id as operationId, id, table_name as tableName, row_id as rowId, customer_id as customerId, kind, before, after
     from change where customer_id is null and table_name = ? and row_id = ? and id > ? order by id desc`,
  )
  const changeById = db.prepare<[number], ChangeRow>(`${CHANGE} where id = ?`)
  const lastChangeOf = db.prepare<[CustomerId | null, string, number, string], { at: Timestamp }>(
    `select at from change join operation on operation.id = operation_id
     where change.customer_id = ? and table_name = ? and row_id = ?
       and (change.kind <> 'update' or exists (select 1 from json_each(after) where key in (select value from json_each(?))))
     order by change.id desc limit 1`,
  )
  const laterChange = db.prepare<[CustomerId | null, string, number, number], { at: Timestamp }>(
    `select at from change join operation on operation.id = operation_id
     where change.customer_id = ? and table_name = ? and row_id = ? and change.id > ? order by change.id desc limit 1`,
  )
  const nameOfNumber = db.prepare<[string], CustomerId>('select id from customer where number = ?').pluck()
  const standing = `undone_by_id is null and call not like 'sample.%' and exists (select 1 from change where operation_id = operation.id)`
  const lastDone = db.prepare<[], OperationRow>(`${OPERATION} where kind <> 'undo' and ${standing} order by id desc limit 1`)
  const lastUndo = db.prepare<[], OperationRow>(`${OPERATION} where kind = 'undo' and ${standing} order by id desc limit 1`)
  const doneSince = db.prepare<[OperationId], number>(`select count(*) from operation where kind = 'do' and id > ?`).pluck()
  const markUndone = db.prepare<[OperationId, OperationId]>('update operation set undone_by_id = ? where id = ?')
  const sizeUpTo = db.prepare<[OperationId, number], number>('select count(*) from (select 1 from change where operation_id = ? limit ?)').pluck()
  const newestFirst = db.prepare<[OperationId, number, number], ChangeRow>(`${CHANGE} where operation_id = ? and id < ? order by id desc limit ?`)
  const touches = db.prepare<[CustomerId, OperationId], number>('select 1 from change where customer_id = ? and operation_id = ? limit 1').pluck()
  const touchesNobody = db.prepare<[OperationId], number>('select 1 from change where operation_id = ? and customer_id is null limit 1').pluck()
  const laterTouches = db.prepare<[OperationId], Touch>(
    `select distinct later.customer_id as customerId, later.operation_id as operationId
     from change as mine join change as later on later.customer_id = mine.customer_id and later.operation_id > mine.operation_id
     where mine.operation_id = ? and mine.customer_id is not null and (${IN_THE_WAY} or ${MADE_OR_MERGED})
     order by later.operation_id desc`,
  )
  const laterTouchesOfNobody = db.prepare<[OperationId], Touch>(
    `select distinct null as customerId, later.operation_id as operationId
     from change as mine join change as later on later.operation_id > mine.operation_id
       and later.customer_id is null and ${IN_THE_WAY}
     where mine.operation_id = ? and mine.customer_id is null order by later.operation_id desc`,
  )
  const lastOnRow = db
    .prepare<[CustomerId, string, number, OperationId, OperationId], OperationId>(
      `select operation_id from change where customer_id = ? and table_name = ? and row_id = ? and operation_id > ? and operation_id < ?
       order by operation_id desc limit 1`,
    )
    .pluck()
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
    page: (filter: OperationFilter, limit: number, offset: number) => page(filter).all({ ...filter, limit, offset }),
    count: (filter: OperationFilter) => count(filter).get(filter) ?? 0,
    /** Whose rows an operation changed, in the order in which it did. */
    ownersIn: (id: OperationId, limit: number, offset: number) => ownersIn.all(id, limit, offset),
    ownerCount: (id: OperationId) => ownerCount.get(id) ?? 0,
    /** The first of them; an import can have thousands. */
    ofNobody: (id: OperationId) => ofNobody.all(id),
    countOfNobody: (id: OperationId) => countOfNobody.get(id) ?? 0,
    /** What happened to a row of nobody after a change of it, newest first. */
    laterOnRow: ({ tableName, rowId, id }: ChangeRow) => laterOnRow.all(tableName, rowId, id),
    change: (id: number) => changeById.get(id),
    /** When a row was changed after a change of it; undefined where nothing followed. */
    laterChange: ({ customerId, tableName, rowId, id }: ChangeRow) => laterChange.get(customerId, tableName, rowId, id),
    /** When one of these columns was last changed. */
    lastChangeOf: ({ customerId, tableName, rowId }: ChangeRow, columns: readonly string[]) =>
      lastChangeOf.get(customerId, tableName, rowId, JSON.stringify(columns)),
    nameOfNumber(number: string): string {
      const id = nameOfNumber.get(number)
      return (id === undefined ? null : name.get({ id })) ?? ''
    },
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
    /** The newest operation between two others that changed the same row. */
    lastOnRow: ({ customerId, tableName, rowId }: ChangeRow, after: OperationId, before: OperationId) =>
      customerId === null ? undefined : lastOnRow.get(customerId, tableName, rowId, after, before),
    /** The newest operation between two others that changed a table. */
    lastOnTable: (table: string, after: OperationId, before: OperationId) => lastOnTable.get(table, after, before),
    nameOf: (id: CustomerId) => name.get({ id }) ?? null,
    ofCustomer: (id: CustomerId) => ofCustomer.all(id),
    rowNow: (table: string, id: number) => rowOf.get(table)?.get(id),
    partsNow: (id: CustomerId) => partsOf.flatMap(({ table, all }) => all.all(id).map((row) => ({ table, id: row.id, row }))),
  }
}
export type OperationsRepository = ReturnType<typeof operationsRepository>
