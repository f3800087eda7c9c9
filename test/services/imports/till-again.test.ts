import { describe, expect, it } from 'vitest'
import type { ImportResult, JobContext } from '#contract'
import { AppError } from '../../../electron/database/app-error.ts'
import { importing } from './files.ts'

const files = importing()
const take = (content: string, name = 'kasse.csv') => files.start(files.write(content, name), { kind: 'purchases' }) as Promise<ImportResult>
const customer = async (number: string) =>
  (await files.house().call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern', number })).id
const figures = () =>
  files
    .house()
    .db.prepare<[], { receipts: number; cents: number | null }>(
      'select count(*) as receipts, sum(total_cents) as cents from purchase where voided_at is null',
    )
    .get()
const HEAD = 'Beleg;Datum;Kunde;Artikel;Menge;Einzelpreis\n'
const WEEK = '1;01.02.2026;7;Vase;2;19,00\n2;02.02.2026;99;Kerze;1;5,00\n3;03.02.2026;;Buch;1;12,00\nC1;05.02.2026;7;Vase;-1;19,00\n'

describe('the same receipts once more', () => {
  it('change nothing, from the same file or another that overlaps', async () => {
    await customer('7')
    expect(await take(HEAD + WEEK)).toMatchObject({ created: 3, returns: 1, netCents: 3600 })
    const before = figures()
    expect(await take(HEAD + WEEK)).toMatchObject({
      created: 0,
      returns: 0,
      unchanged: 4,
      failed: 0,
      unknownCustomers: 0,
      netCents: 0,
      operationId: null,
    })
    expect(figures()).toEqual(before)
    expect(await take(`${HEAD}C1;05.02.2026;7;Vase;-1;19,00\n4;06.02.2026;7;Kerze;1;5,00\n`)).toMatchObject({
      created: 1,
      returns: 0,
      unchanged: 1,
      netCents: 500,
    })
  })

  it('in another order of columns, of days and of decimals are still the same', async () => {
    await customer('7')
    await take(HEAD + WEEK)
    expect(await take('Date,Receipt,Customer,Item,Qty,Price\n2026-02-01,1,7,Vase,2,19.00\n2026-02-02,2,99,Kerze,1,5.00\n')).toMatchObject({
      created: 0,
      unchanged: 2,
    })
  })

  it('twice in one file are one', async () => {
    const twice = '1;01.02.2026;7;Vase;2;19,00\n2;02.02.2026;7;Kerze;1;5,00\n1;01.02.2026;7;Vase;2;19,00\n'
    expect(await take(HEAD + twice)).toMatchObject({ created: 2, unchanged: 1, netCents: 4300 })
    expect(await take('Beleg;Datum;Betrag\n8;01.02.2026;5,00\n8;01.02.2026;5,00\n')).toMatchObject({ created: 1, unchanged: 1, netCents: 500 })
  })

  it('the same article twice on one receipt is bought twice', async () => {
    expect(await take(`${HEAD}1;01.02.2026;7;Vase;1;19,00\n1;01.02.2026;7;Vase;1;19,00\n`)).toMatchObject({ created: 1, netCents: 3800 })
  })

  it('entered by hand before are known by number, day and amount', async () => {
    const kern = await customer('7')
    await files.house().call('purchases.record', { customerId: kern, day: '2026-02-01' as never, totalCents: 3800, receiptNo: '1' })
    expect(await take(HEAD + WEEK)).toMatchObject({ created: 2, returns: 1, unchanged: 1, netCents: -200 })
  })

  it('with another amount stay out, because nobody can tell which one holds', async () => {
    await customer('7')
    await take(HEAD + WEEK)
    const result = await take(`${HEAD}1;01.02.2026;7;Vase;2;29,00\n`)
    expect(result).toMatchObject({ created: 0, unchanged: 0, failed: 1, netCents: 0 })
    expect(await files.house().call('imports.problems', { importId: result.importId })).toMatchObject({
      rows: [{ line: 2, reason: 'import-till-row-changed', value: '1' }],
    })
  })

  it('with lines that were missing bring only those', async () => {
    await customer('7')
    await take(HEAD + WEEK)
    expect(await take(`${HEAD}1;01.02.2026;7;Vase;2;19,00\n1;01.02.2026;7;Kerze;1;5,00\n`)).toMatchObject({ created: 1, unchanged: 0, netCents: 500 })
  })
})

describe('a file that was cut within a receipt', () => {
  const RECEIPT = ['1;01.02.2026;7;Vase;2;19,00', '1;01.02.2026;7;Kerze;1;5,00', '1;01.02.2026;7;Buch;1;12,00']

  it('brings nothing twice, and with the rest of it all of the receipt', async () => {
    await customer('7')
    expect(await take(`${HEAD}${RECEIPT.slice(0, 2).join('\n')}\n`)).toMatchObject({ created: 1, netCents: 4300 })
    expect(await take(`${HEAD}${RECEIPT.slice(1).join('\n')}\n2;02.02.2026;7;Kerze;1;5,00\n`)).toMatchObject({ created: 1, failed: 2 })
    expect(await take(`${HEAD}${RECEIPT.join('\n')}\n`)).toMatchObject({ created: 1, failed: 0, netCents: 1200 })
    expect(await take(`${HEAD}${RECEIPT.slice(1).join('\n')}\n`)).toMatchObject({ created: 0, unchanged: 1, failed: 0 })
    expect(figures()).toMatchObject({ cents: 4300 + 1200 + 500 })
  })
})

describe('an import of purchases', () => {
  it('stands in the history with its figures, line by line', async () => {
    const kern = await customer('7')
    const { importId } = await take(HEAD + WEEK)
    const { rows: runs } = await files.house().call('imports.list', {})
    expect(runs).toMatchObject([{ importId, kind: 'purchases', created: 3, returns: 1, unknownCustomers: 1, netCents: 3600, undoneAt: null }])
    const { rows } = await files.house().call('imports.rows', { importId })
    expect(rows.map(({ line, action, customerId, name, receipt }) => [line, action, customerId, name, receipt?.kind, receipt?.totalCents])).toEqual([
      [2, 'created', kern, 'Sabine Kern', 'purchase', 3800],
      [3, 'created', null, '99', 'purchase', 500],
      [4, 'created', null, '', 'purchase', 1200],
      [5, 'created', kern, 'Sabine Kern', 'return', -1900],
    ])
  })

  it('is taken back whole, with points and phase, and can be read in again', async () => {
    const kern = await customer('7')
    const summary = () => files.house().call('customers.list', { limit: 10 })
    const before = await summary()
    const { importId } = await take(HEAD + WEEK)
    expect(await files.house().call('loyalty.account', { customerId: kern })).toMatchObject({ balance: 19 })
    await files.house().job('imports.undo', { importId })
    expect(figures()).toEqual({ receipts: 0, cents: null })
    expect(await files.house().call('loyalty.account', { customerId: kern })).toMatchObject({ balance: 0 })
    expect((await summary()).rows).toEqual(before.rows)
    expect((await files.house().call('imports.list', {})).rows[0]).toMatchObject({ undoneAt: expect.any(String) })
    await expect(files.house().job('imports.undo', { importId })).rejects.toThrow('import-already-undone')
    expect(await take(HEAD + WEEK)).toMatchObject({ created: 3, returns: 1, unchanged: 0, netCents: 3600 })
    expect(figures()).toEqual({ receipts: 4, cents: 3600 })
  })

  it('of sales without a customer alone is taken back as well', async () => {
    const { importId } = await take('Beleg;Datum;Betrag\n1;01.02.2026;5,00\n')
    await files.house().job('imports.undo', { importId })
    expect(figures()).toEqual({ receipts: 0, cents: null })
  })

  it('that was taken back comes again with redo, and is known again then', async () => {
    const kern = await customer('7')
    const { importId } = await take(HEAD + WEEK)
    await files.house().job('imports.undo', { importId })
    await files.house().job('operations.redoLast', {})
    expect(figures()).toEqual({ receipts: 4, cents: 3600 })
    expect(await files.house().call('loyalty.account', { customerId: kern })).toMatchObject({ balance: 19 })
    expect(await take(HEAD + WEEK)).toMatchObject({ created: 0, returns: 0, unchanged: 4 })
  })

  it('that is given up half way leaves nothing', async () => {
    await customer('7')
    const many = Array.from({ length: 3000 }, (_, index) => `${index};01.02.2026;7;Vase;1;19,00`).join('\n')
    let isWriting = false
    const job: JobContext = { report: (_done, _total, phase) => void (isWriting = phase === 'writing'), isCancelled: () => isWriting }
    const order = { file: files.write(HEAD + many), kind: 'purchases' } as const
    await expect(files.house().services.tasks['imports.start']!(order as never, job)).rejects.toThrow(new AppError('cancelled', 'cancelled'))
    expect(figures()).toEqual({ receipts: 0, cents: null })
    expect(await files.house().call('imports.list', {})).toMatchObject({ total: 0 })
    expect(await take(HEAD + many)).toMatchObject({ created: 3000 })
  })
})
