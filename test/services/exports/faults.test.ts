import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeInPieces } from '../../../electron/services/exports/whole-file.ts'
import { openShopFolder, refusal } from '../../support/shop-folder.ts'
import type { ShopFolder } from '../../support/shop-folder.ts'

let shop: ShopFolder
beforeEach(async () => {
  shop = openShopFolder({ inWorker: true })
  await shop.call('customers.create', { kind: 'person', lastName: 'Kern' })
})
afterEach(() => shop.close())
const target = (name: string) => join(shop.target, name)

describe('an export that cannot be written', () => {
  test('says that the folder is not there', async () => {
    const file = join(shop.root, 'weg', 'x.csv')
    expect(await refusal(shop.job('exports.customers', { file, format: 'csv' }))).toMatchObject({ code: 'missing', reason: 'folder-missing' })
  })
  test('says that a folder of that name is in its place, and leaves nothing', async () => {
    mkdirSync(target('x.csv'))
    expect(await refusal(shop.job('exports.customers', { file: target('x.csv'), format: 'csv' }))).toMatchObject({ reason: 'file-unwritable' })
    expect(readdirSync(shop.target)).toEqual(['x.csv'])
  })
  test.skipIf(process.getuid?.() === 0)('says that the folder is closed to it', async () => {
    chmodSync(shop.target, 0o500)
    const failure = await refusal(shop.job('exports.customers', { file: target('x.csv'), format: 'csv' }))
    chmodSync(shop.target, 0o700)
    expect(failure).toMatchObject({ reason: 'folder-read-only' })
  })
  test('keeps the file that was there when the disk is full', () => {
    writeFileSync(target('x.csv'), 'vorher')
    expect(() =>
      writeInPieces(target('x.csv'), (write) => {
        write('neu')
        throw Object.assign(new Error('full'), { code: 'ENOSPC' })
      }),
    ).toThrow('full')
    expect(readFileSync(target('x.csv'), 'utf8')).toBe('vorher')
    expect(readdirSync(shop.target)).toEqual(['x.csv'])
  })
  test('never takes the place of the data themselves', async () => {
    const before = readFileSync(shop.file).length
    const failure = await refusal(shop.job('exports.customers', { file: shop.file, format: 'archive' }))
    expect(failure).toMatchObject({ code: 'invalid', reason: 'export-into-data-folder' })
    expect(readFileSync(shop.file).length).toBe(before)
    const card = await refusal(shop.job('exports.saveCard', { customerId: 1, file: join(shop.dataDir, 'x.vcf') }))
    expect(card.reason).toBe('customer-gone')
  })
})

test('a cancelled export leaves nothing behind and is not written down', async () => {
  const csv = ['Nachname', ...Array.from({ length: 30_000 }, (_, index) => `Kunde ${index}`)].join('\n')
  writeFileSync(join(shop.root, 'viele.csv'), csv)
  await shop.job('imports.start', { file: join(shop.root, 'viele.csv') })
  const failure = await refusal(shop.job('exports.customers', { file: target('x.xlsx'), format: 'xlsx', columns: 'all' }, (_, cancel) => cancel()))
  expect(failure.reason).toBe('cancelled')
  expect(readdirSync(shop.target)).toEqual([])
  expect((await shop.call('exports.list', {})).total).toBe(0)
}, 60_000)

test('what left the program is written down, without the folder and without being something to undo', async () => {
  await shop.job('exports.customers', { file: target('kunden.csv'), format: 'csv' })
  await shop.job('exports.customers', { file: target('alles.zip'), format: 'archive' })
  const { rows, total } = await shop.call('exports.list', {})
  expect(rows.map(({ format, customers, fileName }) => [format, customers, fileName])).toEqual([
    ['archive', 1, 'alles.zip'],
    ['csv', 1, 'kunden.csv'],
  ])
  expect(total).toBe(2)
  expect((await shop.call('operations.list', {})).rows.map(({ call }) => call)).toEqual(['customers.create'])
  rmSync(target('kunden.csv'))
})
