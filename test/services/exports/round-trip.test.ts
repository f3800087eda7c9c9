import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { CustomerId, Input } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { entered, exporting, hardCustomers } from './exporting.ts'

const shop = exporting()
/** Names that other columns have as well, and kinds that files write in their own way. */
const fields: Input<'ownFields.create'>[] = [
  { name: 'Rahmennummer', kind: 'text' },
  { name: 'Gewicht', kind: 'number' },
  { name: 'Inspektion', kind: 'date' },
  { name: 'Punkte', kind: 'choice', choices: ['viele', 'wenige'] },
  { name: 'Telefon', kind: 'yes-no' },
  { name: '♥', kind: 'text' },
]
async function makeFields(house: House): Promise<string[]> {
  const ids: string[] = []
  for (const field of fields) ids.push(String((await house.call('ownFields.create', field)).id))
  return ids
}
async function fill(house: House): Promise<CustomerId> {
  const ids = await makeFields(house)
  const [first, ...others] = hardCustomers
  const values = ['WSB 17; =1', '1,234', '2026-05-03', 'wenige', 'nein', 'Stammkundin']
  const own = Object.fromEntries(ids.map((id, index) => [id, values[index]!]))
  const { id } = await house.call('customers.create', { ...first!, letterGreeting: 'Liebe Frau Doktor,', own })
  for (const customer of others) {
    const contactPersons = customer.contactPersons?.map((person) => ({ ...person, role: 'Einkauf', phone: '02582 1', email: 'a@pohlmann.example' }))
    await house.call('customers.create', { ...customer, ...(contactPersons && { contactPersons }) })
  }
  return id
}
/** Own values by the name of their field: another shop counts its fields anew. */
async function named(house: House) {
  const names = new Map((await house.call('ownFields.list', {})).map(({ id, name }) => [String(id), name]))
  return (await entered(house)).map(({ own, ...rest }) => ({
    ...rest,
    own: Object.fromEntries(Object.entries(own ?? {}).map(([id, value]) => [names.get(id), value])),
  }))
}

describe('everything, exported and read into an empty shop with the same own fields', () => {
  test.each([
    { file: 'alle.csv', format: 'csv', language: 'de' },
    { file: 'all.csv', format: 'csv', language: 'en' },
    { file: 'alle.xlsx', format: 'xlsx', language: 'de' },
    { file: 'all.xlsx', format: 'xlsx', language: 'en' },
  ] as const)('is the same again: $file', async ({ file, format, language }) => {
    await fill(shop.house())
    await shop.export(file, { format, columns: 'all', language })
    const other = shop.emptyShop()
    await makeFields(other)
    const result = await other.job('imports.start', { file: shop.path(file) })
    expect(result).toMatchObject({ failed: 0 })
    const [before, after] = [await named(shop.house()), await named(other)]
    expect(before[0]!.own).toEqual({
      Rahmennummer: 'WSB 17; =1',
      Gewicht: 1.234,
      Inspektion: '2026-05-03',
      Punkte: 'wenige',
      Telefon: false,
      '♥': 'Stammkundin',
    })
    expect(after).toEqual(before)
  })

  test('a letter greeting that was only worked out does not become one of the owner’s own', async () => {
    await shop.house().call('customers.create', { kind: 'person', salutation: 'ms', lastName: 'Kern' })
    await shop.export('alle.csv', { format: 'csv', columns: 'all' })
    expect(shop.text('alle.csv')).toContain('Sehr geehrte Frau Kern,')
    const other = shop.emptyShop()
    await other.job('imports.start', { file: shop.path('alle.csv') })
    expect((await entered(other))[0]!.letterGreeting).toBe('')
  })

  test('a view brings the columns that it shows, own fields among them', async () => {
    const { call } = shop.house()
    await fill(shop.house())
    const { id } = (await call('ownFields.list', {}))[0]!
    const view = await call('views.save', {
      name: 'Rahmen',
      filter: { all: [{ field: `own:${id}`, op: 'not-empty', value: null }] },
      columns: ['name', `own:${id}`, 'postcode'],
    })
    await shop.export('rahmen.csv', { format: 'csv', viewId: view.id })
    expect(shop.text('rahmen.csv')).toBe('\ufeffName;Rahmennummer;PLZ\r\nDr. Sabine Kern-Müller von Horn;"WSB 17; =1";48161\r\n')
  })
})

test('a photo goes out in a card and comes in again', async () => {
  const house = openShopWithFiles()
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const { id } = await house.call('customers.create', { kind: 'person', lastName: 'Kern' })
  house.services.operations.run({ call: 'documents.add' }, () => house.services.documents.keepPhoto(id, png))
  await house.job('exports.customers', { file: shop.path('kern.vcf'), format: 'vcard' })
  const other = openShopWithFiles()
  const result = await other.job('imports.start', { file: shop.path('kern.vcf') })
  expect(result).toMatchObject({ created: 1, photos: 1 })
  const [kern] = (await other.call('customers.list', {})).rows
  expect(Buffer.from(other.services.documents.photoOf(kern!.id)!.content).equals(png)).toBe(true)
})

function openShopWithFiles(): House {
  const house = openHouse({ dataDir: mkdtempSync(join(shop.folder(), 'data-')) })
  onTestFinished(() => house.close())
  return house
}
