import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, OwnField } from '#contract'
import { customersService } from '../../../electron/services/customers/customers.service.ts'
import { ownFieldsService } from '../../../electron/services/own-fields/own-fields.service.ts'
import type { OwnFieldsService } from '../../../electron/services/own-fields/own-fields.service.ts'
import { settingsService } from '../../../electron/services/settings/settings.service.ts'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

/** What imports, exports, views and merging take from these services. */
let house: House
let ownFields: OwnFieldsService
beforeEach(() => {
  house = openHouse()
  const base = { db: house.db, clock: house.clock, newId: house.services.newId, recorder: house.services.operations }
  const customers = customersService({ ...base, settings: settingsService(base) })
  ownFields = ownFieldsService({ ...base, customers })
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
})
