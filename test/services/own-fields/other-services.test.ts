import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, OwnField } from '#contract'
import { customersService } from '../../../electron/services/customers/customers.service.ts'
import { ownFieldsService } from '../../../electron/services/own-fields/own-fields.service.ts'
import type { OwnFieldsService } from '../../../electron/services/own-fields/own-fields.service.ts'
import { relationsService } from '../../../electron/services/relations/relations.service.ts'
import type { RelationsService } from '../../../electron/services/relations/relations.service.ts'
import { settingsService } from '../../../electron/services/settings/settings.service.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

/** What imports, exports, views and merging take from these services. */
let house: House
let ownFields: OwnFieldsService
let relations: RelationsService
beforeEach(() => {
  house = openHouse()
  const base = { db: house.db, clock: house.clock, newId: house.services.newId, recorder: house.services.operations }
  const customers = customersService({ ...base, settings: settingsService(base) })
  ownFields = ownFieldsService({ ...base, customers })
  relations = relationsService({ ...base, customers })
})
afterEach(() => house.close())
const person = async (lastName: string) => (await house.call('customers.create', { kind: 'person', lastName })).id
const operation = (work: () => void) => house.services.operations.run({ call: 'test.work' }, work)

describe('own values for other services', () => {
  let size: OwnField
  let hat: OwnField
  beforeEach(async () => {
    size = await house.call('ownFields.create', { name: 'Schuhgröße', kind: 'number' })
    hat = await house.call('ownFields.create', { name: 'Hut', kind: 'text' })
  })
  test('are read for many customers at once', async () => {
    const [a, b, c] = [await person('A'), await person('B'), await person('C')]
    operation(() => {
      ownFields.write(a, { [size.id]: ownFields.read('43,5', size)! })
      ownFields.write(b, { [hat.id]: 'Filz', [size.id]: 40 })
    })
    expect(ownFields.valuesOf([a, b, c])).toEqual(
      new Map<CustomerId, object>([
        [a, { [size.id]: 43.5 }],
        [b, { [size.id]: 40, [hat.id]: 'Filz' }],
      ]),
    )
  })
  test('go over to another customer, who keeps their own', async () => {
    const [gone, stays] = [await person('Gone'), await person('Stays')]
    operation(() => {
      ownFields.write(gone, { [size.id]: 43, [hat.id]: 'Filz' })
      ownFields.write(stays, { [size.id]: 40 })
    })
    operation(() => ownFields.reassign(gone, stays))
    expect(ownFields.valuesOf([gone, stays])).toEqual(new Map([[stays, { [size.id]: 40, [hat.id]: 'Filz' }]]))
    await house.job('operations.undoLast', {})
    expect(ownFields.valuesOf([gone])).toEqual(new Map([[gone, { [size.id]: 43, [hat.id]: 'Filz' }]]))
  })
})

test('relations go over to another customer; those with themself or there twice fall away, and undo brings all back', async () => {
  const [gone, stays, other, third] = [await person('Gone'), await person('Stays'), await person('Other'), await person('Third')]
  const add = (aId: CustomerId, bId: CustomerId) => house.call('relations.add', { aId, bId, kind: 'household' })
  await add(gone, stays)
  await add(gone, other)
  await add(other, stays)
  await add(third, gone)
  operation(() => relations.reassign(gone, stays))
  const pairs = () => house.db.prepare('select a_id, b_id from relation order by id').raw().all()
  expect(pairs()).toEqual([
    [other, stays],
    [third, stays],
  ])
  await house.job('operations.undoLast', {})
  expect(pairs()).toHaveLength(4)
})
