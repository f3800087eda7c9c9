import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CustomerId, OperationId } from '#contract'
import { openHouse, Refused } from '../../support/house.ts'
import type { House } from '../../support/house.ts'
import { contentOf, expectSoundness } from './shop-state.ts'

let house: House
let folder: string
beforeEach(() => {
  house = openHouse()
  folder = mkdtempSync(join(tmpdir(), 'stammkunde-undo-'))
})
afterEach(() => {
  house.close()
  rmSync(folder, { recursive: true, force: true })
})

const create = (lastName: string, phone = '') =>
  house.write('customers.create', { kind: 'person', lastName, details: phone === '' ? [] : [{ kind: 'phone', value: phone }] })
const undo = (operationId: OperationId | undefined) => house.job('operations.undo', { operationId: operationId! })
const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Refused)) throw new Error('was not refused', { cause: error })
  return error.failure
}

describe('undo', () => {
  it('takes a new customer out again and redo brings him back with phone and number', async () => {
    const { value: kern } = await create('Kern', '0251 123456')
    await house.job('operations.undoLast', {})
    expect((await house.call('customers.list', {})).total).toBe(0)
    expect((await refusal(house.call('customers.get', { customerId: kern.id }))).reason).toBe('customer-gone')
    const { undone } = await house.job('operations.redoLast', {})
    expect(undone).toMatchObject({ call: 'customers.create', displayName: 'Kern' })
    expect(await house.call('customers.get', { customerId: kern.id })).toEqual(kern)
  })

  it('refuses by name while a later change of the same customer is in force', async () => {
    const { value: kern, operationId } = await create('Kern')
    const purchase = await house.write('purchases.record', { customerId: kern.id, day: '2026-03-10' as never, totalCents: 1290 })
    expect(await refusal(undo(operationId))).toEqual({
      code: 'conflict',
      reason: 'operation-blocked-by-later',
      detail: { operationId: purchase.operationId, call: 'purchases.record', at: expect.any(String), day: '2026-03-12', name: 'Kern' },
    })
    await undo(purchase.operationId)
    await undo(operationId)
    expect((await house.call('customers.list', {})).total).toBe(0)
    expectSoundness(house)
  })

  it('does not let a change of one customer stand in the way of another', async () => {
    const kern = await create('Kern')
    await create('Brandt')
    await undo(kern.operationId)
    expect((await house.call('customers.list', {})).rows.map(({ displayName }) => displayName)).toEqual(['Brandt'])
  })

  it('does not bring back a phone of somebody who is gone since', async () => {
    const kern = await create('Kern')
    const { id: customerId } = kern.value as { id: CustomerId }
    await house.call('customers.update', { customerId, details: [{ kind: 'phone', value: '0251 123450' }] })
    const { operationId } = await house.job('operations.undoLast', {})
    await house.job('operations.undoLast', {})
    const before = contentOf(house)
    expect(await refusal(undo(operationId as OperationId))).toMatchObject({ code: 'conflict', reason: 'operation-not-undoable' })
    expect(contentOf(house)).toEqual(before)
  })
  it('refuses when something later took the place of what was there', async () => {
    const first = await house.write('customers.create', { kind: 'person', lastName: 'Kern', number: '77' })
    const second = await house.write('customers.update', { customerId: first.value.id, number: '78' })
    const other = await house.write('customers.create', { kind: 'person', lastName: 'Brandt', number: '77' })
    expect(await refusal(undo(second.operationId))).toMatchObject({
      reason: 'operation-blocked-by-later',
      detail: { name: 'Brandt', operationId: other.operationId },
    })
    expect((await house.call('customers.get', { customerId: first.value.id })).number).toBe('78')
  })

  it('books points back, moves the phase back, and both again with redo', async () => {
    const { value: kern } = await create('Kern')
    await house.call('purchases.record', { customerId: kern.id, day: '2026-03-10' as never, totalCents: 1290 })
    const standing = async () => {
      const { phase, points, purchaseDays } = await house.call('customers.summary', { customerId: kern.id })
      return { phase, points, purchaseDays, booked: (await house.call('loyalty.account', { customerId: kern.id })).entries.length }
    }
    expect(await standing()).toEqual({ phase: 'after-purchase', points: 12, purchaseDays: 1, booked: 1 })
    await house.job('operations.undoLast', {})
    expect(await standing()).toEqual({ phase: 'first-contact', points: 0, purchaseDays: 0, booked: 2 })
    await house.job('operations.redoLast', {})
    expect(await standing()).toEqual({ phase: 'after-purchase', points: 12, purchaseDays: 1, booked: 3 })
    expect((await house.call('loyalty.verify', {})).differences).toEqual([])
  })

  it('undoes a removal of many customers at once', async () => {
    const ids = [(await create('Kern')).value.id, (await create('Brandt')).value.id]
    await house.call('customers.remove', { customerIds: ids })
    expect((await house.call('customers.list', {})).total).toBe(0)
    await house.job('operations.undoLast', {})
    expect((await house.call('customers.list', {})).total).toBe(2)
  })
})

describe('history of a customer', () => {
  it('tells field by field what was before and after, with phones and purchases', async () => {
    const { value: kern } = await create('Kern', '0251 123456')
    await house.call('customers.update', { customerId: kern.id, memo: 'Kaffee schwarz' })
    await house.call('customers.update', { customerId: kern.id, details: [{ kind: 'phone', value: '0251 999' }], lastName: 'Kern-Ahlers' })
    await house.job('operations.undoLast', {})
    const { rows, total } = await house.call('operations.history', { customerId: kern.id })
    const told = rows.map(({ call, kind, table, change, fields }) => ({
      step: `${kind} ${call} ${table} ${change}`,
      fields: Object.fromEntries(fields.map(({ field, before, after }) => [field, [before, after]])),
    }))
    expect(total).toBe(rows.length)
    expect(told.at(0)?.step).toMatch(/^undo customers.update/)
    expect(told).toContainEqual({ step: 'do customers.update customer update', fields: { memo: [null, 'Kaffee schwarz'] } })
    expect(told).toContainEqual({ step: 'do customers.update customer update', fields: { last_name: ['Kern', 'Kern-Ahlers'] } })
    expect(told).toContainEqual({ step: 'undo customers.update customer update', fields: { last_name: ['Kern-Ahlers', 'Kern'] } })
    const creation = told.filter(({ step }) => step.startsWith('do customers.create'))
    expect(creation.find(({ step }) => step.endsWith('customer insert'))?.fields).toMatchObject({ last_name: [null, 'Kern'] })
    expect(creation.find(({ step }) => step.endsWith('contact_detail insert'))?.fields).toMatchObject({ value: [null, '0251 123456'] })
  })
})

describe('undo of an import', () => {
  const csv = (name: string, lines: readonly string[]) => {
    const file = join(folder, name)
    writeFileSync(file, ['Nachname;Vorname;Telefon;Ort', ...lines].join('\n'))
    return file
  }
  const three = () => csv('kunden.csv', ['Kern;Sabine;0251 1234567;Münster', 'Brandt;Uwe;0251 7654321;Telgte', 'Oeding;Nele;0251 5555555;Greven'])

  it('removes whom it made and keeps and names whom somebody changed since', async () => {
    const start = contentOf(house)
    const { importId } = await house.job('imports.start', { file: three() })
    const { rows } = await house.call('customers.list', {})
    const brandt = rows.find(({ displayName }) => displayName.includes('Brandt'))!
    await house.call('purchases.record', { customerId: brandt.id, day: '2026-03-10' as never, totalCents: 500 })
    expect(await house.job('imports.undo', { importId })).toEqual({
      removed: 2,
      reverted: 0,
      kept: [{ customerId: brandt.id, displayName: brandt.displayName }],
      keptTotal: 1,
    })
    expect((await house.call('customers.list', {})).rows.map(({ id }) => id)).toEqual([brandt.id])
    expect((await refusal(house.job('imports.undo', { importId }))).reason).toBe('import-already-undone')
    expect((await house.call('imports.list', {})).rows[0]?.undoneAt).not.toBeNull()
    expectSoundness(house)
    expect(start.customers).toEqual([])
  })

  it('comes back with redo, and can be undone once more', async () => {
    const { importId } = await house.job('imports.start', { file: three() })
    const imported = contentOf(house)
    await house.job('operations.undoLast', {})
    expect((await house.call('customers.list', {})).total).toBe(0)
    await house.job('operations.redoLast', {})
    expect(contentOf(house)).toEqual(imported)
    expect((await house.call('imports.list', {})).rows[0]?.undoneAt).toBeNull()
    expect(await house.job('imports.start', { file: three() })).toMatchObject({ created: 0, updated: 0, unchanged: 3 })
    expect(await house.job('imports.undo', { importId })).toMatchObject({ removed: 3, keptTotal: 0 })
    expectSoundness(house)
  })

  it('changes nothing when every customer was changed since', async () => {
    const { importId } = await house.job('imports.start', { file: three() })
    for (const { id } of (await house.call('customers.list', {})).rows)
      await house.call('customers.update', { customerId: id as CustomerId, memo: 'x' })
    const before = contentOf(house)
    expect(await house.job('imports.undo', { importId })).toMatchObject({ removed: 0, reverted: 0, keptTotal: 3 })
    expect(contentOf(house)).toEqual(before)
    expect((await house.call('imports.list', {})).rows[0]?.undoneAt).toBeNull()
  })

  it('gives back the values that it had changed', async () => {
    const first = await house.job('imports.start', { file: three() })
    const before = contentOf(house)
    const changed = csv('neu.csv', ['Kern;Sabine;0251 1234567;Hamm'])
    const second = await house.job('imports.start', { file: changed })
    expect(second).toMatchObject({ updated: 1, created: 0 })
    expect(await house.job('imports.undo', { importId: second.importId })).toEqual({ removed: 0, reverted: 1, kept: [], keptTotal: 0 })
    expect(contentOf(house)).toEqual(before)
    expect(await house.job('imports.start', { file: changed })).toMatchObject({ updated: 1 })
    await house.job('operations.undoLast', {})
    expect(await house.job('imports.undo', { importId: first.importId })).toMatchObject({ removed: 3, keptTotal: 0 })
  })

  it('stops when it is cancelled, and then nothing is undone', async () => {
    await house.job('imports.start', { file: three() })
    const before = contentOf(house)
    const operationId = (await house.call('operations.list', {})).rows[0]!.id
    const stop = { report() {}, isCancelled: () => true }
    const undoing = house.services.handlers.operations.undo({ operationId }, stop)
    await expect(undoing).rejects.toMatchObject({ reason: 'cancelled' })
    expect(contentOf(house)).toEqual(before)
  })
})
