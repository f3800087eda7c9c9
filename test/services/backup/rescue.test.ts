import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SCHEMA_VERSION } from '../../../electron/database/migrate.ts'
import { keptTooLong } from '../../../electron/services/backup/backup.rules.ts'
import { lastSetAside, putBack, setAside } from '../../../electron/services/backup/set-aside.ts'
import type { Timestamp } from '#contract'
import { command } from '../../support/command-line.ts'
import { openShopFolder, refusal } from '../../support/shop-folder.ts'
import type { ShopFolder } from '../../support/shop-folder.ts'

let shop: ShopFolder
let copy: string
const names = async () => (await shop.call('customers.list', {})).rows.map(({ displayName }) => displayName)
const add = (lastName: string) => shop.call('customers.create', { kind: 'person', lastName })
const asideFolder = () => join(shop.dataDir, 'set-aside')
/** What the owner finds on the next morning. */
async function overnight(spoil: () => void, inWorker = false): Promise<void> {
  await shop.backend.close()
  spoil()
  shop = openShopFolder({ root: shop.root, inWorker })
}
const scribble = () => writeFileSync(shop.file, 'Sehr geehrte Frau Kern,\n'.repeat(500))
function makeNewer(): void {
  const db = new Database(shop.file)
  db.pragma('user_version = 99')
  db.close()
}

beforeEach(async () => {
  shop = openShopFolder()
  await add('Kern')
  copy = (await shop.job('backup.create', { folder: shop.target })).file
  await add('Brandt')
})
afterEach(() => shop.close())

const spoilings: [string, string, () => void][] = [
  ['is no database any more', 'database-damaged', scribble],
  ['lost its second half', 'database-damaged', () => truncateSync(shop.file, Math.floor(statSync(shop.file).size / 3))],
  ['comes from a newer program', 'database-newer', makeNewer],
  [
    'belongs to another program',
    'database-foreign',
    () => {
      rmSync(shop.file)
      new Database(shop.file).exec('create table t (x)').close()
    },
  ],
  [
    'is a folder',
    'file-unreadable',
    () => {
      rmSync(shop.file)
      mkdirSync(shop.file)
    },
  ],
]

describe.each(spoilings)('a database that %s', (_, reason, spoil) => {
  it('is told of, and replaced by a copy while the program runs on; the file itself is kept', async () => {
    await overnight(spoil)
    const spoilt = statSync(shop.file).isFile() ? readFileSync(shop.file) : null
    expect(shop.backend.startFailure).toMatchObject({ reason })
    expect((await refusal(shop.call('customers.list', {}))).reason).toBe(reason)
    expect((await refusal(add('Oeding'))).reason).toBe(reason)
    expect((await refusal(shop.job('backup.create', { folder: shop.target }))).reason).toBe(reason)

    const { copies } = await shop.call('backup.list', {})
    expect(copies).toMatchObject([{ file: copy, state: 'verified', counts: { customers: 1, purchases: 0, cards: 0 } }])
    expect(await shop.job('backup.check', { file: copy })).toMatchObject({ counts: { customers: 1 }, needsUpdate: false })
    const { counts, keptFile } = await shop.job('backup.restore', { file: copy })
    expect(counts).toEqual({ customers: 1, purchases: 0, cards: 0 })
    expect(keptFile).toMatch(/set-aside.stammkunde-\d{4}-\d{2}-\d{2}T.*\.db$/)
    if (spoilt) expect(readFileSync(keptFile).equals(spoilt)).toBe(true)

    expect(await names()).toEqual(['Kern'])
    await add('Oeding')
    await shop.job('operations.undoLast', {})
    expect(await names()).toEqual(['Kern'])
    expect(await shop.call('backup.status', {})).toMatchObject({ canUndoRestore: false, setAside: { file: keptFile }, isDue: false })
    expect((await refusal(shop.job('backup.undoRestore', {}))).reason).toBe('restore-nothing-to-undo')
    await shop.backend.close()
    shop = openShopFolder({ root: shop.root })
    expect(shop.backend.startFailure).toBeNull()
    expect(await names()).toEqual(['Kern'])
  })
})

describe('bringing a copy back without a database', () => {
  it('runs in a thread of its own in the app, and tells how far it is', async () => {
    await overnight(scribble, true)
    const phases = new Set<string>()
    expect(await shop.job('backup.check', { file: copy })).toMatchObject({ counts: { customers: 1 } })
    await shop.job('backup.restore', { file: copy }, (phase) => void phases.add(phase))
    expect(await names()).toEqual(['Kern'])
    expect(phases.size).toBeGreaterThan(0)
  })

  it('does nothing where the copy is no better', async () => {
    await overnight(scribble)
    const letter = join(shop.root, 'brief.skbackup')
    writeFileSync(letter, 'Sehr geehrte Frau Kern,\n'.repeat(500))
    expect(await refusal(shop.job('backup.check', { file: letter }))).toMatchObject({ reason: 'backup-not-a-backup', detail: { file: letter } })
    expect((await refusal(shop.job('backup.restore', { file: letter }))).reason).toBe('backup-not-a-backup')
    expect((await refusal(shop.job('backup.restore', { file: join(shop.root, 'gone') }))).reason).toBe('backup-file-missing')
    expect(readFileSync(shop.file, 'utf8')).toMatch(/^Sehr geehrte/)
    expect(existsSync(asideFolder())).toBe(false)
    expect(existsSync(join(shop.dataDir, 'restoring'))).toBe(false)
  })

  it('can be cancelled, and nothing has moved', async () => {
    await overnight(scribble)
    expect((await refusal(shop.job('backup.restore', { file: copy }, (_, cancel) => cancel()))).reason).toBe('cancelled')
    expect(readFileSync(shop.file, 'utf8')).toMatch(/^Sehr geehrte/)
    expect(existsSync(asideFolder())).toBe(false)
  })

  it('gives no customer number and no card number away twice, though nobody can read how far they had got', async () => {
    const brandt = (await shop.call('customers.list', {})).rows.find(({ displayName }) => displayName === 'Brandt')!
    const card = await shop.call('cards.issue', { customerId: brandt.id })
    await overnight(scribble)
    await shop.job('backup.restore', { file: copy })
    const oeding = await add('Oeding')
    expect(Number(oeding.number)).toBeGreaterThan(Number(brandt.number))
    expect(Number((await shop.call('cards.issue', { customerId: oeding.id })).number.slice(1, 10))).toBeGreaterThan(Number(card.number.slice(1, 10)))
  })

  it('goes on with the next number where the marks of the newer file can be read', async () => {
    const brandt = (await shop.call('customers.list', {})).rows.find(({ displayName }) => displayName === 'Brandt')!
    await overnight(makeNewer)
    await shop.job('backup.restore', { file: copy })
    expect(Number((await add('Oeding')).number)).toBe(Number(brandt.number) + 1)
  })

  it('takes the log of the file that was replaced out of its way, and both come back together', () => {
    const live = join(shop.root, 'stammkunde.db')
    writeFileSync(live, 'the file')
    writeFileSync(`${live}-wal`, 'its log')
    const aside = setAside(live, shop.root, '2026-03-12T08:00:00.000Z' as Timestamp)
    expect([readFileSync(aside, 'utf8'), readFileSync(`${aside}-wal`, 'utf8')]).toEqual(['the file', 'its log'])
    expect([existsSync(live), existsSync(`${live}-wal`)]).toEqual([true, false])
    writeFileSync(`${shop.root}/copy`, 'a copy that will not open either')
    renameSync(`${shop.root}/copy`, live)
    putBack(aside, live)
    expect([readFileSync(live, 'utf8'), readFileSync(`${live}-wal`, 'utf8')]).toEqual(['the file', 'its log'])
    expect(lastSetAside(shop.root)).toBeNull()
  })

  it('a file of a newer program can be taken back later, when that program is there', async () => {
    await overnight(makeNewer)
    const { keptFile } = await shop.job('backup.restore', { file: copy })
    const newer = new Database(keptFile)
    newer.pragma(`user_version = ${SCHEMA_VERSION}`)
    newer.close()
    await shop.job('backup.restore', { file: keptFile })
    expect(await names()).toEqual(['Brandt', 'Kern'])
    expect(await shop.call('backup.status', {})).toMatchObject({ canUndoRestore: true, setAside: null })
  })

  it('finds what an earlier restore has laid aside, when there is no other copy', async () => {
    await shop.job('backup.restore', { file: copy })
    rmSync(copy)
    await overnight(scribble)
    const { copies } = await shop.call('backup.list', {})
    expect(copies.find(({ file }) => file === copy)).toMatchObject({ state: 'missing' })
    const kept = copies.find(({ state }) => state === 'unverified')!
    await shop.job('backup.restore', { file: kept.file })
    expect(await names()).toEqual(['Brandt', 'Kern'])
  })

  it('works without the notes about copies, and with notes that make no sense', async () => {
    await overnight(() => {
      scribble()
      writeFileSync(join(shop.dataDir, 'known-copies.json'), '[{"at":1},"x",null')
    })
    expect(await shop.call('backup.list', {})).toEqual({ copies: [] })
    await shop.job('backup.restore', { file: copy })
    expect(await names()).toEqual(['Kern'])
  })
})

describe('a broken page that shows only in use', () => {
  it('does not stand in the way of a copy', async () => {
    await overnight(() => {
      const db = new Database(shop.file)
      db.pragma('wal_checkpoint(truncate)')
      const root = db.prepare("select rootpage from sqlite_schema where name = 'card_serial'").pluck().get() as number
      db.close()
      const handle = openSync(shop.file, 'r+')
      writeSync(handle, Buffer.alloc(4096, 0xaa), 0, 4096, (root - 1) * 4096)
      closeSync(handle)
    })
    await shop.job('backup.restore', { file: copy })
    expect(await names()).toEqual(['Kern'])
  })
})

describe('on the command line', () => {
  it('the same calls work, and all others say why not', async () => {
    await shop.backend.close()
    scribble()
    const words = ['--data', shop.dataDir]
    expect(await command(['customers.count', ...words])).toMatchObject({ code: 1, answer: { failure: { reason: 'database-damaged' } } })
    expect(await command(['backup.list', ...words])).toMatchObject({ code: 0, answer: { value: { copies: [{ file: copy }] } } })
    expect(await command(['backup.restore', JSON.stringify({ file: copy }), ...words])).toMatchObject({
      code: 0,
      answer: { ok: true, value: { counts: { customers: 1 } } },
    })
    expect(await command(['customers.count', ...words])).toMatchObject({ code: 0, answer: { value: { customers: 1 } } })
    expect(readdirSync(asideFolder())).toHaveLength(1)
    shop = openShopFolder({ root: shop.root })
  }, 30_000)
})

describe('what restores have laid aside', () => {
  it('stays for thirty days, and never more than five files', () => {
    const file = (day: string, stem = 'stammkunde') => `${stem}-${day}T12-00-00-000Z.db`
    const now = '2026-03-12T08:00:00.000Z' as Timestamp
    expect(keptTooLong([file('2026-02-11'), file('2026-02-09', 'before-undo'), 'letter.txt'], now)).toEqual([file('2026-02-09', 'before-undo')])
    const six = ['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'].map((day) => file(day))
    expect(keptTooLong(six, now)).toEqual([file('2026-03-01')])
  })

  it('goes at the next start', async () => {
    await shop.job('backup.restore', { file: copy })
    const [kept] = readdirSync(join(shop.dataDir, 'before-restore'))
    const old = join(shop.dataDir, 'before-restore/stammkunde-2020-01-01T12-00-00-000Z.db')
    writeFileSync(old, '')
    await overnight(() => {})
    expect(readdirSync(join(shop.dataDir, 'before-restore'))).toEqual([kept])
  })
})
