import { describe, expect, it } from 'vitest'
import type { ImportResult } from '#contract'
import { importing } from '../imports/files.ts'

const files = importing()
const take = (content: string, name = 'kasse.csv') => files.start(files.write(content, name), { kind: 'purchases' }) as Promise<ImportResult>
const customer = async (lastName: string) => (await files.house().call('customers.create', { kind: 'person', firstName: 'Sabine', lastName })).id
const FILE =
  'Beleg;Datum;Kunde;Artikel;Menge;Einzelpreis\n' +
  '1;01.02.2026;99;Vase;2;19,00\n2;02.02.2026;99;Kerze;1;5,00\n3;03.02.2026;;Buch;1;12,00\nC1;05.02.2026;99;Vase;-1;19,00\n4;06.02.2026;55;Buch;1;12,00\n'

describe('sales of the till whose customer nobody knows', () => {
  it('are listed by what the file said, those of whom it said nothing last', async () => {
    await take(FILE)
    expect(await files.house().call('purchases.unknownGroups', {})).toEqual({
      rows: [
        { hint: '99', sales: 3, totalCents: 2400, firstDay: '2026-02-01', lastDay: '2026-02-05' },
        { hint: '55', sales: 1, totalCents: 1200, firstDay: '2026-02-06', lastDay: '2026-02-06' },
        { hint: '', sales: 1, totalCents: 1200, firstDay: '2026-02-03', lastDay: '2026-02-03' },
      ],
      total: 3,
      named: 2,
      sales: 5,
      netCents: 4800,
    })
    const { rows, ...totals } = await files.house().call('purchases.unknown', { hint: '99' })
    expect(rows.map(({ receiptNo, kind, totalCents }) => [receiptNo, kind, totalCents])).toEqual([
      ['C1', 'return', -1900],
      ['2', 'purchase', 500],
      ['1', 'purchase', 3800],
    ])
    expect(totals).toEqual({ total: 3, netCents: 2400 })
    expect(await files.house().call('purchases.unknown', { limit: 2, offset: 1 })).toMatchObject({
      total: 5,
      rows: [{ receiptNo: 'C1' }, { receiptNo: '3' }],
    })
  })

  it('are given to a customer all at once, with points and phase, and Ctrl+Z takes them from him again', async () => {
    await take(FILE)
    const kern = await customer('Kern')
    expect(await files.house().call('purchases.assign', { customerId: kern, hint: '99' })).toEqual({ assigned: 3, netCents: 2400, pointsEarned: 24 })
    expect(await files.house().call('purchases.listFor', { customerId: kern })).toMatchObject({ total: 2, sumCents: 2400 })
    expect((await files.house().call('customers.list', {})).rows[0]).toMatchObject({ purchaseDays: 2 })
    expect(await files.house().call('purchases.unknownGroups', {})).toMatchObject({ total: 2, sales: 2 })
    await files.house().job('operations.undoLast', {})
    expect(await files.house().call('purchases.listFor', { customerId: kern })).toMatchObject({ total: 0 })
    expect(await files.house().call('loyalty.account', { customerId: kern })).toMatchObject({ balance: 0 })
    expect(await files.house().call('purchases.unknownGroups', {})).toMatchObject({ total: 3, sales: 5 })
  })

  it('one by one take what came back of them along', async () => {
    await take(FILE)
    const kern = await customer('Kern')
    const { rows } = await files.house().call('purchases.unknown', { hint: '99' })
    const vase = rows.find(({ receiptNo }) => receiptNo === '1')!
    expect(await files.house().call('purchases.assign', { customerId: kern, purchaseIds: [vase.purchaseId] })).toMatchObject({
      assigned: 2,
      netCents: 1900,
    })
  })

  it('once given, the next file knows whom it means, and the same file changes nothing', async () => {
    await take(FILE)
    const kern = await customer('Kern')
    await files.house().call('purchases.assign', { customerId: kern, hint: '99' })
    expect(await take(FILE)).toMatchObject({ created: 0, returns: 0, unchanged: 5, unknownCustomers: 0 })
    expect(await take('Beleg;Datum;Kunde;Artikel;Menge;Einzelpreis\n9;07.02.2026;99;Vase;1;19,00\n')).toMatchObject({
      created: 1,
      unknownCustomers: 0,
    })
    expect(await files.house().call('purchases.listFor', { customerId: kern })).toMatchObject({ total: 3 })
  })

  it('whose import is taken back are gone from the customer, too', async () => {
    const { importId } = await take(FILE)
    const kern = await customer('Kern')
    await files.house().call('purchases.assign', { customerId: kern, hint: '99' })
    await files.house().job('imports.undo', { importId })
    expect(await files.house().call('purchases.listFor', { customerId: kern })).toMatchObject({ total: 0 })
    expect(await files.house().call('loyalty.account', { customerId: kern })).toMatchObject({ balance: 0 })
    expect(await files.house().call('purchases.unknownGroups', {})).toMatchObject({ total: 0 })
  })

  it('that have a customer, or a customer who is not there, are refused', async () => {
    await take(FILE)
    const kern = await customer('Kern')
    const { rows } = await files.house().call('purchases.unknown', { hint: '55' })
    const purchaseIds = rows.map(({ purchaseId }) => purchaseId)
    await files.house().call('purchases.assign', { customerId: kern, purchaseIds })
    await expect(files.house().call('purchases.assign', { customerId: kern, purchaseIds })).rejects.toThrow('unknown-sales-none')
    await expect(files.house().call('purchases.assign', { customerId: kern, hint: 'niemand' })).rejects.toThrow('unknown-sales-none')
    await expect(files.house().call('purchases.assign', { customerId: kern })).rejects.toThrow('unknown-sales-choose')
    await expect(files.house().call('purchases.assign', { customerId: 5 as never, hint: '99' })).rejects.toThrow('customer-gone')
  })
})
