import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import type { CustomerId, ViewId } from '#contract'
import { refusal } from '../../support/shop-folder.ts'
import { exporting, hardCustomers } from './exporting.ts'

const shop = exporting()
const fill = async () => {
  const ids: CustomerId[] = []
  for (const customer of hardCustomers) ids.push((await shop.house().call('customers.create', customer)).id)
  return ids
}
const lines = (name: string) => shop.text(name).replace('\ufeff', '').trimEnd().split('\r\n')

describe('the columns of the list as CSV', () => {
  test('stand there as the owner chose them, with byte order mark and CRLF', async () => {
    const [kern] = await fill()
    await shop.house().call('purchases.record', { customerId: kern!, day: '2026-03-02', totalCents: 123450 })
    await shop.house().call('settings.update', { customerColumns: ['name', 'number', 'net12', 'lastPurchase', 'birthday'] })
    await shop.export('liste.csv', { format: 'csv' })
    expect(shop.text('liste.csv').startsWith('\ufeffName;')).toBe(true)
    expect(shop.text('liste.csv')).not.toMatch(/[^\r]\n/)
    expect(lines('liste.csv')).toEqual([
      'Name;Kundennummer;Umsatz 12 Monate;Letzter Kauf;Geburtstag',
      `"Çelik =HYPERLINK(""x"")";10002;0,00;;29.02.`,
      'Dr. Sabine Kern-Müller von Horn;10001;1234,50;02.03.2026;03.05.1979',
      'Nurname;10004;0,00;;',
      'Pohlmann GmbH;10003;0,00;;',
    ])
  })

  test('never hold what a spreadsheet would calculate, and keep numbers and phone numbers', async () => {
    await shop.house().call('customers.create', { kind: 'person', lastName: '=1+1', source: '-2', phone: '+49 251 27 88 304', tags: ['@tag'] })
    await shop.export('formel.csv', { format: 'csv', columns: ['name', 'source', 'phone', 'tags'] })
    expect(lines('formel.csv')[1]).toBe("'=1+1;-2;+49 251 27 88 304;'@tag")
  })

  test('say in English what they mean', async () => {
    await fill()
    await shop.export('list.csv', { format: 'csv', columns: ['name', 'phase', 'birthday'], delimiter: ',', language: 'en' })
    expect(lines('list.csv')[2]).toBe('Dr. Sabine Kern-Müller von Horn,Contact/first purchase,3 May 1979')
  })
})

describe('whom an export holds', () => {
  test('marked customers, in the order of the list and without those in the bin', async () => {
    const [kern, celik, pohlmann] = await fill()
    await shop.house().call('customers.remove', { customerIds: [pohlmann!] })
    const { rows } = await shop.export('x.csv', { format: 'csv', columns: ['name'], selection: { ids: [pohlmann!, kern!, celik!] } })
    expect(rows).toBe(2)
    expect(
      lines('x.csv')
        .slice(1)
        .map((line) => line.slice(0, 8)),
    ).toEqual(['"Çelik =', 'Dr. Sabi'])
  })
  test('those that a search finds, but for some', async () => {
    const [, , pohlmann] = await fill()
    const found = { viewId: null, text: 'pohl', except: [] }
    expect((await shop.export('x.csv', { format: 'csv', selection: found })).rows).toBe(1)
    expect(await shop.house().call('exports.count', { selection: found })).toEqual({ customers: 1 })
    expect(await shop.house().call('exports.count', {})).toEqual({ customers: 4 })
    const none = await refusal(shop.export('y.csv', { format: 'csv', selection: { text: 'pohl', except: [pohlmann!] } }))
    expect(none).toMatchObject({ code: 'invalid', reason: 'export-nobody' })
  })
  test('nobody of a view that is gone', async () => {
    expect(await refusal(shop.export('x.csv', { format: 'csv', viewId: 77 as ViewId }))).toMatchObject({ code: 'missing', reason: 'view-gone' })
  })
})

describe('an Excel file', () => {
  test('holds real days, amounts and texts that keep their zeros', async () => {
    const [kern] = await fill()
    await shop.house().call('purchases.record', { customerId: kern!, day: '2026-03-02', totalCents: 123450 })
    const { file } = await shop.export('liste.xlsx', {
      format: 'xlsx',
      columns: ['name', 'number', 'phone', 'lastPurchase', 'net12', 'points', 'birthday'],
    })
    const rows = await readSheet(file)
    expect(rows[0]).toEqual(['Name', 'Kundennummer', 'Telefon', 'Letzter Kauf', 'Umsatz 12 Monate', 'Punkte', 'Geburtstag'])
    expect(rows[2]).toEqual([
      'Dr. Sabine Kern-Müller von Horn',
      '10001',
      '+49 251 27 88 304',
      new Date('2026-03-02T00:00:00Z'),
      1234.5,
      1234,
      new Date('1979-05-03T00:00:00Z'),
    ])
    expect(rows[1]).toEqual(['Çelik =HYPERLINK("x")', '10002', null, null, 0, 0, '29.02.'])
  })
  test('has a first row that is bold and stays, and columns as wide as they need', async () => {
    await fill()
    const { file } = await shop.export('liste.xlsx', { format: 'xlsx' })
    const parts = unzipSync(readFileSync(file))
    const sheet = Buffer.from(parts['xl/worksheets/sheet1.xml']!).toString()
    expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>')
    expect(sheet).toContain('<col min="1" max="1" width="30" customWidth="1"/>')
    expect(sheet).toMatch(/<row r="1"><c r="A1" s="1" t="inlineStr">/)
    expect(Buffer.from(parts['xl/styles.xml']!).toString()).toContain('<xf numFmtId="0" fontId="1"')
  })
  test('takes letters, signs and line breaks as they are', async () => {
    const memo = 'a < b & "c"\n_x0041_ 😀'
    await shop.house().call('customers.create', { kind: 'person', lastName: 'Zeichen', memo })
    const { file } = await shop.export('alle.xlsx', { format: 'xlsx', columns: 'all' })
    const [head, row] = await readSheet(file)
    const cell = row![head!.indexOf('Merkzettel')]
    expect(String(cell).replaceAll('_x005F_', '_')).toBe(memo)
  })
})
