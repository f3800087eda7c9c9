import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { migrate } from '../../electron/database/migrate.ts'
import { openDatabase } from '../../electron/database/open.ts'
import { schemaSnapshot, SNAPSHOT_FILE } from '../../scripts/db-snapshot.ts'

test('schema.sql is what the migrations make (else: npm run db:snapshot)', () => {
  expect(readFileSync(SNAPSHOT_FILE, 'utf8')).toBe(schemaSnapshot())
})

function opened() {
  const db = openDatabase(':memory:')
  migrate(db)
  return db
}

test('every table of ours is strict, and every foreign key says what deleting does', () => {
  const db = opened()
  const tables = db
    .prepare<[], { name: string; strict: number }>(
      "select name, strict from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'",
    )
    .all()
  expect(tables.filter(({ strict }) => strict !== 1)).toEqual([])
  const references = schemaSnapshot().match(/references \w+ \(id\)[^,\n]*/g) ?? []
  expect(references.length).toBeGreaterThan(10)
  expect(references.filter((text) => !/ on delete (cascade|restrict|set null|no action)(\) strict;)?$/.test(text))).toEqual([])
  db.close()
})

test('every foreign key has an index to find its rows by, but for those that are hardly ever deleted', () => {
  const db = opened()
  const without = db
    .prepare<[], string>(
      `select t.name || '.' || f."from" from pragma_table_list t join pragma_foreign_key_list(t.name) f
       where t.schema = 'main' and t.type = 'table' and not exists (
         select 1 from pragma_index_list(t.name) i join pragma_index_info(i.name) c where c.seqno = 0 and c.name = f."from")
       order by 1`,
    )
    .pluck()
    .all()
  // Operations stay for good; nothing looks for the imports of one.
  expect(without).toEqual(['import_run.operation_id'])
  db.close()
})

test.each(['purchase', 'phase_change', 'point_entry', 'consent'])('%s is append-only', (table) => {
  const db = opened()
  const triggers = db
    .prepare<[string], string>("select sql from sqlite_schema where type = 'trigger' and tbl_name = ? and name not like 'log_%'")
    .pluck()
    .all(table)
  expect(triggers.some((sql) => /before delete/.test(sql) && /raise\(abort/.test(sql))).toBe(true)
  db.close()
})
