import { closeSync, copyFileSync, existsSync, mkdirSync, openSync, readdirSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SCHEMA_VERSION } from '../../../electron/database/migrate.ts'
import { openDatabase, openReadOnly } from '../../../electron/database/open.ts'
import type { Db } from '../../../electron/database/open.ts'
import { putInPlace } from '../../../electron/services/backup/restore-copy.ts'
import { openShopFolder, refusal } from '../../support/shop-folder.ts'
import type { ShopFolder } from '../../support/shop-folder.ts'

let shop: ShopFolder
let copy: string
const names = async () => (await shop.call('customers.list', {})).rows.map(({ displayName }) => displayName)
const add = (lastName: string) => shop.call('customers.create', { kind: 'person', lastName })
const keptFolder = () => join(shop.dataDir, 'before-restore')
const beside = () =>
  readdirSync(shop.dataDir)
    .filter((name) => !['logs', 'before-restore', 'stammkunde.lock'].includes(name))
    .toSorted()

beforeEach(async () => {
  shop = openShopFolder()
  await add('Kern')
  copy = (await shop.job('backup.create', { folder: shop.target })).file
  await add('Brandt')
})
afterEach(() => shop.close())

describe('restore', () => {
  it('puts the copy in place, keeps the present data, and can be undone', async () => {
    const { counts, keptFile } = await shop.job('backup.restore', { file: copy })
    expect(counts).toEqual({ customers: 1, purchases: 0, cards: 0 })
    expect(await names()).toEqual(['Kern'])
    const kept = openReadOnly(keptFile)
    expect(kept.prepare('select count(*) from customer').pluck().get()).toBe(2)
    expect(kept.pragma('integrity_check', { simple: true })).toBe('ok')
    kept.close()
    expect(await shop.call('backup.status', {})).toMatchObject({ canUndoRestore: true, lastRestoreAt: expect.any(String), isDue: false })

    expect(await shop.job('backup.undoRestore', {})).toEqual({ counts: { customers: 2, purchases: 0, cards: 0 } })
    expect(await names()).toEqual(['Brandt', 'Kern'])
    expect(await shop.call('backup.status', {})).toMatchObject({ canUndoRestore: false })
    expect((await refusal(shop.job('backup.undoRestore', {}))).reason).toBe('restore-nothing-to-undo')
    expect(readdirSync(keptFolder())).toHaveLength(1)
    expect(beside().filter((name) => !name.startsWith('stammkunde.db'))).toEqual([])
  })

  it('survives the end of the program, and so does the way back', async () => {
    await shop.job('backup.restore', { file: copy })
    await shop.backend.close()
    shop = openShopFolder({ root: shop.root })
    expect(await names()).toEqual(['Kern'])
    await shop.job('backup.undoRestore', {})
    expect(await names()).toEqual(['Brandt', 'Kern'])
  })

  it('never gives an id or a number away twice', async () => {
    const brandt = (await shop.call('customers.list', {})).rows.find(({ displayName }) => displayName === 'Brandt')!
    const card = await shop.call('cards.issue', { customerId: brandt.id })
    await shop.job('backup.restore', { file: copy })
    const oeding = await add('Oeding')
    expect(oeding.id).toBeGreaterThan(brandt.id)
    expect(Number(oeding.number)).toBeGreaterThan(Number(brandt.number))
    expect((await shop.call('cards.issue', { customerId: oeding.id })).number).not.toBe(card.number)
  })

  it('goes on as usual: writing, undo, another copy', async () => {
    await shop.job('backup.restore', { file: copy })
    await add('Oeding')
    await shop.job('operations.undoLast', {})
    expect(await names()).toEqual(['Kern'])
    expect(await shop.job('backup.create', { folder: shop.target })).toMatchObject({ counts: { customers: 1 } })
    expect((await shop.call('backup.list', {})).copies.map(({ state }) => state)).toEqual(['verified', 'verified'])
  })

  it('takes a copy of a program that was left with its log beside it', async () => {
    const source = new Database(copy)
    source.pragma('journal_mode = wal')
    source.pragma('wal_autocheckpoint = 0')
    source.prepare("update customer set last_name = 'Kern-Ahlers'").run()
    mkdirSync(join(shop.root, 'crashed'))
    const crashed = join(shop.root, 'crashed/stammkunde.db')
    for (const ending of ['', '-wal']) copyFileSync(copy + ending, crashed + ending)
    source.close()
    await shop.job('backup.restore', { file: crashed })
    expect((await shop.call('customers.search', { text: 'Kern' })).total).toBe(1)
    const [row] = (await shop.call('customers.list', {})).rows
    expect((await shop.call('customers.get', { customerId: row!.id })).lastName).toBe('Kern-Ahlers')
  })

  it('runs in a thread of its own in the app', async () => {
    await shop.backend.close()
    shop = openShopFolder({ root: shop.root, inWorker: true })
    const phases = new Set<string>()
    await shop.job('backup.restore', { file: copy }, (phase) => void phases.add(phase))
    expect(await names()).toEqual(['Kern'])
    expect(phases.size).toBeGreaterThan(0)
    await shop.job('backup.undoRestore', {})
    expect(await names()).toEqual(['Brandt', 'Kern'])
  })

  it('stops when it is cancelled, and nothing has moved', async () => {
    const before = beside()
    const failure = await refusal(shop.job('backup.restore', { file: copy }, (_, cancel) => cancel()))
    expect(failure.reason).toBe('cancelled')
    expect(await names()).toEqual(['Brandt', 'Kern'])
    expect(beside()).toEqual(before)
    expect(existsSync(keptFolder()) ? readdirSync(keptFolder()) : []).toEqual([])
  })
})

describe('a file that cannot be restored', () => {
  const file = () => join(shop.root, 'other.skbackup')
  const cases: [string, string, () => void][] = [
    ['is not there', 'backup-file-missing', () => {}],
    ['is empty', 'backup-not-a-backup', () => writeFileSync(file(), '')],
    ['is a letter', 'backup-not-a-backup', () => writeFileSync(file(), 'Sehr geehrte Frau Kern,\n'.repeat(1000))],
    ['is a folder', 'backup-not-a-backup', () => mkdirSync(file())],
    ['belongs to another program', 'backup-not-a-backup', () => new Database(file()).exec('create table t (x)').close()],
    [
      'was cut off',
      'backup-damaged',
      () => {
        copyFileSync(copy, file())
        truncateSync(file(), Math.floor(statSync(copy).size / 2 / 4096) * 4096)
      },
    ],
    [
      'was cut off in the middle of a page',
      'backup-damaged',
      () => {
        copyFileSync(copy, file())
        truncateSync(file(), statSync(copy).size - 1000)
      },
    ],
    [
      'has a broken page',
      'backup-damaged',
      () => {
        copyFileSync(copy, file())
        const db = new Database(file())
        const root = db.prepare("select rootpage from sqlite_schema where name = 'customer'").pluck().get() as number
        db.close()
        const handle = openSync(file(), 'r+')
        writeSync(handle, Buffer.alloc(4096, 0xaa), 0, 4096, (root - 1) * 4096)
        closeSync(handle)
      },
    ],
    [
      'comes from a newer program',
      'backup-newer',
      () => {
        copyFileSync(copy, file())
        const db = new Database(file())
        db.pragma('user_version = 99')
        db.close()
      },
    ],
  ]
  it.each(cases)('%s', async (_, reason, make) => {
    make()
    const live = statSync(shop.file)
    expect(await refusal(shop.job('backup.check', { file: file() }))).toMatchObject({ reason, detail: { file: file() } })
    expect(await refusal(shop.job('backup.restore', { file: file() }))).toMatchObject({ reason, detail: { file: file() } })
    expect(await names()).toEqual(['Brandt', 'Kern'])
    expect(statSync(shop.file).ino).toBe(live.ino)
    expect(existsSync(join(shop.dataDir, 'restoring'))).toBe(false)
    expect(existsSync(keptFolder())).toBe(false)
  })

  it('a good one is described before anything happens', async () => {
    expect(await shop.job('backup.check', { file: copy })).toEqual({
      file: copy,
      at: expect.any(String),
      bytes: statSync(copy).size,
      counts: { customers: 1, purchases: 0, cards: 0 },
      schemaVersion: SCHEMA_VERSION,
      needsUpdate: false,
    })
    expect(await names()).toEqual(['Brandt', 'Kern'])
  })
})

describe('a restore while somebody else is at work', () => {
  it('waits its turn: it is refused while another connection holds the file, and goes through afterwards', async () => {
    const other = openReadOnly(shop.file)
    other.prepare('select count(*) from customer').get()
    expect((await refusal(shop.job('backup.restore', { file: copy }))).reason).toBe('writer-busy')
    expect(await names()).toEqual(['Brandt', 'Kern'])
    expect(readdirSync(keptFolder())).toEqual([])
    other.close()
    await shop.job('backup.restore', { file: copy })
    expect(await names()).toEqual(['Kern'])
  })

  it('is refused while a copy is being made in a thread', async () => {
    await shop.backend.close()
    shop = openShopFolder({ root: shop.root, inWorker: true })
    const copying = shop.job('backup.create', { folder: shop.target })
    const checking = shop.job('backup.check', { file: copy })
    const restoring = refusal(shop.job('backup.restore', { file: copy })).catch(() => null)
    await Promise.all([copying, checking])
    const failure = await restoring
    expect([undefined, 'writer-busy']).toContain(failure?.reason)
    expect(await names()).toEqual(failure === null ? ['Kern'] : ['Brandt', 'Kern'])
    await add('Oeding')
    expect(await names()).toContain('Oeding')
  })
})

describe('a restore whose file will not open', () => {
  it('brings the kept data back', async () => {
    await shop.backend.close()
    const ready = join(shop.dataDir, 'restoring/stammkunde.db')
    const kept = join(keptFolder(), 'stammkunde-2026-03-12T12-00-00-000Z.db')
    for (const folder of [keptFolder(), join(shop.dataDir, 'restoring')]) mkdirSync(folder)
    writeFileSync(ready, 'not a database at all, though it was checked a moment ago'.repeat(100))
    copyFileSync(shop.file, kept)
    const opened: string[] = []
    const swap = <T>(replace: () => void, then: (db: Db) => T): T => {
      replace()
      const db = openDatabase(shop.file)
      opened.push(shop.file)
      try {
        return then(db)
      } finally {
        db.close()
      }
    }
    const staged = { ready, kept, counts: { customers: 2, purchases: 0, cards: 0 } }
    expect(() => putInPlace(shop.file, staged, swap, { info() {}, error() {} })).toThrow('restore-failed')
    expect(opened).toHaveLength(1)
    shop = openShopFolder({ root: shop.root })
    expect(await names()).toEqual(['Brandt', 'Kern'])
    expect(beside().filter((name) => !name.startsWith('stammkunde.db'))).toEqual([])
  })
})
