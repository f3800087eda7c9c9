import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../electron/database/open.ts'
import type { Db } from '../../../electron/database/open.ts'
import { isFileSound } from '../../../electron/services/backup/source-check.ts'
import { writeCopy } from '../../../electron/services/backup/write-copy.ts'
import { buildShop } from '../../bench/build-shop.ts'
import { openShopFolder } from '../../support/shop-folder.ts'
import type { ShopFolder } from '../../support/shop-folder.ts'

let shop: ShopFolder
let db: Db
beforeEach(() => {
  shop = openShopFolder()
  db = openDatabase(shop.file)
  buildShop(db, 300, 3)
  db.pragma('wal_checkpoint(truncate)')
})
afterEach(() => {
  db.close()
  return shop.close()
})

const job = { report() {}, isCancelled: () => false }
const order = () => ({ folder: shop.target, fileName: 'copy.skbackup', dataDir: shop.dataDir })
const beside = (verdict: boolean | null) => () => ({ begin() {}, verdict: Promise.resolve(verdict) })
/** Spoils the cells of one page, as a dying disk does. */
function spoilPage(page: number): void {
  const file = openSync(shop.file, 'r+')
  writeSync(file, Buffer.alloc(200, 0xff), 0, 200, (page - 1) * 4096 + 8)
  closeSync(file)
}
const rootOf = (name: string) => db.prepare<[string], number>('select rootpage from sqlite_schema where name = ?').pluck().get(name)!

describe('the database file, looked over while it is copied', () => {
  it('is sound when all of it is', () => expect(isFileSound(db)).toBe(true))

  it('is not when a page of it is spoiled', () => {
    spoilPage(rootOf('customer'))
    expect(isFileSound(db)).toBe(false)
  })

  it('cannot be judged while something lies in the log that the file does not hold', () => {
    const reader = openDatabase(shop.file)
    reader.exec('begin')
    reader.prepare('select count(*) from customer').get()
    db.prepare("update customer set memo = 'new' where id = (select min(id) from customer)").run()
    expect(isFileSound(db)).toBe(null)
    reader.close()
  })
})

describe('a copy whose original was looked over meanwhile', () => {
  it('is kept when it was sound', async () => {
    const copy = await writeCopy(db, order(), job, beside(true))
    expect(copy).toMatchObject({ bytes: statSync(copy.file).size, counts: { customers: 300 } })
  })

  it.each([null, false])('is looked over itself when the verdict is %s, and refused when it is spoiled', async (verdict) => {
    await expect(writeCopy(db, order(), job, beside(verdict))).resolves.toMatchObject({ counts: { customers: 300 } })
    spoilPage(rootOf('address'))
    await expect(writeCopy(db, { ...order(), fileName: 'other.skbackup' }, job, beside(verdict))).rejects.toMatchObject({
      reason: 'backup-verify-failed',
    })
    expect(readdirSync(shop.target)).toEqual(['copy.skbackup'])
  })

  it('is looked over itself when the other thread fails', async () => {
    const failing = () => ({ begin() {}, verdict: Promise.reject(new Error('no thread')) })
    await expect(writeCopy(db, order(), job, failing)).resolves.toMatchObject({ counts: { customers: 300 } })
  })
})
