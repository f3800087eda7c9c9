import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { expectSoundness } from '../operations/shop-state.ts'
import { day, kernTwice, refusal } from '../merges/two-customers.ts'

let house: House
let kern: CustomerId
let other: CustomerId
beforeEach(async () => {
  house = openHouse()
  ;({ kern, other } = await kernTwice(house))
})
afterEach(() => house.close())

const remove = (...customerIds: CustomerId[]) => house.call('customers.remove', { customerIds })
const empty = (...customerIds: CustomerId[]) => house.job('customers.emptyBin', customerIds.length > 0 ? { customerIds } : {})
const everything = () =>
  house.db
    .prepare<[], string>("select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all()
    .map((table) => JSON.stringify(house.db.prepare(`select * from "${table}"`).all()))
    .join('\n')

describe('emptying the bin', () => {
  it('erases a customer without purchases and points wholly, also from the memory of changes', async () => {
    await remove(other)
    expect(await empty()).toEqual({ erased: 1, anonymised: 0 })
    expect((await refusal(house.call('customers.get', { customerId: other }))).reason).toBe('customer-gone')
    for (const trace of ['Sabine', 'sabine@kern.test', 'Dackel', 'Am Markt', 'A-77']) expect(everything()).not.toContain(trace)
    expectSoundness(house)
  })
  it('keeps the figures of one with purchases under the number, without anything that says who it was', async () => {
    await house.call('purchases.record', { customerId: other, day: day('2026-03-10'), totalCents: 2000, note: 'für Sabine' })
    await house.call('loyalty.adjust', { customerId: other, points: 5, reason: 'Sabine war nett' })
    await remove(other)
    const sums = house.db.prepare('select sum(total_cents) from purchase').pluck().get()
    expect(await empty(other)).toEqual({ erased: 0, anonymised: 1 })
    for (const trace of ['Sabine', 'sabine@kern.test', 'Dackel', 'Am Markt']) expect(everything()).not.toContain(trace)
    expect(house.db.prepare('select sum(total_cents) from purchase').pluck().get()).toBe(sums)
    expect(house.db.prepare('select sum(points) from point_entry').pluck().get()).toBe(25)
    expect((await house.call('customers.bin', {})).total).toBe(0)
    expect((await house.call('customers.count', {})).customers).toBe(1)
    expect((await refusal(house.call('customers.restore', { customerIds: [other] }))).reason).toBe('customer-gone')
    expectSoundness(house)
  })
  it('cannot be undone, leaves nothing to undo of these customers, and everybody else as they are', async () => {
    await house.call('customers.update', { customerId: kern, source: 'Markt' })
    const { operationId } = await house.write('customers.remove', { customerIds: [other] })
    await empty()
    expect((await refusal(house.job('operations.undo', { operationId: operationId! }))).reason).toBe('operation-gone')
    await house.job('operations.undoLast', {})
    expect((await house.call('customers.get', { customerId: kern })).source).toBe('')
  })
  it('takes along whoever was merged into him', async () => {
    await house.call('purchases.record', { customerId: other, day: day('2026-03-10'), totalCents: 2000 })
    await house.call('customers.merge', { survivorId: kern, otherIds: [other] })
    await remove(kern)
    expect(await empty()).toEqual({ erased: 0, anonymised: 1 })
    for (const trace of ['Sabine', 'Müller', 'A-77', 'Dackel']) expect(everything()).not.toContain(trace)
    expectSoundness(house)
  })
  it('refuses who does not lie there', async () => {
    expect((await refusal(empty(kern))).reason).toBe('customer-not-in-bin')
    expect((await refusal(empty(4711 as CustomerId))).reason).toBe('customer-gone')
    await house.call('customers.merge', { survivorId: kern, otherIds: [other] })
    expect((await refusal(empty(other))).reason).toBe('customer-merged')
  })
})

describe('after the days that the owner set', () => {
  it('empties at the start of a day, and not a day before', async () => {
    await remove(other)
    house.clock.set('2026-06-09')
    house.services.startDay()
    expect(await house.call('customers.bin', {})).toMatchObject({ total: 1, rows: [{ emptiedOn: '2026-06-10' }] })
    house.clock.set('2026-06-10')
    house.services.startDay()
    expect((await house.call('customers.bin', {})).total).toBe(0)
  })
  it('keeps everything when it is set to 0', async () => {
    await house.call('settings.update', { binDays: 0 })
    await remove(other)
    house.clock.set('2029-06-10')
    house.services.startDay()
    expect(await house.call('customers.bin', {})).toMatchObject({ total: 1, rows: [{ emptiedOn: null }] })
  })
})
