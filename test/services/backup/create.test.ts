import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '#contract'
import type { IsoDate } from '#contract'
import { silentLog } from '../../../electron/backend/log.ts'
import { AppError } from '../../../electron/database/app-error.ts'
import { wallClock } from '../../../electron/database/clock.ts'
import { openDatabase, openReadOnly } from '../../../electron/database/open.ts'
import { backupService } from '../../../electron/services/backup/backup.service.ts'
import { writeCopy } from '../../../electron/services/backup/write-copy.ts'
import { settingsService } from '../../../electron/services/settings/settings.service.ts'
import { openHouse } from '../../support/house.ts'
import { buildShop } from '../../bench/build-shop.ts'
import { openShopFolder, refusal } from '../../support/shop-folder.ts'
import type { ShopFolder } from '../../support/shop-folder.ts'

let shop: ShopFolder
beforeEach(async () => {
  shop = openShopFolder()
  const kern = await shop.call('customers.create', { kind: 'person', lastName: 'Kern', number: '1' })
  await shop.call('purchases.record', { customerId: kern.id, day: '2026-03-10' as never, totalCents: 1290 })
  await shop.call('cards.issue', { customerId: kern.id })
})
afterEach(() => shop.close())
const inTarget = () => readdirSync(shop.target).toSorted()

describe('a copy', () => {
  it('is one file that holds everything and can be read where nothing can be written', async () => {
    const result = await shop.job('backup.create', { folder: shop.target })
    expect(result).toMatchObject({ verified: true, counts: { customers: 1, purchases: 1, cards: 1 }, bytes: statSync(result.file).size })
    expect(result.file).toMatch(/Stammkunde-\d{4}-\d{2}-\d{2}-\d{6}\.skbackup$/)
    const copy = openReadOnly(result.file)
    expect(copy.pragma('journal_mode', { simple: true })).toBe('delete')
    expect(copy.prepare('select last_name from customer').pluck().get()).toBe('Kern')
    copy.close()
    expect(inTarget()).toHaveLength(1)
  })

  it('never replaces another, not even of the same second', async () => {
    const made = [await shop.job('backup.create', { folder: shop.target }), await shop.job('backup.create', { folder: shop.target })]
    expect(new Set(made.map(({ file }) => file)).size).toBe(2)
    expect(inTarget()).toHaveLength(2)
  })

  it('is listed with what it holds, and the reminder falls silent', async () => {
    expect(await shop.call('backup.status', {})).toMatchObject({ lastAt: null, daysSince: null, isDue: true, folder: null, canUndoRestore: false })
    const { file, bytes, counts, documents } = await shop.job('backup.create', { folder: shop.target })
    const { copies } = await shop.call('backup.list', {})
    expect(copies).toEqual([
      { file, folder: shop.target, fileName: file.split('/').at(-1), at: expect.any(String), bytes, counts, documents, state: 'verified' },
    ])
    expect(await shop.call('backup.status', {})).toMatchObject({ isDue: false, folder: shop.target, folderPresent: true, lastFolder: shop.target })
    rmSync(file)
    expect((await shop.call('backup.list', {})).copies.map(({ state }) => state)).toEqual(['missing'])
  })

  it('shows copies that lie in a known folder though nobody wrote them down', async () => {
    const { file } = await shop.job('backup.create', { folder: shop.target })
    writeFileSync(join(shop.target, 'Stammkunde-2020-01-01-120000.skbackup'), 'from elsewhere')
    writeFileSync(file, 'another file under the same name')
    const { copies } = await shop.call('backup.list', {})
    expect(copies.map(({ state, counts }) => ({ state, counts }))).toEqual([
      { state: 'unverified', counts: null },
      { state: 'unverified', counts: null },
    ])
  })

  it('is made while others write: it holds the state of one moment', async () => {
    const db = openDatabase(shop.file)
    buildShop(db, 2000, 5)
    const before = db.prepare('select count(*) from customer').pluck().get()
    let added = 0
    const { counts, file } = await writeCopy(
      db,
      { folder: shop.target, fileName: 'during.skbackup', dataDir: '' },
      {
        isCancelled: () => false,
        report() {
          db.prepare('insert into setting (id, key, value) values (?, ?, ?)').run(9_000_000 + added, `k${added++}`, '1')
          db.prepare("update customer set memo = 'changed meanwhile'").run()
        },
      },
    )
    expect(added).toBeGreaterThan(2)
    expect(counts.customers).toBe(before)
    const copy = openReadOnly(file)
    expect(copy.prepare("select count(*) from customer where memo = 'changed meanwhile'").pluck().get()).toBe(0)
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok')
    copy.close()
    db.close()
  })
})

describe('a copy that cannot be made', () => {
  const refused = async (folder: string) => refusal(shop.job('backup.create', { folder }))
  it('says that the folder is not there', async () => {
    const folder = join(shop.root, 'gone')
    expect(await refused(folder)).toEqual({ code: 'missing', reason: 'backup-target-missing', detail: { folder } })
    writeFileSync(folder, 'a file')
    expect((await refused(folder)).reason).toBe('backup-target-missing')
  })

  it('refuses the data folder and every folder in it', async () => {
    expect((await refused(shop.dataDir)).reason).toBe('backup-target-is-data-folder')
    const inside = join(shop.dataDir, 'copies')
    mkdirSync(inside)
    expect((await refused(inside)).reason).toBe('backup-target-is-data-folder')
  })

  it('leaves nothing behind when it is cancelled', async () => {
    const db = openDatabase(shop.file)
    buildShop(db, 3000, 10)
    db.close()
    const failure = await refusal(shop.job('backup.create', { folder: shop.target }, (_, cancel) => cancel()))
    expect(failure.reason).toBe('cancelled')
    expect(inTarget()).toEqual([])
    expect((await shop.call('backup.list', {})).copies).toEqual([])
  })

  it('tells when the stick is pulled out half-way', async () => {
    const db = openDatabase(shop.file)
    buildShop(db, 3000, 10)
    const pulled = writeCopy(
      db,
      { folder: shop.target, fileName: 'x.skbackup', dataDir: '' },
      {
        isCancelled: () => false,
        report: () => rmSync(shop.target, { recursive: true, force: true }),
      },
    )
    await expect(pulled).rejects.toMatchObject({ reason: 'backup-target-missing', detail: { folder: shop.target } })
    expect(existsSync(shop.target)).toBe(false)
    db.close()
  })

  it.each([0, 5000, -3])('does not count a copy of which the byte at %i came back changed', async (offset) => {
    const db = openDatabase(shop.file)
    const job = {
      isCancelled: () => false,
      report(_: number, __: number | null, phase: string) {
        if (phase !== 'reading-back') return
        const part = join(shop.target, 'x.skbackup.part')
        const handle = openSync(part, 'r+')
        const place = offset < 0 ? statSync(part).size + offset : offset
        const byte = Buffer.alloc(1)
        readSync(handle, byte, 0, 1, place)
        writeSync(handle, Buffer.from([byte[0]! ^ 0xff]), 0, 1, place)
        closeSync(handle)
      },
    }
    await expect(writeCopy(db, { folder: shop.target, fileName: 'x.skbackup', dataDir: '' }, job)).rejects.toMatchObject({
      reason: 'backup-verify-failed',
    })
    expect(inTarget()).toEqual([])
    db.close()
  })

  it('is written down as thrown away, and does not count as a copy', async () => {
    const house = openHouse({ file: join(shop.root, 'other.db') })
    const base = { db: house.db, clock: house.clock, newId: house.services.newId, recorder: house.services.operations, log: silentLog }
    const background = { run: () => Promise.reject(new AppError('conflict', 'backup-verify-failed', { folder: shop.target })) }
    const settings = settingsService(base)
    const backup = backupService({ ...base, background, settings, dataDir: '', swapDatabase: null })
    await expect(backup.calls.create({ folder: shop.target }, { report() {}, isCancelled: () => false })).rejects.toThrow('backup-verify-failed')
    expect((await backup.calls.list({})).copies).toMatchObject([{ state: 'discarded', folder: shop.target, bytes: 0 }])
    expect(await backup.calls.status({})).toMatchObject({ lastAt: null })
    house.close()
  })

  it('clears away what a crash left behind, but nothing that may still be growing', async () => {
    const old = join(shop.target, 'Stammkunde-2026-03-01-120000.skbackup.part')
    const young = join(shop.target, 'Stammkunde-2026-03-02-120000.skbackup.part')
    for (const file of [old, young]) writeFileSync(file, 'half')
    utimesSync(old, 1_000_000, 1_000_000)
    await shop.job('backup.create', { folder: shop.target })
    expect(existsSync(old)).toBe(false)
    expect(existsSync(young)).toBe(true)
  })
})

describe('the reminder', () => {
  it('comes when the last copy is older than the owner wants', async () => {
    await shop.job('backup.create', { folder: shop.target })
    await shop.call('backup.setReminder', { days: 2 })
    const { lastAt } = await shop.call('backup.status', {})
    const later = (days: number) => addDays(wallClock(lastAt!).slice(0, 10) as IsoDate, days)
    await shop.backend.close()
    for (const [days, isDue] of [
      [2, false],
      [3, true],
    ] as const) {
      const again = openShopFolder({ root: shop.root, today: later(days) })
      expect(await again.call('backup.status', {})).toMatchObject({ daysSince: days, remindAfterDays: 2, isDue })
      await again.backend.close()
    }
    shop = openShopFolder({ root: shop.root })
  })

  it('stays silent in an empty shop', async () => {
    const empty = openShopFolder()
    expect((await empty.call('backup.status', {})).isDue).toBe(false)
    await empty.close()
  })
})
