import { describe, expect, it } from 'vitest'
import type { CustomerId, ImportResult } from '#contract'
import { Refused } from '../../support/house.ts'
import { importing, tableCounts } from './files.ts'

const files = importing()
const start = (file: string, options = {}) => files.start(file, { kind: 'purchases', ...options }) as Promise<ImportResult>
const preview = async (file: string, options = {}) => (await files.preview(file, { kind: 'purchases', ...options })).till!
const take = (content: string, options = {}) => start(files.write(content, 'kasse.csv'), options)
const customer = async (number: string, more = {}) =>
  (await files.house().call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern', number, ...more })).id
interface Booked {
  customer: CustomerId | null
  hint: string
  kind: string
  day: string
  countsOn: string
  cents: number
  no: string
  lines: number
}
const booked = () =>
  files
    .house()
    .db.prepare<[], Booked>(
      `select customer_id as customer, customer_hint as hint, kind, day, counts_on as countsOn, total_cents as cents, receipt_no as no,
         (select count(*) from purchase_line where purchase_id = p.id) as lines
       from purchase p where voided_at is null order by day, id`,
    )
    .all()
const brief = () => booked().map(({ no, kind, day, cents, lines }) => [no, kind, day, cents, lines])
const reasonsOf = async ({ importId }: ImportResult) =>
  (await files.house().call('imports.problems', { importId })).rows.map(({ line, reason }) => [line, reason])

describe('a till’s file', () => {
  it('with several lines per receipt becomes one purchase each, with days, decimal commas and umlauts as German tills write them', async () => {
    const kern = await customer('7')
    const result = await take(
      'Bon-Nr;Datum;Kd-Nr;Bezeichnung;Menge;Einzelpreis;Betrag\n' +
        '100;01.03.2026 09:12;7;Brötchen;4;0,45;1,80\n100;01.03.2026 09:12;7;Käsekuchen;1;1.234,50;1.234,50\n101;02.03.2026;;Brot;1,5;4,20;6,30\n',
    )
    expect(result).toMatchObject({ created: 2, returns: 0, unchanged: 0, failed: 0, unknownCustomers: 0, netCents: 124260, kind: 'purchases' })
    expect(booked()).toMatchObject([
      { customer: kern, no: '100', day: '2026-03-01', cents: 123630, lines: 2 },
      { customer: null, no: '101', day: '2026-03-02', cents: 630, lines: 1, hint: '' },
    ])
    // Points follow like those of a purchase that was entered by hand.
    expect(await files.house().call('loyalty.account', { customerId: kern })).toMatchObject({ balance: 1236 })
  })

  it('with one line per receipt and no numbers makes a purchase of each line', async () => {
    const content = '0004 19970101 2 29.33\n0004 19970101 2 29.33\n0021 19970118 1 10.00\n'
    const mapping = { customerNumber: 1, day: 2, quantity: 3, lineTotal: 4 }
    expect(await take(content, { mapping })).toMatchObject({ created: 3, netCents: 6866, unknownCustomers: 2 })
    expect(await take(content, { mapping })).toMatchObject({ created: 0, unchanged: 3, netCents: 0 })
    // A third sale of the same amount on the same day is a third one.
    expect(await take(`${content}0004 19970101 2 29.33\n`, { mapping })).toMatchObject({ created: 1, unchanged: 3, netCents: 2933 })
  })

  it('with articles but no numbers makes one purchase per customer and day', async () => {
    await customer('7')
    const result = await take('Datum;Kunde;Artikel;Betrag\n01.03.2026;7;Brot;4,20\n01.03.2026;7;Kuchen;3,00\n02.03.2026;7;Brot;4,20\n')
    expect(result).toMatchObject({ created: 2, netCents: 1140 })
  })

  it('finds customers by number, card, e-mail and the number of another program', async () => {
    const kern = await customer('7', { email: 'S.Kern@Example.de' })
    const card = (await files.house().call('cards.issue', { customerId: kern })).number
    await take(
      `Beleg;Datum;Kunde;Betrag\n1;01.03.2026;0007;1,00\n2;01.03.2026;${card};1,00\n3;01.03.2026;s.kern@example.DE;1,00\n4;01.03.2026;7.0;1,00\n`,
    )
    await take(`Beleg;Datum;Kartennummer;E-Mail;Betrag\n5;01.03.2026;${card};;1,00\n6;01.03.2026;;s.kern@example.de;1,00\n`)
    expect(booked().map((row) => row.customer)).toEqual(Array.from({ length: 6 }, () => kern))
  })

  it('counts sales of customers whom nobody knows for the shop, and keeps what the file said of them', async () => {
    const result = await take('Beleg;Datum;Kunde;Betrag\n1;01.03.2026;99;5,00\n2;02.03.2026;99;6,00\n3;02.03.2026;;7,00\n')
    expect(result).toMatchObject({ created: 3, unknownCustomers: 1, netCents: 1800 })
    expect(booked().map(({ customer: id, hint }) => [id, hint])).toEqual([
      [null, '99'],
      [null, '99'],
      [null, ''],
    ])
  })

  it('makes customers of unknown numbers where that is wanted', async () => {
    expect(await take('Beleg;Datum;Kunde;Betrag\n1;01.03.2026;99;5,00\n', { createCustomers: true })).toMatchObject({
      created: 1,
      unknownCustomers: 0,
    })
    expect(await files.customers()).toMatchObject([{ number: '99', lastName: 'Kunde 99' }])
  })

  it('takes the receipt’s total where lines have no amounts of their own', async () => {
    await take('Beleg;Datum;Artikel;Belegsumme\n1;01.03.2026;Brot;7,20\n1;01.03.2026;Kuchen;7,20\n')
    expect(brief()).toEqual([['1', 'purchase', '2026-03-01', 720, 2]])
  })

  it('takes discounts as an amount or in percent', async () => {
    await take('Beleg;Datum;Menge;Einzelpreis;Rabatt\n1;01.03.2026;2;10,00;1,50\n')
    await take('Beleg;Datum;Menge;Einzelpreis;Rabatt %\n2;01.03.2026;2;10,00;10\n')
    expect(booked().map(({ cents }) => cents)).toEqual([1850, 1800])
  })
})

describe('what a till took back', () => {
  const SOLD = 'Beleg;Datum;Kunde;Artikel;Menge;Einzelpreis\n1;01.02.2026;7;Vase;2;19,00\n1;01.02.2026;7;Kerze;1;5,00\n'

  it('a line that was rung up by mistake and cancelled is gone from its receipt', async () => {
    const result = await take(
      'Beleg;Datum;Artikel;Menge;Einzelpreis\n1;01.02.2026;Vase;1;19,00\n1;01.02.2026;Vase;-1;19,00\n1;01.02.2026;Kerze;1;5,00\n',
    )
    expect(result).toMatchObject({ created: 1, returns: 0, netCents: 500 })
    expect(brief()).toEqual([['1', 'purchase', '2026-02-01', 500, 1]])
  })

  it('a column for cancelled lines turns them round', async () => {
    const result = await take(
      'Beleg;Datum;Artikel;Menge;Einzelpreis;Storno\n1;01.02.2026;Vase;1;19,00;nein\n1;01.02.2026;Vase;1;19,00;ja\n2;01.02.2026;Kerze;1;5,00;\n',
    )
    expect(result).toMatchObject({ created: 1, returns: 0, unchanged: 1, netCents: 500 })
  })

  it('goods that come back later count on the day on which they were bought', async () => {
    const kern = await customer('7')
    const result = await take(`${SOLD}2;20.02.2026;7;Vase;-1;19,00\n`)
    expect(result).toMatchObject({ created: 1, returns: 1, netCents: 2400, notices: [] })
    expect(booked()).toMatchObject([
      { customer: kern, no: '1', cents: 4300 },
      { customer: kern, no: '2', kind: 'return', day: '2026-02-20', countsOn: '2026-02-01', cents: -1900 },
    ])
    expect(await files.house().call('loyalty.account', { customerId: kern })).toMatchObject({ balance: 24 })
  })

  it('of a customer whom nobody knows, too, and in a file of its own', async () => {
    await take(SOLD)
    expect(await take('Beleg;Datum;Kunde;Artikel;Menge;Einzelpreis\nC1;20.02.2026;7;Vase;-2;19,00\n')).toMatchObject({
      created: 0,
      returns: 1,
      notices: [],
    })
    expect(booked()[1]).toMatchObject({ no: 'C1', countsOn: '2026-02-01', cents: -3800 })
  })

  it('takes the whole purchase back where the file holds only sums, and its customer is as before', async () => {
    const kern = await customer('7')
    const result = await take('Beleg;Datum;Kunde;Betrag\n1;01.02.2026;7;19,00\n2;20.02.2026;7;-19,00\n3;21.02.2026;7;-4,00\n')
    expect(result.notices.map(({ line, reason }) => [line, reason])).toEqual([[4, 'import-till-row-return-unknown']])
    expect(booked().map(({ kind, countsOn, cents }) => [kind, countsOn, cents])).toEqual([
      ['purchase', '2026-02-01', 1900],
      ['return', '2026-02-01', -1900],
      ['return', '2026-02-21', -400],
    ])
    expect(await files.house().call('phases.of', { customerId: kern })).toMatchObject({ phase: 'first-contact' })
  })

  it('more than was bought, or bought nowhere, counts by itself and is named', async () => {
    await customer('7')
    const result = await take(`${SOLD}2;20.02.2026;7;Vase;-3;19,00\n3;21.02.2026;7;Teller;-1;8,00\n`)
    expect(result).toMatchObject({ created: 1, returns: 2, netCents: 4300 - 5700 - 800 })
    expect(result.notices.map(({ reason, value }) => [reason, value])).toEqual([
      ['import-till-row-return-unknown', '2'],
      ['import-till-row-return-unknown', '3'],
    ])
    expect(booked().map(({ countsOn }) => countsOn)).toEqual(['2026-02-01', '2026-02-20', '2026-02-21'])
  })

  it('goods that come back while others are bought make one of each', async () => {
    await customer('7')
    expect(await take(`${SOLD}2;20.02.2026;7;Vase;-1;19,00\n2;20.02.2026;7;Buch;1;12,00\n`)).toMatchObject({ created: 2, returns: 1, netCents: 3600 })
    expect(brief().slice(1)).toEqual([
      ['2', 'purchase', '2026-02-20', 1200, 1],
      ['2', 'return', '2026-02-20', -1900, 1],
    ])
  })

  it('a discount that stands on a line of its own is spread over the others, to the cent', async () => {
    await take('Beleg;Datum;Artikel;Menge;Betrag\n1;01.02.2026;Vase;1;10,00\n1;01.02.2026;Kerze;1;5,00\n1;01.02.2026;Rabatt;1;-1,00\n')
    expect(brief()).toEqual([['1', 'purchase', '2026-02-01', 1400, 2]])
  })
})

describe('a file that cannot be right', () => {
  it.each([
    ['Beleg;Datum;Betrag\n1;01.03.2026;5,00\n2;2026-03-02;6,00\n', 'import-till-two-dates'],
    ['Beleg;Datum;Betrag\n1;13/01/2026;5,00\n2;01/13/2026;6,00\n', 'import-till-two-dates'],
    ['Beleg;Datum;Betrag\n1;02/01/2026;5,00\n2;03/01/2026;6,00\n', 'import-till-date-ask'],
    ['Beleg;Kunde;Betrag\n1;7;5,00\n', 'import-till-no-day'],
    ['Beleg;Datum;Kunde\n1;01.03.2026;7\n', 'import-till-no-amount'],
    ['', 'import-file-empty'],
    ['Beleg;Datum;Betrag\n', 'import-no-rows'],
  ])('%j is refused with %s, and nothing is written', async (content, reason) => {
    const before = tableCounts(files.house())
    await expect(take(content)).rejects.toThrow(Refused)
    await expect(take(content)).rejects.toThrow(reason)
    expect({ ...tableCounts(files.house()), booked: booked() }).toEqual({ ...before, booked: [] })
  })

  it('is read once the owner says how its days are written; other days stay out by name', async () => {
    const file = files.write('Beleg;Datum;Betrag\n1;02/01/2026;5,00\n2;03/01/2026;6,00\n')
    expect(await preview(file)).toMatchObject({ missing: 'import-till-date-ask', dateFormat: null, dateExamples: ['02/01/2026', '03/01/2026'] })
    const columns = { receiptNo: 'Beleg', day: 'Datum', lineTotal: 3 } as const
    await start(file, { mapping: { ...columns, dateFormat: 'month-slashes' } })
    expect(booked().map(({ day }) => day)).toEqual(['2026-02-01', '2026-03-01'])
    const mixed = files.write('Beleg;Datum;Betrag\n8;01.03.2026;5,00\n9;2026-03-02;6,00\n', 'b.csv')
    const result = await start(mixed, { mapping: { ...columns, dateFormat: 'day-dots' } })
    expect(result).toMatchObject({ created: 1, failed: 1 })
    expect(await reasonsOf(result)).toEqual([[3, 'import-till-row-day-other']])
  })

  it('with a column that is not there is refused', async () => {
    await expect(take('Datum;Betrag\n01.03.2026;1,00\n', { mapping: { day: 'Tag', lineTotal: 2 } })).rejects.toThrow('import-till-column-unknown')
    await expect(take('Datum;Betrag\n01.03.2026;1,00\n', { mapping: ['lastName', 'city'] })).rejects.toThrow('input-invalid')
  })
})

describe('lines that cannot be right', () => {
  it('stay out with their reason and with all of their receipt, and can be saved and read in again', async () => {
    const result = await take(
      'Beleg;Datum;Artikel;Betrag\n1;01.03.2026;Brot;5,00\n1;01.03.2026;Kuchen;viel\n2;13.03.2026;Brot;4,00\n3;01.03.2026;Brot;3,00\n4;30.02.2026;Brot;1,00\n',
    )
    expect(result).toMatchObject({ created: 1, failed: 4, netCents: 300 })
    expect(await reasonsOf(result)).toEqual([
      [2, 'import-till-row-receipt-broken'],
      [3, 'import-till-row-amount'],
      [4, 'import-till-row-day-future'],
      [6, 'import-till-row-day'],
    ])
    const saved = files.path('offen.csv')
    expect(await files.house().job('imports.saveFailedRows', { importId: result.importId, file: saved })).toMatchObject({ rows: 4 })
    expect(await preview(saved)).toMatchObject({ failed: 4 })
  })

  it('one line of 30.000 € among small ones comes in and is named before and after', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `${index + 1};01.03.2026;7,50`).join('\n')
    const file = files.write(`Beleg;Datum;Betrag\n${lines}\n31;01.03.2026;30.000,00\n`)
    expect((await files.preview(file, { kind: 'purchases' })).problemGroups).toMatchObject([
      { reason: 'import-till-row-outlier', values: ['30000,00 €'] },
    ])
    const result = await start(file)
    expect(result).toMatchObject({ created: 31, netCents: 30 * 750 + 3_000_000 })
    expect(result.notices).toMatchObject([{ line: 32, reason: 'import-till-row-outlier' }])
    expect((await start(file)).notices).toEqual([])
    expect((await preview(file)).outliers).toEqual({ total: 0, rows: [] })
  })

  it('an amount far above all others stays out with all of its receipt where the owner says so, and can come later', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `${index + 1};01.03.2026;Brot;7,50`).join('\n')
    const file = files.write(`Beleg;Datum;Artikel;Betrag\n${lines}\n31;01.03.2026;Brot;7,50\n31;01.03.2026;Rad;30.000,00\n`)
    expect(await preview(file)).toMatchObject({ created: 31, outliers: { total: 1, rows: [{ line: 33, amountCents: 3_000_000 }] } })
    const order = { outliers: 'leave-out' } as const
    expect(await preview(file, order)).toMatchObject({ created: 30, failed: 2, netCents: 30 * 750, outliers: { total: 1 } })
    const result = await start(file, order)
    expect(result).toMatchObject({ created: 30, failed: 2, netCents: 30 * 750, notices: [] })
    expect(await reasonsOf(result)).toEqual([
      [32, 'import-till-row-outlier'],
      [33, 'import-till-row-outlier'],
    ])
    expect(await start(file)).toMatchObject({ created: 1, unchanged: 30, failed: 0, netCents: 3_000_750 })
  })

  it('days after today stay out while the clock is set back, and come once it is right', async () => {
    const file = files.write('Beleg;Datum;Betrag\n1;01.03.2026;5,00\n2;02.03.2026;6,00\n')
    files.house().clock.set('2026-03-01')
    expect(await start(file)).toMatchObject({ created: 1, failed: 1, netCents: 500 })
    files.house().clock.set('2026-03-12')
    expect(await start(file)).toMatchObject({ created: 1, unchanged: 1, failed: 0, netCents: 600 })
    files.house().clock.set('2025-03-01')
    expect(await start(file)).toMatchObject({ created: 0, failed: 2, netCents: 0 })
    expect(booked().map(({ day }) => day)).toEqual(['2026-03-01', '2026-03-02'])
  })

  it('the hours of the clock change and 29 February are days like others', async () => {
    files.house().clock.set('2026-03-31')
    await take(
      'Beleg;Datum;Betrag\n1;29.02.2024 09:00;1,00\n2;28.03.2026 23:59;2,00\n3;29.03.2026 02:30;3,00\n4;29.03.2026 23:59:59;4,00\n5;26.10.2025 02:30;5,00\n',
    )
    expect(booked().map(({ no, day }) => [no, day])).toEqual([
      ['1', '2024-02-29'],
      ['5', '2025-10-26'],
      ['2', '2026-03-28'],
      ['3', '2026-03-29'],
      ['4', '2026-03-29'],
    ])
  })

  it('one number that two customers have on one day makes two receipts and is named', async () => {
    await customer('7')
    await customer('8')
    const result = await take('Beleg;Datum;Kunde;Betrag\n1;01.03.2026;7;5,00\n1;01.03.2026;8;6,00\n')
    expect(result).toMatchObject({ created: 2, netCents: 1100 })
    expect(result.notices.map(({ reason }) => reason)).toEqual(['import-till-row-two-customers', 'import-till-row-two-customers'])
  })

  it('lines that name no customer belong to the one whom their receipt names', async () => {
    const kern = await customer('7')
    await take('Beleg;Datum;Kunde;Artikel;Betrag\n1;01.03.2026;7;Brot;5,00\n1;01.03.2026;;Kuchen;6,00\n')
    expect(booked()).toMatchObject([{ customer: kern, cents: 1100, lines: 2 }])
  })
})

describe('before anything is written', () => {
  it('the preview says what would come, and the import does the same', async () => {
    await customer('7')
    const file = files.write(
      'Beleg;Datum;Kunde;Artikel;Menge;Einzelpreis\n1;01.02.2026;7;Vase;2;19,00\n2;20.02.2026;7;Vase;-1;19,00\n3;20.02.2026;99;Vase;1;19,00\n4;20.02.2026;7;Vase;x;1,00\n',
    )
    const before = tableCounts(files.house())
    const seen = await preview(file)
    expect(tableCounts(files.house())).toEqual(before)
    expect(seen).toMatchObject({ dateFormat: 'day-dots', grouping: 'receipt', missing: null, created: 2, returns: 1, failed: 1, unknownCustomers: 1 })
    expect(seen.receipts.map(({ receiptNo, kind, totalCents, customer: name }) => [receiptNo, kind, totalCents, name])).toEqual([
      ['1', 'purchase', 3800, 'Sabine Kern'],
      ['2', 'return', -1900, 'Sabine Kern'],
      ['3', 'purchase', 1900, '99'],
    ])
    const { created, returns, unchanged, failed, unknownCustomers, netCents } = seen
    expect(await start(file)).toMatchObject({ created, returns, unchanged, failed, unknownCustomers, netCents })
  })

  it('a file is told from a list of customers by its columns', async () => {
    const kindOf = async (content: string) => (await files.preview(files.write(content), { kind: 'auto' })).kind
    expect(await kindOf('Bon;Datum;Betrag\n1;01.03.2026;2,00\n')).toBe('purchases')
    expect(await kindOf('InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice\n1,2,3,12/1/2010,4\n')).toBe('purchases')
    expect(await kindOf('Transaktions-ID;Datum;Produktname;Anz.;Einzelpreis (brutto);Betrag (EUR)\n1;01.03.2026;Brot;1;2,00;2,00\n')).toBe(
      'purchases',
    )
    expect(await kindOf('Nachname;Vorname;Geburtsdatum\nKern;Sabine;1.2.1980\n')).toBe('customers')
    expect(await kindOf('Vorname;Nachname;Datum;Umsatz\nSabine;Kern;1.2.2020;12,00\n')).toBe('customers')
  })
})
