import { expect, it } from 'vitest'
import { migrations } from '../../../electron/database/migrations/index.ts'
import { migrate } from '../../../electron/database/migrate.ts'
import { openDatabase } from '../../../electron/database/open.ts'
import { importsRepository } from '../../../electron/services/imports/imports.repository.ts'

it('imports of the first version keep their kind and their rows', () => {
  const db = openDatabase(':memory:')
  const before = migrations.findIndex(({ name }) => name === '0009-import-runs')
  migrate(db, migrations.slice(0, before))
  db.exec(`insert into import_run (id, file_name, format, at) values (1, 'a.vcf', 'vcard', '2026-01-01T00:00:00.000Z'), (2, 'b.csv', 'csv', '2026-01-02T00:00:00.000Z'), (3, 'c.csv', 'csv', '2026-01-03T00:00:00.000Z');
    insert into import_row (import_id, line, action) values (1, 1, 'created'), (1, 9, 'failed'), (2, 2, 'created')`)
  migrate(db)
  const imports = importsRepository(db)
  const ranges = ([1, 2, 3] as never[]).map((id) => imports.rows(id, null, 10, 0).rows.map(({ line }) => line))
  expect(ranges).toEqual([[1, 9], [2], []])
  expect(imports.find(1 as never)).toMatchObject({ format: 'vcard', mode: 'both', key: null })
  expect(imports.rows(1 as never, 'failed', 10, 0).total).toBe(1)
  db.close()
})
