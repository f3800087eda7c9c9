import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { day, refusal } from '../merges/two-customers.ts'

let house: House
let kern: CustomerId
beforeEach(async () => {
  house = openHouse()
  kern = (await house.call('customers.create', { kind: 'person', lastName: 'Kern', number: '77', phone: '0251 111' })).id
})
afterEach(() => house.close())

const update = (patch: object) => house.call('customers.update', { customerId: kern, ...patch })
/** The newest change that tells of a field. */
async function changeOf(field: string, place = 0) {
  const { rows } = await house.call('operations.history', { customerId: kern })
  return rows.filter(({ change, fields }) => change === 'update' && fields.some((told) => told.field === field))[place]!
}
const revert = async (field: string, place = 0) => house.write('operations.revertField', { changeId: (await changeOf(field, place)).id, field })
const get = () => house.call('customers.get', { customerId: kern })

describe('bringing one field back', () => {
  it('leaves the other fields of the same change, and is a change of its own that can be undone', async () => {
    await update({ memo: 'Tee', source: 'Markt' })
    await revert('memo')
    expect(await get()).toMatchObject({ memo: '', source: 'Markt' })
    await house.job('operations.undoLast', {})
    expect(await get()).toMatchObject({ memo: 'Tee', source: 'Markt' })
  })
  it('brings a birthday back whole and a phone with what was read from it', async () => {
    await update({ birthday: { day: 3, month: 5, year: 1979 } })
    await update({ birthday: { day: 4, month: 6, year: null }, details: [{ kind: 'phone', value: '0251 222' }] })
    await revert('birth_day')
    await revert('value')
    expect(await get()).toMatchObject({ birthday: { day: 3, month: 5, year: 1979 }, details: [{ value: '0251 111', normal: '+49251111' }] })
  })
  it('is offered for the newest change of a field only, and refused with what it is now', async () => {
    await update({ source: 'Markt' })
    await update({ source: 'Messe' })
    const [newest, older] = [await changeOf('source'), await changeOf('source', 1)]
    expect([newest, older].map(({ fields }) => fields[0]?.isNewest)).toEqual([true, false])
    expect(await refusal(revert('source', 1))).toMatchObject({ reason: 'change-newer', detail: { day: '2026-03-12', value: 'Messe' } })
  })
  it('refuses what is taken, what cannot stand alone, what is gone and what never was', async () => {
    await update({ number: '78' })
    await house.call('customers.create', { kind: 'person', lastName: 'Brandt', number: '77' })
    expect(await refusal(revert('number'))).toMatchObject({ reason: 'number-taken', detail: { number: '77', name: 'Brandt' } })
    expect((await refusal(house.call('operations.revertField', { changeId: 4711, field: 'memo' }))).reason).toBe('change-gone')
    const { id } = await changeOf('number')
    expect((await refusal(house.call('operations.revertField', { changeId: id, field: 'deleted_at' }))).reason).toBe('change-not-revertible')
    await house.call('customers.remove', { customerIds: [kern] })
    expect((await refusal(revert('number'))).reason).toBe('customer-in-bin')
  })
})

describe('bringing back what came or went', () => {
  const rowChange = async (table: string, kind: string) =>
    (await house.call('operations.history', { customerId: kern })).rows.find((row) => row.table === table && row.change === kind)!
  it('takes a tag away again and puts a phone back as it was', async () => {
    await update({ tags: ['Rad', 'Newsletter'] })
    await update({ details: [] })
    const [tag, phone] = [await rowChange('customer_tag', 'insert'), await rowChange('contact_detail', 'delete')]
    expect([tag.canRevert, phone.canRevert]).toEqual([true, true])
    await house.call('operations.revertField', { changeId: tag.id })
    await house.call('operations.revertField', { changeId: phone.id })
    const now = await get()
    expect(now.tags).toHaveLength(1)
    expect(now.details).toMatchObject([{ value: '0251 111', normal: '+49251111' }])
    expect((await house.call('customers.search', { text: '0251111' })).total).toBe(1)
  })
  it('brings back a relation that was removed, with its words', async () => {
    const brandt = await house.call('customers.create', { kind: 'person', lastName: 'Brandt' })
    const { id } = await house.call('relations.add', { aId: kern, bId: brandt.id, kind: 'free', label: 'empfahl', reverseLabel: 'kam durch' })
    await house.call('relations.remove', { relationId: id })
    const gone = await rowChange('relation', 'delete')
    expect(gone.canRevert).toBe(true)
    await house.call('operations.revertField', { changeId: gone.id })
    const { lines } = await house.call('relations.listFor', { customerId: brandt.id })
    expect(lines).toMatchObject([{ other: { customerId: kern } }])
  })
  it('refuses once more was done to it, and where the same is there again', async () => {
    await update({ tags: ['Rad'] })
    const came = await rowChange('customer_tag', 'insert')
    await update({ tags: [] })
    expect((await refusal(house.call('operations.revertField', { changeId: came.id }))).reason).toBe('change-row-newer')
    const went = await rowChange('customer_tag', 'delete')
    await update({ tags: ['Rad'] })
    expect((await refusal(house.call('operations.revertField', { changeId: went.id }))).reason).toBe('change-not-revertible')
  })
})

describe('taking a change back where another field was changed since', () => {
  it('is possible, and refused only for the same field', async () => {
    const first = await house.write('customers.update', { customerId: kern, memo: 'Tee' })
    const second = await house.write('customers.update', { customerId: kern, source: 'Markt' })
    await house.job('operations.undo', { operationId: first.operationId! })
    expect(await get()).toMatchObject({ memo: '', source: 'Markt' })
    await house.call('customers.update', { customerId: kern, source: 'Messe' })
    expect((await refusal(house.job('operations.undo', { operationId: second.operationId! }))).reason).toBe('operation-blocked-by-later')
  })
})

describe('what one operation changed', () => {
  it('is told customer by customer and field by field', async () => {
    const { operationId } = await house.write('purchases.record', { customerId: kern, day: day('2026-03-10'), totalCents: 1290 })
    const { rows, total } = await house.call('operations.changes', { operationId: operationId! })
    expect(total).toBe(1)
    expect(rows[0]).toMatchObject({ customerId: kern, displayName: 'Kern' })
    expect(rows[0]!.changes.map(({ table }) => table)).toEqual(expect.arrayContaining(['purchase', 'point_entry']))
  })
})
