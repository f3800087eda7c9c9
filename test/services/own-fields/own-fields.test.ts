import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, Input, OwnField, OwnValuesInput } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
let size: OwnField
let day: OwnField
let dog: OwnField
beforeEach(async () => {
  house = openHouse()
  size = await field({ name: 'Schuhgröße', kind: 'number' })
  day = await field({ name: 'Liefertag', kind: 'choice', choices: ['Dienstag', 'Freitag', 'dienstag', ' '] })
  dog = await field({ name: 'Hund', kind: 'yes-no' })
})
afterEach(() => house.close())
const field = (input: Input<'ownFields.create'>) => house.call('ownFields.create', input)
const create = async (own: OwnValuesInput, lastName = 'Kern') => (await house.call('customers.create', { kind: 'person', lastName, own })).id
const update = (customerId: CustomerId, own: OwnValuesInput) => house.call('customers.update', { customerId, own })
const ownOf = async (customerId: CustomerId) => (await house.call('customers.get', { customerId })).own
const names = async () => (await house.call('ownFields.list', {})).map(({ name }) => name)
const undo = () => house.job('operations.undoLast', {})

describe('fields', () => {
  test('are listed in the order of the form, which can be changed', async () => {
    expect(day.choices).toEqual(['Dienstag', 'Freitag'])
    expect(await names()).toEqual(['Schuhgröße', 'Liefertag', 'Hund'])
    await house.call('ownFields.reorder', { fieldIds: [dog.id] })
    expect(await names()).toEqual(['Hund', 'Schuhgröße', 'Liefertag'])
    await undo()
    expect(await names()).toEqual(['Schuhgröße', 'Liefertag', 'Hund'])
  })
  test('need a name of their own, and a choice something to choose', async () => {
    await expect(field({ name: 'schuhgröße', kind: 'text' })).rejects.toMatchObject({ failure: { reason: 'own-field-name-taken' } })
    await expect(field({ name: '  ', kind: 'text' })).rejects.toMatchObject({ failure: { reason: 'own-field-name-missing' } })
    await expect(field({ name: 'Farbe', kind: 'choice' })).rejects.toMatchObject({ failure: { reason: 'own-field-choices-missing' } })
    await expect(house.call('ownFields.update', { fieldId: size.id, name: 'Hund' })).rejects.toMatchObject({
      failure: { reason: 'own-field-name-taken' },
    })
  })
  test('are deleted with all values, and come back with them', async () => {
    const kern = await create({ [size.id]: 43, [dog.id]: true })
    expect(await house.call('ownFields.remove', { fieldId: size.id })).toEqual({ name: 'Schuhgröße', customers: 1 })
    expect(await ownOf(kern)).toEqual({ [dog.id]: true })
    await expect(update(kern, { [size.id]: 44 })).rejects.toMatchObject({ failure: { reason: 'own-field-gone' } })
    await undo()
    expect(await ownOf(kern)).toEqual({ [size.id]: 43, [dog.id]: true })
  })
  test('whose creation is undone keep what was entered meanwhile, for redo', async () => {
    const { value: hat, operationId } = await house.write('ownFields.create', { name: 'Hut', kind: 'text' })
    const kern = await create({ [hat.id]: 'Filz' })
    await house.job('operations.undo', { operationId: operationId! })
    expect(await names()).not.toContain('Hut')
    await house.job('operations.redoLast', {})
    expect(await ownOf(kern)).toEqual({ [hat.id]: 'Filz' })
  })
  test('are used by as many as are in the list, not in the bin', async () => {
    const kern = await create({ [day.id]: 'Freitag' })
    await create({ [day.id]: 'Freitag' }, 'Wolf')
    await house.call('customers.remove', { customerIds: [kern] })
    expect(await house.call('ownFields.usage', { fieldId: day.id })).toEqual({ customers: 1, choices: [{ choice: 'Freitag', customers: 1 }] })
    expect(await house.call('ownFields.usage', { fieldId: size.id })).toEqual({ customers: 0, choices: [] })
  })
  test('a choice that goes stays with those who have it, and usage says how many', async () => {
    const kern = await create({ [day.id]: 'Freitag' })
    await create({ [day.id]: 'Dienstag' }, 'Wolf')
    expect(await house.call('ownFields.usage', { fieldId: day.id })).toEqual({
      customers: 2,
      choices: [
        { choice: 'Dienstag', customers: 1 },
        { choice: 'Freitag', customers: 1 },
      ],
    })
    await house.call('ownFields.update', { fieldId: day.id, choices: ['Dienstag', 'Samstag'] })
    expect(await ownOf(kern)).toEqual({ [day.id]: 'Freitag' })
    await update(kern, { [day.id]: 'Freitag', [dog.id]: false })
    expect(await ownOf(kern)).toEqual({ [day.id]: 'Freitag', [dog.id]: false })
    await expect(create({ [day.id]: 'Freitag' }, 'Neu')).rejects.toMatchObject({ failure: { reason: 'own-value-choice' } })
  })
})

describe('values', () => {
  test('are saved with the customer in one operation, and undone with it', async () => {
    const kern = await create({ [size.id]: 43 })
    const { operationId } = await house.write('customers.update', { customerId: kern, memo: 'Kaffee', own: { [size.id]: '44,5', [dog.id]: 'nein' } })
    expect(await ownOf(kern)).toEqual({ [size.id]: 44.5, [dog.id]: false })
    await house.job('operations.undo', { operationId: operationId! })
    expect(await house.call('customers.get', { customerId: kern })).toMatchObject({ memo: '', own: { [size.id]: 43 } })
  })
  test('the same again is no operation; null empties', async () => {
    const kern = await create({ [size.id]: 43 })
    expect((await house.write('customers.update', { customerId: kern, own: { [size.id]: 43 } })).operationId).toBeUndefined()
    await update(kern, { [size.id]: null })
    expect(await ownOf(kern)).toEqual({})
  })
  test.each([
    ['Schuhgröße', 'number', 'groß', 'own-value-number'],
    ['Schuhgröße', 'number', true, 'own-value-number'],
    ['Liefertag', 'choice', 'Montag', 'own-value-choice'],
    ['Hund', 'yes-no', 'vielleicht', 'own-value-yes-no'],
    ['Hund', 'yes-no', 1, 'own-value-yes-no'],
  ])('%s (%s) refuses %s by name, and nothing is written', async (name, _kind, value, reason) => {
    const fieldId = (await house.call('ownFields.list', {})).find((known) => known.name === name)!.id
    const refused = house.call('customers.create', { kind: 'person', lastName: 'Neu', own: { [fieldId]: value } })
    await expect(refused).rejects.toMatchObject({ failure: { reason, detail: { name } } })
    expect(await house.call('customers.count', {})).toMatchObject({ customers: 0 })
  })
  test('stand in the history with their field', async () => {
    const kern = await create({})
    await house.call('ownFields.set', { customerId: kern, values: { [size.id]: 43 } })
    await house.call('ownFields.set', { customerId: kern, values: { [size.id]: 44 } })
    const [newest] = (await house.call('operations.history', { customerId: kern })).rows
    expect(newest).toMatchObject({ table: 'own_value', change: 'update' })
    expect(newest!.fields).toContainEqual({ field: 'field_id', before: String(size.id), after: String(size.id), isNewest: false })
    expect(newest!.fields).toContainEqual({ field: 'number', before: '43', after: '44', isNewest: true })
  })
  test('go back one by one: a changed one to what it was, one that came or went as a whole', async () => {
    const kern = await create({})
    const own = async () => (await house.call('customers.get', { customerId: kern })).own
    const newest = async () => (await house.call('operations.history', { customerId: kern })).rows[0]!
    await house.call('ownFields.set', { customerId: kern, values: { [size.id]: 43 } })
    await house.call('ownFields.set', { customerId: kern, values: { [size.id]: 44 } })
    await house.call('operations.revertField', { changeId: (await newest()).id, field: 'number' })
    expect(await own()).toEqual({ [size.id]: 43 })
    await house.call('ownFields.set', { customerId: kern, values: { [size.id]: null } })
    expect(await newest()).toMatchObject({ change: 'delete', canRevert: true })
    await house.call('operations.revertField', { changeId: (await newest()).id })
    expect(await own()).toEqual({ [size.id]: 43 })
  })
  test('go with a customer who is gone for good', async () => {
    await create({ [size.id]: 43 })
    await undo()
    expect(house.db.prepare('select count(*) from own_value').pluck().get()).toBe(0)
  })
})
