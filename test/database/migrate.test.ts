import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate, SCHEMA_VERSION } from '../../electron/database/migrate.ts'
import { migrations } from '../../electron/database/migrations/index.ts'
import { openDatabase, openReadOnly } from '../../electron/database/open.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stammkunde-migrate-'))
  file = join(folder, 'stammkunde.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const refusal = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('was not refused')
}
const next = { name: 'next', sql: 'create table extra (id integer primary key) strict;' }
const broken = { name: 'broken', sql: 'create table half (id integer primary key) strict; create table half (id integer) strict;' }

describe('a new file', () => {
  test('gets the whole schema without a copy of nothing', () => {
    const db = openDatabase(file)
    expect(migrate(db)).toBeNull()
    expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(migrate(db)).toBeNull()
    db.close()
    expect(existsSync(join(folder, 'before-update'))).toBe(false)
  })
})

describe('a file of an older version', () => {
  test('is copied, checked, before the first pending step, and then brought up to date', () => {
    const db = openDatabase(file)
    migrate(db)
    db.prepare("insert into setting (id, key, value) values (1, 'shopName', '\"Kern\"')").run()
    const copy = migrate(db, [...migrations, next])
    expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION + 1)
    db.close()
    const kept = openReadOnly(copy!)
    expect(kept.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION)
    expect(kept.prepare('select value from setting').pluck().all()).toEqual(['"Kern"'])
    kept.close()
    expect(readdirSync(join(folder, 'before-update'))).toHaveLength(1)
  })
  test('stays as it was when a step fails, and the failure says where the copy lies', () => {
    const db = openDatabase(file)
    migrate(db)
    const failure = refusal(() => migrate(db, [...migrations, next, broken]))
    expect(failure).toMatchObject({ code: 'conflict', reason: 'migration-failed', detail: { step: 'broken' } })
    expect(existsSync((failure as { detail: { copy: string } }).detail.copy)).toBe(true)
    expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION + 1)
    expect(db.prepare("select count(*) from sqlite_schema where name = 'half'").pluck().get()).toBe(0)
    db.close()
  })
})

describe('a file that is not ours to open', () => {
  test('of a newer version is refused and left alone', () => {
    const db = openDatabase(file)
    migrate(db, [...migrations, next])
    expect(refusal(() => migrate(db))).toMatchObject({ code: 'conflict', reason: 'database-newer' })
    db.close()
  })
  test('of another program is refused and left alone', () => {
    const other = new Database(file)
    other.exec('create table theirs (id integer)')
    other.close()
    expect(refusal(() => openDatabase(file))).toMatchObject({ code: 'conflict', reason: 'database-foreign' })
    const again = new Database(file)
    expect(again.pragma('journal_mode', { simple: true })).toBe('delete')
    again.close()
  })
  test('that is no database is refused as damaged', () => {
    writeFileSync(file, 'This is a letter to a customer, not a database. '.repeat(50))
    expect(refusal(() => openDatabase(file))).toMatchObject({ code: 'SQLITE_NOTADB' })
  })
})

test('what is written in the log of changes follows a column that a later step adds', () => {
  const db = openDatabase(file)
  migrate(db)
  migrate(db, [...migrations, { name: 'column', sql: "alter table address add column district text not null default ''" }])
  const trigger = db.prepare("select sql from sqlite_schema where name = 'log_address_update'").pluck().get() as string
  expect(trigger).toContain('district')
  db.close()
})

test('a printer that was set before printers had names keeps its offset, and the sheet its place', () => {
  const before = migrations.findIndex(({ name }) => name.endsWith('-printers'))
  const db = openDatabase(file)
  migrate(db, migrations.slice(0, before))
  const put = db.prepare('insert into setting (id, key, value) values (?, ?, ?)')
  put.run(1, 'printOffsetYMm', '-0.2')
  put.run(2, 'usedSheetPositions', '3')
  migrate(db)
  const stored = db.prepare('select key, value from setting order by key').all()
  expect(stored).toEqual([
    { key: 'printers', value: '[{"name":"","offsetXMm":0,"offsetYMm":-0.2}]' },
    { key: 'usedPlaces', value: '{"32010":3}' },
  ])
  db.close()
})

test('cards of before designs keep their owner and their look, and count as handed over', () => {
  const before = migrations.findIndex(({ name }) => name.endsWith('-card-designs'))
  const db = openDatabase(file)
  migrate(db, migrations.slice(0, before))
  db.exec(`insert into customer (id, number, kind, first_name, last_name, created_on, created_at, updated_at) values (10, '1', 'person', 'Sabine', 'Kern', '2026-01-01', '', '');
    insert into loyalty_account (id, customer_id, opened_on) values (11, 10, '2026-01-01');
    insert into card (id, account_id, serial, number, status, issued_on, status_since, printed_at) values (13, 11, 2, '2000000000251', 'active', '2026-01-03', '2026-01-03', '2026-01-04T10:00:00.000Z');
    insert into card (id, account_id, serial, number, status, issued_on, status_since, replaced_by_id) values (12, 11, 1, '2000000000152', 'replaced', '2026-01-01', '2026-01-03', 13);
    insert into setting (id, key, value) values (14, 'cardColor', '"#7c2d4f"'), (15, 'cardText', '"Danke"')`)
  migrate(db)
  expect(db.prepare('select id, account_id, status, replaced_by_id, handed_over_on, design_id from card order by id').raw().all()).toEqual([
    [12, 11, 'replaced', 13, null, null],
    [13, 11, 'active', null, '2026-01-04', null],
  ])
  expect(db.prepare('select color, back_text, is_default from card_design').raw().all()).toEqual([['#7c2d4f', 'Danke', 1]])
  expect(db.prepare("select count(*) from setting where key like 'card%'").pluck().get()).toBe(0)
  expect(db.pragma('foreign_key_check')).toEqual([])
  db.close()
})
