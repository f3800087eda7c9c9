import type { Db } from './open.ts'

/** A table whose changes are remembered. `owner` is an SQL expression over the row (`{row}` is new or old) that names its customer. */
interface LoggedTable {
  readonly table: string
  readonly owner: string
  /**
   * Ledgers are written down with their key only and never taken back row by row: their capability books against them.
   * Rows that belong wholly to a customer need no entry of their own while that customer is made in the same operation.
   */
  readonly kind: 'customer' | 'part' | 'record' | 'ledger'
  /** Rows that the program itself may take away without a trace; then there is nothing of them to take back. */
  readonly mayVanish?: true
  /** A column that names a second customer whom a change of it concerns. */
  readonly also?: string
  /** Rows that come and go with their parent, which is remembered; only what changes in them afterwards is written down. */
  readonly onlyUpdates?: true
}

/** Every table that Ctrl+Z can take back, in the order in which rows may be put back (parents first). */
export const loggedTables: readonly LoggedTable[] = [
  { table: 'customer', owner: '{row}.id', kind: 'customer', also: 'merged_into_id' },
  { table: 'contact_detail', owner: '{row}.customer_id', kind: 'part' },
  { table: 'address', owner: '{row}.customer_id', kind: 'part' },
  { table: 'contact_person', owner: '{row}.customer_id', kind: 'part' },
  { table: 'customer_tag', owner: '{row}.customer_id', kind: 'part' },
  { table: 'external_reference', owner: '{row}.customer_id', kind: 'part' },
  { table: 'staff', owner: 'null', kind: 'record' },
  { table: 'article_group', owner: 'null', kind: 'record' },
  { table: 'article', owner: 'null', kind: 'record' },
  { table: 'purchase', owner: '{row}.customer_id', kind: 'ledger' },
  { table: 'purchase_line', owner: '(select customer_id from purchase where id = {row}.purchase_id)', kind: 'record', onlyUpdates: true },
  { table: 'purchase_reduction', owner: '(select customer_id from purchase where id = {row}.purchase_id)', kind: 'record' },
  { table: 'voucher', owner: '{row}.owner_id', kind: 'record' },
  { table: 'voucher_use', owner: '(select customer_id from purchase where id = {row}.purchase_id)', kind: 'record' },
  { table: 'tier', owner: 'null', kind: 'record' },
  { table: 'bonus_rule', owner: 'null', kind: 'record' },
  { table: 'loyalty_account', owner: '{row}.customer_id', kind: 'ledger' },
  { table: 'card_design', owner: 'null', kind: 'record' },
  { table: 'card', owner: '(select customer_id from loyalty_account where id = {row}.account_id)', kind: 'record' },
  { table: 'point_entry', owner: '(select customer_id from loyalty_account where id = {row}.account_id)', kind: 'ledger' },
  // Both ends know of a relation; it is told in the history of the one it was entered at.
  { table: 'relation', owner: '{row}.a_id', kind: 'record' },
  { table: 'own_field', owner: 'null', kind: 'record' },
  { table: 'own_value', owner: '{row}.customer_id', kind: 'part' },
  { table: 'tag', owner: 'null', kind: 'record' },
  { table: 'consent', owner: '{row}.customer_id', kind: 'ledger' },
  { table: 'document', owner: '{row}.customer_id', kind: 'part' },
  { table: 'care_setting', owner: '{row}.customer_id', kind: 'record' },
  { table: 'demand', owner: '{row}.customer_id', kind: 'record' },
  { table: 'warning_mute', owner: '{row}.customer_id', kind: 'record' },
  { table: 'warning_action', owner: '{row}.customer_id', kind: 'record' },
  { table: 'case_file', owner: '{row}.customer_id', kind: 'record' },
  { table: 'contact', owner: '{row}.customer_id', kind: 'record' },
  { table: 'text_block', owner: 'null', kind: 'record' },
  { table: 'process_step', owner: 'null', kind: 'record' },
  { table: 'care_process', owner: '{row}.customer_id', kind: 'record' },
  { table: 'recurring_rule', owner: '{row}.customer_id', kind: 'record' },
  { table: 'task', owner: '{row}.customer_id', kind: 'record', mayVanish: true },
  { table: 'task_snooze', owner: '(select customer_id from task where id = {row}.task_id)', kind: 'record', mayVanish: true },
  { table: 'phase_step', owner: 'null', kind: 'record' },
  { table: 'customer_step', owner: '{row}.customer_id', kind: 'record' },
  { table: 'phase_override', owner: '{row}.customer_id', kind: 'record' },
  { table: 'today_mark', owner: '{row}.customer_id', kind: 'record' },
  { table: 'day_close', owner: 'null', kind: 'record' },
  { table: 'not_duplicate', owner: '{row}.a_id', kind: 'record' },
  { table: 'setting', owner: 'null', kind: 'record' },
  { table: 'saved_view', owner: 'null', kind: 'record' },
]

const CURRENT = '(select operation_id from current_operation)'

/** Writes the change-log triggers anew from the live schema; runs at the end of migrating. */
export function installChangeLog(db: Db): void {
  const old = db.prepare<[], string>(`select name from sqlite_schema where type = 'trigger' and name like 'log\\_%' escape '\\'`).pluck().all()
  for (const name of old) db.exec(`drop trigger "${name}"`)
  for (const logged of loggedTables) {
    const columns = columnsOf(db, logged.table)
    // A table that a later migration makes gets its triggers then.
    if (columns.length > 0) for (const sql of triggersFor(logged, columns)) db.exec(sql)
  }
}

/** The columns of a table, in their order. */
export function columnsOf(db: Pick<Db, 'prepare'>, table: string): string[] {
  return db.prepare<[string], string>('select name from pragma_table_info(?)').pluck().all(table)
}

function triggersFor({ table, owner, kind, also, onlyUpdates }: LoggedTable, columns: readonly string[]): string[] {
  const ownerOf = (row: 'new' | 'old') => owner.replaceAll('{row}', row)
  const log = (row: 'new' | 'old', change: string, before: string, after: string, whose = ownerOf(row)) =>
    `insert into change (operation_id, table_name, row_id, customer_id, kind, before, after) values (${CURRENT}, '${table}', ${row}.rowid, ${whose}, '${change}', ${before}, ${after})`
  // Ids rise strictly, so a customer with a higher id than the operation was made by it; undoing that insert takes the parts along.
  // Without an operation the comparison is null, and nothing is written.
  const isWorthAnEntry = kind === 'part' ? `new.customer_id < ${CURRENT}` : `${CURRENT} is not null`
  const whole = `json_object(${columns.map((c) => `'${c}', old."${c}"`).join(', ')})`
  const changed = (row: 'new' | 'old') =>
    `(select json_group_object(k, v) from (${columns.map((c) => `select '${c}' as k, ${row}."${c}" as v where old."${c}" is not new."${c}"`).join(' union all ')}))`
  const anyChange = columns.map((c) => `old."${c}" is not new."${c}"`).join(' or ')
  // A row that goes from one customer to another is told to both. Taking it back twice is the same as once.
  const moved = (column: string, whose: string) =>
    `create trigger log_${table}_${whose.startsWith('new') ? 'to' : 'from'} after update of ${column} on ${table}
     when ${CURRENT} is not null and old."${column}" is not new."${column}" and ${whose} is not null
     begin ${log('new', 'update', `json_object('${column}', old."${column}")`, `json_object('${column}', new."${column}")`, whose)}; end`
  const update = `create trigger log_${table}_update after update on ${table} when ${CURRENT} is not null and (${anyChange}) begin ${log('new', 'update', changed('old'), changed('new'))}; end`
  if (onlyUpdates) return [update]
  const key = /\{row\}\.(\w+)/.exec(owner)?.[1]
  const moves = key === undefined || key === 'id' ? [] : [moved(key, ownerOf('old'))]
  if (also !== undefined) moves.push(moved(also, `old."${also}"`), moved(also, `new."${also}"`))
  return [
    ...moves,
    `create trigger log_${table}_insert after insert on ${table} when ${isWorthAnEntry} begin ${log('new', 'insert', 'null', 'null')}; end`,
    update,
    `create trigger log_${table}_delete after delete on ${table} when ${CURRENT} is not null begin ${log('old', 'delete', whole, 'null')}; end`,
  ]
}
