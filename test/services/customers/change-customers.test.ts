import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, Input, OperationId } from '#contract'
import { customersService } from '../../../electron/services/customers/customers.service.ts'
import { settingsService } from '../../../electron/services/settings/settings.service.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
let customerId: CustomerId
beforeEach(async () => {
  house = openHouse()
  const customer = await house.call('customers.create', {
    kind: 'person',
    firstName: 'Sabine',
    lastName: 'Kern',
    phone: '0251 2788304',
    email: 's.kern@posteo.de',
    addresses: [{ street: 'Prinzipalmarkt 1', postcode: '48143', city: 'Münster' }],
    tags: ['VIP', 'Stammtisch'],
  })
  customerId = customer.id
})
afterEach(() => house.close())

interface Change {
  table: string
  kind: string
  fields: string[]
}
/** What one update wrote into the change log. */
async function changesOf(patch: Omit<Input<'customers.update'>, 'customerId'>): Promise<Change[]> {
  const { operationId } = await house.write('customers.update', { customerId, ...patch })
  const rows = house.db
    .prepare<[OperationId | undefined], { table: string; kind: string; after: string | null }>(
      'select table_name as "table", kind, after from change where operation_id = ? order by id',
    )
    .all(operationId)
  return rows.map(({ table, kind, after }) => ({ table, kind, fields: Object.keys(JSON.parse(after ?? '{}') as object) }))
}
const detailIds = () =>
  house.db.prepare<[CustomerId], number>('select id from contact_detail where customer_id = ? order by position').pluck().all(customerId)

describe('an update writes what differs and nothing else', () => {
  test('the same again writes nothing and is no operation', async () => {
    const { kind, firstName, details, addresses, tags, birthday } = await house.call('customers.get', { customerId })
    expect((await house.write('customers.update', { customerId, kind, firstName, details, addresses, tags, birthday })).operationId).toBeUndefined()
  })
  test('a memo is one changed row', async () => {
    expect(await changesOf({ memo: 'Kaffee schwarz' })).toEqual([{ table: 'customer', kind: 'update', fields: ['memo', 'updated_at'] }])
  })
  test('a second phone is one row more; the first ones keep their identity', async () => {
    const before = detailIds()
    const { details } = await house.call('customers.get', { customerId })
    expect(await changesOf({ details: [...details, { kind: 'phone', value: '0171 5551234', label: 'mobil' }] })).toEqual([
      { table: 'contact_detail', kind: 'insert', fields: [] },
    ])
    expect(detailIds().slice(0, 2)).toEqual(before)
  })
  test('a corrected phone is changed in place', async () => {
    const before = detailIds()
    const { details } = await house.call('customers.get', { customerId })
    expect(await changesOf({ details: details.map((detail) => (detail.kind === 'phone' ? { ...detail, value: '0251 2788305' } : detail)) })).toEqual([
      { table: 'contact_detail', kind: 'update', fields: ['value', 'normal'] },
    ])
    expect(detailIds()).toEqual(before)
  })
  test('taking the first away is one row less; the rest stays in order', async () => {
    const { details } = await house.call('customers.get', { customerId })
    expect(await changesOf({ details: details.slice(1) })).toEqual([{ table: 'contact_detail', kind: 'delete', fields: [] }])
    expect((await house.call('customers.get', { customerId })).details.map(({ value }) => value)).toEqual(['s.kern@posteo.de'])
  })
  test('another order is kept', async () => {
    const { details } = await house.call('customers.get', { customerId })
    await house.call('customers.update', { customerId, details: details.toReversed() })
    expect((await house.call('customers.get', { customerId })).details).toEqual(details.toReversed())
    expect((await house.call('customers.summary', { customerId })).phone).toBe('0251 2788304')
  })
  test('one tag more, one less', async () => {
    expect(await changesOf({ tags: ['VIP', 'Hund'] })).toEqual([
      { table: 'customer_tag', kind: 'delete', fields: [] },
      { table: 'customer_tag', kind: 'insert', fields: [] },
    ])
    expect((await house.call('customers.get', { customerId })).tags).toEqual(['VIP', 'Hund'])
  })
  test('a refused update leaves everything as it was', async () => {
    const before = await house.call('customers.get', { customerId })
    const refused = house.call('customers.update', { customerId, memo: 'neu', details: [{ kind: 'email', value: 'kern@' }] })
    await expect(refused).rejects.toMatchObject({ failure: { reason: 'email-invalid' } })
    await expect(house.call('customers.update', { customerId, firstName: '', lastName: '' })).rejects.toMatchObject({
      failure: { reason: 'name-missing' },
    })
    expect(await house.call('customers.get', { customerId })).toEqual(before)
  })
})

test('a new name is found at once, the old one no more', async () => {
  await house.call('customers.update', { customerId, lastName: 'Zumloh' })
  expect((await house.call('customers.search', { text: 'zumloh' })).rows.map(({ displayName }) => displayName)).toEqual(['Sabine Zumloh'])
  expect((await house.call('customers.search', { text: 'sabine kern' })).total).toBe(1)
  await house.call('customers.update', { customerId, details: [] })
  expect((await house.call('customers.search', { text: 'sabine kern' })).total).toBe(0)
})

describe('the recycle bin', () => {
  test('takes a customer out of list, search and counts, and gives everything back', async () => {
    const before = await house.call('customers.get', { customerId })
    const { operationId } = await house.write('customers.remove', { customerIds: [customerId] })
    expect(await house.call('customers.list', {})).toMatchObject({ rows: [], total: 0 })
    expect(await house.call('customers.search', { text: 'kern' })).toMatchObject({ rows: [], total: 0 })
    expect(await house.call('customers.count', {})).toEqual({ customers: 0, sample: 0, inBin: 1 })
    const { deletedAt } = await house.call('customers.get', { customerId })
    expect(await house.call('customers.bin', {})).toEqual({
      rows: [
        {
          id: customerId,
          number: '10001',
          displayName: 'Sabine Kern',
          deletedAt,
          operationId,
          purchases: 0,
          points: 0,
          cards: 0,
          emptiedOn: '2026-06-10',
        },
      ],
      total: 1,
    })
    await house.call('customers.restore', { customerIds: [customerId] })
    expect(await house.call('customers.get', { customerId })).toEqual(before)
    expect((await house.call('customers.search', { text: 'kern' })).total).toBe(1)
    expect((await house.call('customers.bin', {})).total).toBe(0)
  })
  test('shows the newest first', async () => {
    const { id } = await house.call('customers.create', { kind: 'person', lastName: 'Aaron' })
    await house.call('customers.remove', { customerIds: [customerId] })
    await house.call('customers.remove', { customerIds: [id] })
    expect((await house.call('customers.bin', {})).rows.map(({ displayName }) => displayName)).toEqual(['Aaron', 'Sabine Kern'])
  })
  test('refuses what is not in it, and work with what is', async () => {
    await expect(house.call('customers.restore', { customerIds: [customerId] })).rejects.toMatchObject({ failure: { reason: 'customer-not-in-bin' } })
    await house.call('customers.remove', { customerIds: [customerId] })
    for (const work of [
      () => house.call('customers.remove', { customerIds: [customerId] }),
      () => house.call('customers.update', { customerId, memo: 'x' }),
      () => house.call('customers.summary', { customerId }),
    ])
      await expect(work()).rejects.toMatchObject({ failure: { code: 'conflict', reason: 'customer-in-bin', detail: { name: 'Sabine Kern' } } })
  })
  test('a customer who never was is gone', async () => {
    await expect(house.call('customers.get', { customerId: 4711 as CustomerId })).rejects.toMatchObject({
      failure: { code: 'missing', reason: 'customer-gone' },
    })
  })
  test('one unknown among many: none is removed', async () => {
    await expect(house.call('customers.remove', { customerIds: [customerId, 4711 as CustomerId] })).rejects.toMatchObject({
      failure: { reason: 'customer-gone' },
    })
    expect((await house.call('customers.count', {})).customers).toBe(1)
  })
})

describe('undoing the making of a customer', () => {
  test('takes one without purchases out for good', async () => {
    const fresh = await house.write('customers.create', { kind: 'person', lastName: 'Frisch', email: 'frisch@posteo.de', tags: ['neu'] })
    await house.job('operations.undo', { operationId: fresh.operationId! })
    await expect(house.call('customers.get', { customerId: fresh.value.id })).rejects.toMatchObject({ failure: { reason: 'customer-gone' } })
    expect((await house.call('customers.search', { text: 'frisch' })).total).toBe(0)
    expect((await house.call('customers.count', {})).inBin).toBe(0)
  })
  test('moves one with a purchase to the bin, for ledgers are kept', async () => {
    await house.call('purchases.record', { customerId, day: '2026-03-01', totalCents: 2595 })
    const { db, clock, services } = house
    const base = { db, clock, newId: services.newId, recorder: services.operations }
    const { undoing } = customersService({ ...base, settings: settingsService(base) })
    services.operations.run({ call: 'operations.undo', kind: 'undo' }, () => undoing.undoInsert(customerId, 1 as OperationId, customerId))
    expect(await house.call('customers.count', {})).toEqual({ customers: 0, sample: 0, inBin: 1 })
    expect((await house.call('customers.search', { text: 'kern' })).total).toBe(0)
  })
})

describe('the timeline', () => {
  test('shows the newest day first, points of a purchase with the purchase, page by page', async () => {
    await house.call('purchases.record', { customerId, day: '2026-03-01', totalCents: 2595, receiptNo: '17' })
    await house.call('loyalty.adjust', { customerId, points: 5, reason: 'Entschuldigung' })
    const card = await house.call('cards.issue', { customerId })
    await house.call('purchases.record', { customerId, day: '2026-03-10', totalCents: 1000 })
    const { entries, total } = await house.call('customers.timeline', { customerId })
    expect(entries.map(({ kind, day }) => `${day} ${kind}`).toSorted()).toEqual(
      [
        '2026-03-12 points',
        '2026-03-12 card',
        '2026-03-12 created',
        '2026-03-10 purchase',
        '2026-03-10 phase',
        '2026-03-01 purchase',
        '2026-03-01 phase',
      ].toSorted(),
    )
    expect(entries.map(({ day }) => day)).toEqual(
      entries
        .map(({ day }) => day)
        .toSorted()
        .toReversed(),
    )
    expect(total).toBe(7)
    expect(entries.find(({ key, kind }) => kind === 'purchase' && key)?.detail).toMatchObject({ totalCents: 1000, points: 10, receiptNo: '' })
    expect(entries.find(({ kind }) => kind === 'points')?.detail).toEqual({ entryKind: 'ADJUST', points: 5, reason: 'Entschuldigung' })
    expect(entries.find(({ kind }) => kind === 'card')?.detail).toEqual({ cardId: card.id, number: card.number, status: 'active' })
    const pages = []
    for (let offset = 0; offset < total; offset += 2)
      pages.push(...(await house.call('customers.timeline', { customerId, limit: 2, offset })).entries)
    expect(pages).toEqual(entries)
  })
  test('leaves a purchase out that was taken out again', async () => {
    const { purchase } = await house.call('purchases.record', { customerId, day: '2026-03-01', totalCents: 2595 })
    await house.call('purchases.remove', { purchaseId: purchase.id })
    expect((await house.call('customers.timeline', { customerId })).entries.filter(({ kind }) => kind === 'purchase' || kind === 'points')).toEqual(
      [],
    )
  })
})
