import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { archivedTables, leftOutOfArchive } from '../../../electron/services/exports/archive-tables.ts'
import { openHouse } from '../../support/house.ts'
import { openShopFolder } from '../../support/shop-folder.ts'
import type { ShopFolder } from '../../support/shop-folder.ts'
import { hardCustomers } from './exporting.ts'

interface Manifest {
  format: string
  version: number
  day: string
  schemaVersion: number
  files: { path: string; bytes: number; sha256: string; rows?: number }[]
  leftOut: Record<string, string>
}
let shop: ShopFolder
beforeEach(() => {
  shop = openShopFolder()
})
afterEach(() => shop.close())

async function archive() {
  const file = join(shop.target, 'archiv.zip')
  const result = await shop.job('exports.customers', { file, format: 'archive' })
  const parts = unzipSync(readFileSync(file))
  const table = (name: string) =>
    strFromU8(parts[`tables/${name}.jsonl`]!)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { result, parts, table, manifest: JSON.parse(strFromU8(parts['manifest.json']!)) as Manifest }
}

describe('the open archive', () => {
  test('holds every table, or says which it leaves out and why', () => {
    const house = openHouse()
    const all = house.db
      .prepare<[], string>("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
      .pluck()
      .all()
      .filter((name) => !/_search_(?:config|data|docsize|idx)$/.test(name))
    expect([...archivedTables(house.db), ...Object.keys(leftOutOfArchive)].toSorted()).toEqual(all.toSorted())
    expect(archivedTables(house.db)).toEqual(
      expect.arrayContaining(['customer', 'purchase', 'point_entry', 'card', 'setting', 'import_run', 'export_run']),
    )
    house.close()
  })

  test('gives back what was entered: numbers, days, cents, JSON as JSON', async () => {
    const customer = await shop.call('customers.create', hardCustomers[0]!)
    await shop.call('purchases.record', { customerId: customer.id, day: '2026-03-02', totalCents: 1299 })
    await shop.call('customers.create', hardCustomers[2]!)
    const { result, table } = await archive()
    expect(result.rows).toBe(2)
    expect(table('customer')[0]).toMatchObject({
      id: customer.id,
      number: '10001',
      last_name: 'Kern-Müller',
      birth_day: 3,
      birth_month: 5,
      birth_year: 1979,
      memo: hardCustomers[0]!.memo,
      extra: {},
      deleted_at: null,
    })
    expect(table('purchase')).toMatchObject([{ customer_id: customer.id, day: '2026-03-02', total_cents: 1299 }])
    expect(table('contact_detail')).toHaveLength(9)
    expect(table('contact_person').map(({ last_name }) => last_name)).toEqual(['Pohlmann', 'Groß'])
    expect(table('setting').every(({ key }) => typeof key === 'string')).toBe(true)
  })

  test('takes photos and documents along, and proves every file by its sum', async () => {
    await shop.call('customers.create', hardCustomers[3]!)
    const content = Buffer.alloc(2_500_000, 'bild')
    const hash = createHash('sha256').update(content).digest('hex')
    mkdirSync(join(shop.dataDir, 'files', hash.slice(0, 2)), { recursive: true })
    writeFileSync(join(shop.dataDir, 'files', hash.slice(0, 2), hash), content)
    const { parts, manifest } = await archive()
    expect(Buffer.from(parts[`files/${hash.slice(0, 2)}/${hash}`]!).equals(content)).toBe(true)
    expect(manifest).toMatchObject({ format: 'stammkunde-archive', version: 1, leftOut: leftOutOfArchive })
    expect(manifest.files.map(({ path }) => path).toSorted()).toEqual(
      Object.keys(parts)
        .filter((path) => path !== 'manifest.json')
        .toSorted(),
    )
    for (const { path, bytes, sha256 } of manifest.files)
      expect([path, parts[path]!.length, createHash('sha256').update(parts[path]!).digest('hex')]).toEqual([path, bytes, sha256])
    expect(manifest.files.find(({ path }) => path === 'tables/customer.jsonl')?.rows).toBe(1)
    expect(strFromU8(parts['README.txt']!)).toContain('nicht verschlüsselt')
    expect(strFromU8(parts['README.txt']!)).toContain('not encrypted')
  })
})
