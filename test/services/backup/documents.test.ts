import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId } from '#contract'
import { migrate } from '../../../electron/database/migrate.ts'
import { migrations } from '../../../electron/database/migrations/index.ts'
import { openDatabase } from '../../../electron/database/open.ts'
import { openShopFolder, refusal } from '../../support/shop-folder.ts'
import type { ShopFolder } from '../../support/shop-folder.ts'

let shop: ShopFolder
let customerId: CustomerId
beforeEach(async () => {
  shop = openShopFolder()
  customerId = (await shop.call('customers.create', { kind: 'person', lastName: 'Kern' })).id
})
afterEach(() => shop.close())

async function add(name: string, content: string) {
  const path = join(shop.root, name)
  writeFileSync(path, content)
  return (await shop.job('documents.add', { customerId, file: path })).document
}
const files = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => basename(name))
        .filter((name) => name.length > 2 && !name.startsWith('.'))
        .toSorted()
    : []
const beside = () => join(shop.target, 'Stammkunde-Dateien')
const here = () => join(shop.dataDir, 'files')
const create = () => shop.job('backup.create', { folder: shop.target })

describe('a copy', () => {
  it('takes the contents of the documents along, each once for all copies', async () => {
    const one = await add('a.txt', 'eins')
    const other = await add('b.txt', 'zwei zwei')
    expect((await create()).documents).toEqual({ count: 2, bytes: 13, missing: 0 })
    expect(files(beside())).toEqual([one.hash, other.hash].toSorted())
    const kept = join(beside(), one.hash.slice(0, 2), one.hash)
    writeFileSync(kept, 'EINS') // not copied again: only what is missing is
    const third = await add('c.txt', 'drei')
    expect((await create()).documents).toEqual({ count: 3, bytes: 17, missing: 0 })
    expect(readFileSync(kept, 'utf8')).toBe('EINS')
    expect(files(beside())).toContain(third.hash)
    expect((await shop.call('backup.list', {})).copies.map(({ documents }) => documents)).toEqual([
      { count: 3, bytes: 17, missing: 0 },
      { count: 2, bytes: 13, missing: 0 },
    ])
  })

  it('is incomplete when its folder of documents is gone, and when a content was lost before it was made', async () => {
    const lost = await add('a.txt', 'eins')
    await add('b.txt', 'zwei')
    rmSync(join(here(), lost.hash.slice(0, 2), lost.hash))
    const { file, documents } = await create()
    expect(documents).toEqual({ count: 2, bytes: 8, missing: 1 })
    expect((await shop.job('backup.check', { file })).documents).toEqual({ count: 2, bytes: 8, missing: 1, missingNames: ['a.txt'] })
    rmSync(beside(), { recursive: true })
    expect((await shop.call('backup.list', {})).copies).toMatchObject([{ file, state: 'verified', documents: { missing: 2 } }])
  })

  it('of a shop without documents makes no folder', async () => {
    expect((await create()).documents).toEqual({ count: 0, bytes: 0, missing: 0 })
    expect(existsSync(beside())).toBe(false)
  })

  it('that is cancelled leaves no half content behind', async () => {
    await add('a.txt', 'eins')
    expect((await refusal(shop.job('backup.create', { folder: shop.target }, (_, cancel) => cancel()))).reason).toBe('cancelled')
    expect(files(beside()).filter((name) => name.endsWith('.part'))).toEqual([])
    expect(readdirSync(shop.target).filter((name) => name.includes('skbackup'))).toEqual([])
  })
})

describe('restore', () => {
  it('brings missing contents back and deletes none; taking it back leaves them', async () => {
    const old = await add('a.txt', 'eins')
    const { file } = await create()
    rmSync(here(), { recursive: true })
    const younger = await add('b.txt', 'zwei')
    expect((await shop.job('backup.restore', { file })).documents).toEqual({ restored: 1, missing: 0 })
    expect((await shop.call('documents.listFor', { customerId })).rows).toMatchObject([{ name: 'a.txt' }])
    expect(files(here())).toEqual([old.hash, younger.hash].toSorted())
    await shop.job('backup.undoRestore', {})
    expect((await shop.call('documents.listFor', { customerId })).rows).toHaveLength(2)
    expect(files(here())).toEqual([old.hash, younger.hash].toSorted())
  })

  it('goes through where contents are missing, and says how many', async () => {
    await add('a.txt', 'eins')
    const { file } = await create()
    rmSync(here(), { recursive: true })
    rmSync(beside(), { recursive: true })
    expect((await shop.job('backup.check', { file })).documents).toMatchObject({ missing: 1, missingNames: ['a.txt'] })
    expect((await shop.job('backup.restore', { file })).documents).toEqual({ restored: 0, missing: 1 })
  })

  it('does not take a content that is not what its name says', async () => {
    const document = await add('a.txt', 'eins')
    const { file } = await create()
    rmSync(here(), { recursive: true })
    writeFileSync(join(beside(), document.hash.slice(0, 2), document.hash), 'EINS')
    expect((await shop.job('backup.restore', { file })).documents).toEqual({ restored: 0, missing: 1 })
    expect(files(here())).toEqual([])
  })

  it('without a database brings them back as well', async () => {
    const document = await add('a.txt', 'eins')
    const { file } = await create()
    await shop.backend.close()
    writeFileSync(shop.file, 'Sehr geehrte Frau Kern,\n'.repeat(500))
    rmSync(here(), { recursive: true })
    shop = openShopFolder({ root: shop.root, inWorker: true })
    expect((await shop.job('backup.restore', { file })).documents).toEqual({ restored: 1, missing: 0 })
    expect(files(here())).toEqual([document.hash])
  })

  it.each(migrations.map((_, index) => index + 1))('takes a copy with schema %i and updates it', async (version) => {
    mkdirSync(join(shop.root, 'old'))
    const old = join(shop.root, 'old/stammkunde.db')
    const db = openDatabase(old)
    migrate(db, migrations.slice(0, version))
    db.prepare(
      `insert into customer (id, number, kind, last_name, created_on, created_at, updated_at) values (5, '4711', 'person', 'Oeding', '2020-01-01', '2020-01-01T08:00:00.000Z', '2020-01-01T08:00:00.000Z')`,
    ).run()
    db.close()
    const copy = join(shop.root, 'Stammkunde-2020-01-01-080000.skbackup')
    copyFileSync(old, copy)
    const needsUpdate = version < migrations.length
    expect(await shop.job('backup.check', { file: copy })).toMatchObject({ schemaVersion: version, needsUpdate, counts: { customers: 1 } })
    expect(await shop.job('backup.restore', { file: copy })).toMatchObject({ counts: { customers: 1 } })
    expect(await shop.call('customers.get', { customerId: 5 as CustomerId })).toMatchObject({ lastName: 'Oeding', number: '4711' })
    expect((await shop.call('backup.list', {})).copies).toMatchObject([{ file: copy, state: 'verified' }])
    customerId = 5 as CustomerId
    await add('a.txt', 'eins')
  })
})
