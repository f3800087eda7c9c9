import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { loggedTables } from '../../electron/database/change-log.ts'
import { migrate } from '../../electron/database/migrate.ts'
import { openDatabase } from '../../electron/database/open.ts'

const root = resolve(import.meta.dirname, '../..')
const services = join(root, 'electron/services')
/** Mechanisms of the database itself, written by electron/database and by the operations service that undoes. */
const MECHANISM = new Set(['id_mark', 'operation', 'current_operation', 'change'])
/** Services that work on any table by their nature, each with its reason. */
const ACROSS = [
  'electron/services/operations/' /* undo puts rows of every logged table back */,
  'electron/services/merges/' /* carries rows of every table from one customer to another, by the rules of customer-tables.ts */,
  'electron/services/bin/' /* empties all that is a customer's, by the same rules */,
  'electron/services/sample/' /* removes invented customers with all that is theirs */,
]

function tables(): string[] {
  const db = openDatabase(':memory:')
  migrate(db)
  const names = db
    .prepare<[], string>("select name from pragma_table_list where schema = 'main' and type in ('table', 'virtual') and name not like 'sqlite_%'")
    .pluck()
    .all()
  db.close()
  return names
}

test('every table is written by exactly one capability', () => {
  const writers = new Map<string, Set<string>>()
  const files = readdirSync(services, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  for (const entry of files) {
    const path = relative(root, join(entry.parentPath, entry.name))
    if (ACROSS.some((folder) => path.startsWith(folder))) continue
    const text = readFileSync(join(root, path), 'utf8')
    for (const match of text.matchAll(/\b(?:insert(?:\s+or\s+\w+)?\s+into|update|delete\s+from)\s+"?([a-z_]+)"?/gi)) {
      const table = match[1]!.toLowerCase()
      writers.set(table, (writers.get(table) ?? new Set()).add(path.split('/')[2]!))
    }
  }
  const known = tables()
  const wrong = known
    .filter((table) => !MECHANISM.has(table))
    .flatMap((table) => {
      const by = [...(writers.get(table) ?? [])]
      return by.length === 1 ? [] : [`${table}: ${by.join(', ') || 'nobody'}`]
    })
  expect(wrong).toEqual([])
})

test('every table that holds what an owner enters is remembered by the change log', () => {
  const derived = new Set([
    'id_mark',
    'card_serial',
    'operation',
    'current_operation',
    'change',
    'customer_summary',
    'customer_search',
    'customer_mark',
    'account_tier' /* follows from receipts and reviews */,
    'tier_change',
    'point_mark' /* through which day points were let end */,
    'programme_version' /* follows from the settings, which are remembered */,
    'phase_change',

    'import_run',
    'import_row',
    'import_mapping',
    'backup_copy',
    'export_run',
    'erased_file',
    'duplicate_pair',
    'duplicate_key',
    'duplicate_scan',
    'contact_search',
    'contact_to_index',
    'customer_demand',
    'customer_warning',
    'warning_state',
    'warning_history',
  ])
  const logged = new Set(loggedTables.map(({ table }) => table))
  expect(tables().filter((table) => !derived.has(table) && !logged.has(table) && !/^(customer|contact)_search_/.test(table))).toEqual([])
})
