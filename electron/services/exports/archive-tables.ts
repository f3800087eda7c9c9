import type { ReadDb } from '../../database/open.ts'

/**
 * Tables that an archive leaves out, each with its reason; the archive itself says so. Every other table is written, so a later one
 * cannot be forgotten.
 */
export const leftOutOfArchive: Readonly<Record<string, string>> = {
  customer_summary: 'computed from the other tables',
  customer_search: 'computed from the other tables',
  contact_search: 'computed from the other tables',
  contact_to_index: 'belongs to the running program',
  customer_demand: 'computed from the other tables',
  customer_warning: 'computed from the other tables',
  warning_history: 'computed from the other tables',
  warning_state: 'belongs to the running program',
  current_operation: 'belongs to the running program',
  duplicate_key: 'computed from the other tables',
  duplicate_pair: 'computed from the other tables',
  duplicate_scan: 'computed from the other tables',
  erased_file: 'belongs to the running program',
  id_mark: 'belongs to the running program',
  point_mark: 'belongs to the running program',
  operation: 'memory for undo; what is in force stands in the other tables',
  change: 'memory for undo; what is in force stands in the other tables',
}

/** The tables that an archive holds, by name; FTS5 keeps tables of its own for each search index. */
export function archivedTables(db: ReadDb): string[] {
  const names = db
    .prepare<[], string>(
      "select name from pragma_table_list where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite_%' order by name",
    )
    .pluck()
    .all()
  const shadow = names.filter((name) => /_(config|content|data|docsize|idx)$/.test(name) && names.includes(name.replace(/_[a-z]+$/, '')))
  return names.filter((name) => !Object.hasOwn(leftOutOfArchive, name) && !shadow.includes(name))
}

/** Columns that hold JSON, by what the table itself checks. */
function jsonColumns(db: ReadDb, table: string): string[] {
  const sql = db.prepare<[string], string>('select sql from sqlite_schema where name = ?').pluck().get(table) ?? ''
  return [...sql.matchAll(/json_valid\s*\(\s*"?(\w+)"?\s*\)/g)].map((match) => match[1]!)
}

/** The rows of a table as JSON Lines, in the order in which they were made: JSON as JSON, bytes as base64, all else as it is stored. */
export function* tableLines(db: ReadDb, table: string): Generator<string> {
  const json = jsonColumns(db, table)
  for (const row of db.prepare<[], Record<string, unknown>>(`select * from "${table}" order by rowid`).iterate()) {
    for (const column of json) if (typeof row[column] === 'string') row[column] = JSON.parse(row[column])
    for (const [column, value] of Object.entries(row))
      if (value instanceof Uint8Array) row[column] = { base64: Buffer.from(value).toString('base64') }
    yield `${JSON.stringify(row)}\n`
  }
}
