import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackend, DATABASE_FILE } from '../../electron/backend/create-backend.ts'
import { migrate } from '../../electron/database/migrate.ts'
import { openDatabase } from '../../electron/database/open.ts'
import { buildShop } from '../bench/build-shop.ts'
import { command, startCommand } from '../support/command-line.ts'
import { openHouse, Refused } from '../support/house.ts'
import { openShopFolder, refusal } from '../support/shop-folder.ts'

let root: string
let data: string
let file: string
const disks: string[] = []
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stammkunde-fault-'))
  data = join(root, 'data')
  file = join(data, DATABASE_FILE)
})
afterEach(() => {
  for (const disk of disks.splice(0)) spawnSync('umount', [disk])
  rmSync(root, { recursive: true, force: true })
})

/** A disk of its own, `size` big; null where this user may not mount one. */
function disk(options: string): string | null {
  const at = join(root, `disk${disks.length}`)
  mkdirSync(at)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at]).status !== 0) return null
  disks.push(at)
  return at
}
function canMount(): boolean {
  const at = mkdtempSync(join(tmpdir(), 'stammkunde-mount-'))
  const done = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at]).status === 0
  if (done) spawnSync('umount', [at])
  rmSync(at, { recursive: true, force: true })
  return done
}
const mounts = process.platform === 'linux' && canMount()
const refusedWith = (reason: string, sentence: string) => ({
  code: 1,
  answer: { ok: false, failure: { reason } },
  stderr: expect.stringContaining(sentence),
})
const count = () => command(['customers.count', '--data', data])
/** A data folder with one customer in it, closed. */
async function oneCustomer(): Promise<void> {
  expect(await command(['customers.create', '{"kind":"person","lastName":"Kern"}', '--data', data])).toMatchObject({ code: 0 })
}

describe('a second start on the same data folder', () => {
  it('is refused in one sentence, and works once the first has ended', async () => {
    const first = createBackend({ dataDir: data })
    expect(() => createBackend({ dataDir: data })).toThrow('data-folder-in-use')
    expect(await count()).toMatchObject(refusedWith('data-folder-in-use', data))
    expect(await first.dispatch('customers.create', { kind: 'person', lastName: 'Kern' })).toMatchObject({ ok: true })
    await first.close()
    expect(await count()).toMatchObject({ code: 0, answer: { value: { customers: 1 } } })
  })
})

describe('a folder that cannot be used', () => {
  it('is told apart: a file stands in its place', async () => {
    writeFileSync(data, 'a letter')
    expect(await count()).toMatchObject(refusedWith('folder-read-only', 'nicht schreiben'))
    expect(readFileSync(data, 'utf8')).toBe('a letter')
  })

  it('is told apart: its drive is missing', async () => {
    writeFileSync(join(root, 'file'), '')
    expect(await command(['customers.count', '--data', join(root, 'file/data')])).toMatchObject(refusedWith('folder-missing', 'gibt es nicht'))
  })

  it.skipIf(process.getuid?.() === 0)('is told apart: nothing may be written there', async () => {
    await oneCustomer()
    chmodSync(data, 0o555)
    expect(await count()).toMatchObject(refusedWith('folder-read-only', 'nicht schreiben'))
    chmodSync(data, 0o755)
    expect(await count()).toMatchObject({ answer: { value: { customers: 1 } } })
  })

  it.skipIf(!mounts)('is told apart: the whole drive is read-only', async () => {
    const drive = disk('ro,size=1m')!
    expect(await command(['customers.count', '--data', join(drive, 'data')])).toMatchObject({
      code: 1,
      answer: { failure: { reason: expect.stringMatching(/^folder-/) } },
    })
    expect(await command(['customers.count', '--data', drive])).toMatchObject(refusedWith('folder-read-only', 'nicht schreiben'))
  })
})

describe('a database that cannot be opened', () => {
  const unchanged = async (reason: string, sentence: string) => {
    const before = readFileSync(file)
    expect(await count()).toMatchObject(refusedWith(reason, sentence))
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0)
  }
  it('because it belongs to another program', async () => {
    mkdirSync(data)
    new Database(file).exec('create table foreign_data (x)').close()
    await unchanged('database-foreign', file)
  })
  it('because it is no database at all', async () => {
    mkdirSync(data)
    writeFileSync(file, 'Sehr geehrte Frau Kern,\n'.repeat(500))
    await unchanged('database-damaged', 'beschädigt')
  })
  it('because a newer program wrote it', async () => {
    await oneCustomer()
    const db = new Database(file)
    db.pragma('journal_mode = delete')
    db.pragma('user_version = 99')
    db.close()
    expect(await count()).toMatchObject(refusedWith('database-newer', 'neueren Ausgabe'))
    const kept = new Database(file)
    expect(kept.prepare('select last_name from customer').pluck().get()).toBe('Kern')
    kept.close()
  })
  it('because half of it is missing', async () => {
    await oneCustomer()
    truncateSync(file, Math.floor(statSync(file).size / 3))
    await unchanged('database-damaged', 'beschädigt')
  })
})

describe('a full disk', () => {
  it('refuses the booking that no longer fits, keeps all others, and goes on once there is room', async () => {
    const house = openHouse({ file: join(root, 'full.db') })
    const pages = house.db.pragma('page_count', { simple: true }) as number
    house.db.pragma(`max_page_count = ${pages + 20}`)
    let made = 0
    const memo = 'Merkzettel '.repeat(400)
    const failure = await (async () => {
      for (;;) {
        await house.call('customers.create', { kind: 'person', lastName: `Kern${made}`, memo })
        made++
      }
    })().catch((error: unknown) => (error instanceof Refused ? error.failure : error))
    expect(failure).toMatchObject({ reason: 'disk-full' })
    expect((await house.call('customers.count', {})).customers).toBe(made)
    expect(house.db.pragma('integrity_check', { simple: true })).toBe('ok')
    house.db.pragma(`max_page_count = ${pages + 2000}`)
    await house.call('customers.create', { kind: 'person', lastName: 'Brandt' })
    expect((await house.call('customers.count', {})).customers).toBe(made + 1)
    house.close()
  })

  it.skipIf(!mounts)(
    'under the data themselves: an import is taken back whole',
    async () => {
      const drive = disk('size=3m')!
      const list = join(root, 'kunden.csv')
      writeFileSync(
        list,
        ['Nachname;Vorname;Telefon;Ort', ...Array.from({ length: 30_000 }, (_, n) => `Kern${n};Sabine;0251 ${100_000 + n};Münster`)].join('\n'),
      )
      const words = ['--data', join(drive, 'data')]
      expect(await command(['imports.start', JSON.stringify({ file: list }), ...words])).toMatchObject(refusedWith('disk-full', 'voll'))
      expect(await command(['customers.count', ...words])).toMatchObject({ answer: { value: { customers: 0 } } })
      expect(await command(['imports.list', ...words])).toMatchObject({ answer: { value: { total: 0 } } })
    },
    30_000,
  )

  it.skipIf(!mounts)(
    'under the copy: the half-written copy is gone, the data are untouched',
    async () => {
      const folder = disk('size=2m')!
      mkdirSync(data)
      const db = openDatabase(file)
      migrate(db)
      buildShop(db, 4000, 5)
      db.close()
      expect(await command(['backup.create', JSON.stringify({ folder }), '--data', data])).toMatchObject(refusedWith('backup-target-full', folder))
      expect(readdirSync(folder)).toEqual([])
      expect(await count()).toMatchObject({ answer: { value: { customers: 4000 } } })
    },
    30_000,
  )

  it.skipIf(!mounts)(
    'under a restore: nothing has moved',
    async () => {
      const drive = disk('size=6m')!
      const shop = openShopFolder()
      const db = openDatabase(shop.file)
      buildShop(db, 4000, 5)
      db.close()
      const { file: copy } = await shop.job('backup.create', { folder: shop.target })
      const small = createBackend({ dataDir: join(drive, 'data') })
      await small.dispatch('customers.create', { kind: 'person', lastName: 'Kern' })
      await small.close()
      const words = ['--data', join(drive, 'data')]
      expect(await command(['backup.restore', JSON.stringify({ file: copy }), ...words])).toMatchObject(refusedWith('disk-full', 'voll'))
      expect(await command(['customers.count', ...words])).toMatchObject({ answer: { value: { customers: 1 } } })
      expect(existsSync(join(drive, 'data/restoring'))).toBe(false)
      await shop.close()
    },
    30_000,
  )

  it.skipIf(!mounts)('on a target that may only be read', async () => {
    const folder = disk('ro,size=1m')!
    await oneCustomer()
    expect(await command(['backup.create', JSON.stringify({ folder }), '--data', data])).toMatchObject(refusedWith('backup-target-read-only', folder))
  })
})

describe('a program that is killed', () => {
  it('in the middle of an import leaves nothing half-written and no lock', async () => {
    await oneCustomer()
    const list = join(root, 'kunden.csv')
    writeFileSync(list, ['Nachname;Vorname', ...Array.from({ length: 80_000 }, (_, n) => `Brandt${n};Uwe`)].join('\n'))
    const running = startCommand(['imports.start', JSON.stringify({ file: list }), '--data', data])
    await running.says(/writing [1-9]\d* %/)
    running.kill('SIGKILL')
    expect((await running.ended).code).toBeNull()
    expect(await count()).toMatchObject({ code: 0, answer: { value: { customers: 1 } } })
    expect(await command(['imports.list', '--data', data])).toMatchObject({ answer: { value: { total: 0 } } })
    const db = openDatabase(file)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.prepare('select operation_id from current_operation').pluck().get()).toBeNull()
    expect(db.prepare('select count(*) from customer_summary').pluck().get()).toBe(1)
    db.close()
  }, 30_000)

  it('in the middle of a restore has either the old data or the new', async () => {
    const shop = openShopFolder()
    const db = openDatabase(shop.file)
    buildShop(db, 3000, 5)
    db.close()
    const { file: copy } = await shop.job('backup.create', { folder: shop.target })
    await shop.call('customers.create', { kind: 'person', lastName: 'Kern' })
    await shop.backend.close()
    const words = ['--data', shop.dataDir]
    const running = startCommand(['backup.restore', JSON.stringify({ file: copy }), ...words])
    await new Promise((resolve) => setTimeout(resolve, 400))
    running.kill('SIGKILL')
    await running.ended.catch(() => {})
    const { answer } = await command(['backup.counts', ...words])
    expect([3000, 3001]).toContain((answer as { value?: { customers: number } }).value?.customers)
    const again = openShopFolder({ root: shop.root })
    expect(await refusal(again.job('backup.restore', { file: join(root, 'gone') }))).toMatchObject({ reason: 'backup-file-missing' })
    expect(await again.job('backup.restore', { file: copy })).toMatchObject({ counts: { customers: 3000 } })
    await again.close()
  }, 30_000)
})
