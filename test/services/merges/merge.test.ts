import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { contentOf, expectSoundness } from '../operations/shop-state.ts'
import { day, kernTwice, refusal } from './two-customers.ts'

let house: House
let kern: CustomerId
let other: CustomerId
beforeEach(async () => {
  house = openHouse()
  ;({ kern, other } = await kernTwice(house))
})
afterEach(() => house.close())

const merge = (choices = {}) => house.call('customers.merge', { survivorId: kern, otherIds: [other], choices })
const separate = async () => house.job('customers.undoMerge', await merge())
const buy = (customerId: CustomerId, on: string, totalCents: number) => house.call('purchases.record', { customerId, day: day(on), totalCents })
const ids = async (text: string) => (await house.call('customers.search', { text })).rows.map(({ id }) => id)

describe('merging two customers', () => {
  it('keeps the most complete value of each field, all notes, and every way to reach them once', async () => {
    await merge()
    expect(await house.call('customers.get', { customerId: kern })).toMatchObject({
      number: '10001',
      salutation: 'ms',
      firstName: 'Sabine',
      lastName: 'Müller-Kern',
      birthday: { day: 3, month: 5, year: 1979 },
      memo: 'Kaffee schwarz\n\nDackel Emil',
      tags: ['Rad', 'Newsletter'],
      details: [{ value: '0251 123456' }, { value: 'sabine@kern.test' }],
      addresses: [{ street: 'Am Markt 1' }],
    })
    expectSoundness(house)
  })
  it('takes the chosen value instead', async () => {
    await merge({ firstName: kern, memo: other })
    expect(await house.call('customers.get', { customerId: kern })).toMatchObject({ firstName: 'S.', memo: 'Dackel Emil' })
  })
  it('adds purchases, points and purchase days, moves cards, and writes the phase down for the survivor', async () => {
    await buy(kern, '2026-01-10', 1000)
    await buy(other, '2026-02-10', 2000)
    const card = await house.call('cards.issue', { customerId: other })
    await merge()
    expect(await house.call('customers.summary', { customerId: kern })).toMatchObject({
      phase: 'repurchase',
      purchaseDays: 2,
      totalCents: 3000,
      points: 30,
      cardNumber: card.number,
    })
    expect((await house.call('cards.find', { code: card.number })).customerId).toBe(kern)
    expect((await house.call('phases.history', { customerId: kern }))[0]).toMatchObject({ from: 'after-purchase', to: 'repurchase' })
    expect((await house.call('loyalty.verify', {})).differences).toEqual([])
    expect((await house.call('loyalty.account', { customerId: kern })).entries.map(({ kind }) => kind)).toEqual(['EARN', 'EARN'])
    expectSoundness(house)
  })
  it('books no sum row: every entry keeps its key, and nothing but the account of an entry can ever change', async () => {
    await buy(other, '2026-02-10', 2000)
    const keys = () => house.db.prepare('select id, key, points from point_entry order by id').all()
    const before = keys()
    await merge()
    expect(keys()).toEqual(before)
    expect(() => house.db.prepare('update point_entry set account_id = account_id + 1').run()).toThrow('append-only')
    expect(() => house.db.prepare('update point_entry set points = 5').run()).toThrow('append-only')
  })
  it('leaves the other one out of list, counts and bin', async () => {
    await merge()
    expect(await house.call('customers.count', {})).toEqual({ customers: 1, sample: 0, inBin: 0 })
    expect((await house.call('customers.bin', {})).total).toBe(0)
    expect((await house.call('customers.list', {})).rows.map(({ id }) => id)).toEqual([kern])
  })
  it('says in advance what moves and which values are kept', async () => {
    await buy(other, '2026-02-10', 2000)
    const preview = await house.call('customers.mergePreview', { survivorId: kern, otherIds: [other] })
    expect(preview).toMatchObject({ points: 20, phase: { from: 'first-contact', to: 'after-purchase', purchaseDays: 1 } })
    expect(preview.sides[1]).toMatchObject({
      purchases: 1,
      points: 20,
      moves: { purchase: 1, point_entry: 1, contact_detail: 1, address: 1, customer_tag: 1 },
      stays: { contact_detail: 1, customer_tag: 1 },
    })
    const field = (name: string) => preview.fields.find(({ field }) => field === name)
    expect(field('firstName')).toMatchObject({ choice: other, why: 'fullest', result: 'Sabine' })
    expect(field('lastName')).toMatchObject({ choice: other, why: 'fullest', result: 'Müller-Kern' })
    expect(field('birthday')).toMatchObject({ choice: other, why: 'only', result: '1979-05-03' })
    expect(field('memo')).toMatchObject({ choice: 'all', why: 'all' })
    expect((await house.call('customers.count', {})).customers).toBe(2)
  })
  it('merges ten at once, and whoever was merged before belongs to the new survivor', async () => {
    await merge()
    const more: CustomerId[] = []
    for (let n = 0; n < 9; n++) more.push((await house.call('customers.create', { kind: 'person', lastName: `Kern ${n}` })).id)
    const top = more[0]!
    await house.call('customers.merge', { survivorId: top, otherIds: [kern, ...more.slice(1)] })
    expect(await ids('A-77')).toEqual([top])
    expect((await house.call('customers.count', {})).customers).toBe(1)
    expectSoundness(house)
  })
})

describe('the one who was merged away', () => {
  it('is found by the old number, and asking for him says who he became', async () => {
    await merge()
    expect(await ids('A-77')).toEqual([kern])
    const failure = await refusal(house.call('customers.get', { customerId: other }))
    expect(failure).toEqual({
      code: 'conflict',
      reason: 'customer-merged',
      detail: { customerId: kern, name: 'Sabine Müller-Kern', merged: 'Sabine Müller-Kern', day: '2026-03-12' },
    })
    for (const call of ['customers.remove', 'customers.restore'] as const)
      expect((await refusal(house.call(call, { customerIds: [other] }))).reason).toBe('customer-merged')
    expect((await refusal(buy(other, '2026-03-01', 100))).reason).toBe('customer-merged')
  })
  it('is named on the survivor with the way back', async () => {
    const { mergeId } = await merge()
    expect(await house.call('customers.merges', { customerId: kern })).toMatchObject([{ mergeId, others: [{ id: other, number: 'A-77' }] }])
    await house.job('customers.undoMerge', { mergeId })
    expect(await house.call('customers.merges', { customerId: kern })).toEqual([])
  })
})

describe('separating again', () => {
  it('brings everything back as it was, and redo merges again', async () => {
    await buy(kern, '2026-01-10', 1000)
    await buy(other, '2026-02-10', 2000)
    await house.call('cards.issue', { customerId: other })
    const before = contentOf(house)
    expect(await separate()).toMatchObject({ survivorId: kern })
    expect(contentOf(house)).toEqual(before)
    expectSoundness(house)
    await house.job('operations.redoLast', {})
    expect((await house.call('customers.summary', { customerId: kern })).points).toBe(30)
    expectSoundness(house)
  })
  it('goes on being possible after other changes, and what came later stays with the survivor', async () => {
    await buy(other, '2026-02-10', 2000)
    const { mergeId } = await merge()
    await buy(kern, '2026-03-11', 500)
    const card = await house.call('cards.issue', { customerId: kern })
    await house.call('customers.update', { customerId: kern, nameAddition: 'c/o Brandt' })
    await house.job('customers.undoMerge', { mergeId })
    expect(await house.call('customers.summary', { customerId: kern })).toMatchObject({ points: 5, totalCents: 500, cardNumber: card.number })
    expect(await house.call('customers.summary', { customerId: other })).toMatchObject({ points: 20, totalCents: 2000, cardNumber: null })
    expect((await house.call('customers.get', { customerId: kern })).nameAddition).toBe('c/o Brandt')
    expectSoundness(house)
  })
  it('is refused by name when the same field was changed since, and works once that is taken back', async () => {
    const { mergeId } = await merge()
    const { operationId } = await house.write('customers.update', { customerId: kern, firstName: 'Sabrina' })
    expect(await refusal(house.job('customers.undoMerge', { mergeId }))).toMatchObject({
      reason: 'operation-blocked-by-later',
      detail: { operationId, name: 'Sabrina Müller-Kern', call: 'customers.update' },
    })
    await house.job('operations.undo', { operationId: operationId! })
    await house.job('customers.undoMerge', { mergeId })
    expect((await house.call('customers.count', {})).customers).toBe(2)
  })
  it('takes the counter-entry of a purchase along that was taken out in between', async () => {
    await buy(other, '2026-02-10', 2000)
    const purchase = house.db.prepare('select id from purchase').pluck().get() as never
    const { mergeId } = await merge()
    await house.call('purchases.remove', { purchaseId: purchase })
    await house.job('customers.undoMerge', { mergeId })
    expect((await house.call('loyalty.account', { customerId: other })).balance).toBe(0)
    expect((await house.call('loyalty.account', { customerId: kern })).balance).toBe(0)
    expectSoundness(house)
  })
  it('stands in the way of taking back what the other one was before, and is named for it', async () => {
    const { operationId } = await house.write('customers.update', { customerId: other, source: 'Markt' })
    const { mergeId } = await merge()
    expect(await refusal(house.job('operations.undo', { operationId: operationId! }))).toMatchObject({
      reason: 'operation-blocked-by-later',
      detail: { operationId: mergeId, call: 'customers.merge' },
    })
  })
  it('cannot be done again over the head of somebody who was used since', async () => {
    const { operationId } = await separate()
    await buy(other, '2026-03-01', 900)
    expect((await refusal(house.job('operations.undo', { operationId }))).reason).toBe('operation-blocked-by-later')
  })
  it('says so when it was done before, or is not known after a restored backup', async () => {
    const { mergeId } = await merge()
    await house.job('customers.undoMerge', { mergeId })
    expect((await refusal(house.job('customers.undoMerge', { mergeId }))).reason).toBe('merge-already-undone')
    expect((await refusal(house.job('customers.undoMerge', { mergeId: 4711 as never }))).reason).toBe('merge-gone')
    const { operationId } = await house.write('customers.update', { customerId: kern, memo: 'x' })
    expect((await refusal(house.job('customers.undoMerge', { mergeId: operationId! }))).reason).toBe('merge-gone')
  })
})

describe('a merge is refused', () => {
  const reason = async (input: { survivorId: CustomerId; otherIds: CustomerId[]; choices?: object }) => {
    const before = contentOf(house)
    const failure = await refusal(house.call('customers.merge', input))
    expect((await refusal(house.call('customers.mergePreview', input))).reason).toBe(failure.reason)
    expect(contentOf(house)).toEqual(before)
    return failure.reason
  }
  it('with itself, with nobody, with more than ten', async () => {
    expect(await reason({ survivorId: kern, otherIds: [kern] })).toBe('merge-with-itself')
    expect(await reason({ survivorId: kern, otherIds: [] })).toBe('merge-needs-two')
    expect(await reason({ survivorId: kern, otherIds: Array.from({ length: 10 }, () => other) })).toBe('merge-too-many')
  })
  it('with one in the bin, one who never was, one who was merged already', async () => {
    expect(await reason({ survivorId: kern, otherIds: [4711 as CustomerId] })).toBe('customer-gone')
    const third = (await house.call('customers.create', { kind: 'person', lastName: 'Brandt' })).id
    await house.call('customers.remove', { customerIds: [third] })
    expect(await reason({ survivorId: kern, otherIds: [third] })).toBe('customer-in-bin')
    await merge()
    expect(await reason({ survivorId: kern, otherIds: [other] })).toBe('customer-merged')
  })
  it('of a firm with a person, and of an invented customer with an own one', async () => {
    const firm = (await house.call('customers.create', { kind: 'firm', firmName: 'Kern GmbH' })).id
    expect(await reason({ survivorId: kern, otherIds: [firm] })).toBe('merge-firm-with-person')
    house.db.prepare('update customer set is_sample = 1 where id = ?').run(other)
    expect(await reason({ survivorId: kern, otherIds: [other] })).toBe('merge-sample-with-own')
  })
  it('with a choice of somebody who takes no part, or with Merkzettel that are too long together', async () => {
    expect(await reason({ survivorId: kern, otherIds: [other], choices: { memo: 4711 } })).toBe('merge-choice-foreign')
    expect(await reason({ survivorId: kern, otherIds: [other], choices: { shoeSize: kern } })).toBe('input-invalid')
    await house.call('customers.update', { customerId: kern, memo: 'x'.repeat(4000) })
    await house.call('customers.update', { customerId: other, memo: 'y'.repeat(4000) })
    expect(await reason({ survivorId: kern, otherIds: [other] })).toBe('merge-memo-too-long')
    await merge({ memo: other })
    expect((await house.call('customers.get', { customerId: kern })).memo).toHaveLength(4000)
  })
})
