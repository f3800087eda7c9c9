/** Writes the whole schema as the migrations leave it to electron/database/schema.sql: to read, and to see what a migration changes. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { migrate } from '../electron/database/migrate.ts'
import { openDatabase } from '../electron/database/open.ts'

export const SNAPSHOT_FILE = fileURLToPath(new URL('../electron/database/schema.sql', import.meta.url))

/** Every table with its indexes and triggers, by name; FTS5's own tables and SQLite's are left out. */
export function schemaSnapshot(): string {
  const db = openDatabase(':memory:')
  try {
    migrate(db)
    const statements = db
      .prepare<[], string>(
        `select s.sql from sqlite_schema s
         where s.sql is not null and not exists (select 1 from pragma_table_list t where t.schema = 'main' and t.type = 'shadow' and t.name = s.tbl_name)
         order by s.tbl_name, case s.type when 'table' then 0 when 'index' then 1 else 2 end, s.name`,
      )
      .pluck()
      .all()
    return `-- Written by "npm run db:snapshot" from electron/database/migrations. Not run by anything.\n\n${statements.map((sql) => `${sql};\n`).join('\n')}`
  } finally {
    db.close()
  }
}

if (import.meta.main) writeFileSync(SNAPSHOT_FILE, schemaSnapshot())
