import { expect, test } from 'vitest'
import { customerTables } from '../../electron/database/customer-tables.ts'
import { migrate } from '../../electron/database/migrate.ts'
import { openDatabase } from '../../electron/database/open.ts'

test('every foreign key to a customer or an account says what becomes of its rows in a merge and when the bin is emptied', () => {
  const db = openDatabase(':memory:')
  migrate(db)
  const tables = db.prepare<[], string>("select name from pragma_table_list where schema = 'main' and type = 'table'").pluck().all()
  const keys = tables.flatMap((table) =>
    (db.pragma(`foreign_key_list("${table}")`) as { table: string; from: string }[])
      .filter(({ table: parent }) => parent === 'customer' || parent === 'loyalty_account')
      .map(({ from }) => `${table}.${from}`),
  )
  db.close()
  expect(keys.length).toBeGreaterThan(8)
  const ruled = new Set(customerTables.map(({ table, column }) => `${table}.${column}`))
  expect(keys.filter((key) => !ruled.has(key))).toEqual([])
})

test('no key has two rules', () => {
  const keys = customerTables.map(({ table, column }) => `${table}.${column}`)
  expect(new Set(keys).size).toBe(keys.length)
})
