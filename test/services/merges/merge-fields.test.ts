import { describe, expect, it } from 'vitest'
import type { CustomerId, IsoDate, MergeField, Timestamp } from '#contract'
import { chooseFields } from '../../../electron/services/merges/merge-fields.rules.ts'
import type { StoredCustomer } from '../../../electron/services/customers/customers.service.ts'

const customer = (id: number, fields: Partial<StoredCustomer>): StoredCustomer => ({
  id: id as CustomerId,
  number: String(id),
  kind: 'person',
  salutation: 'none',
  title: '',
  firstName: '',
  lastName: 'Kern',
  nameAddition: '',
  firmName: '',
  addressForm: 'formal',
  birthday: null,
  memo: '',
  source: '',
  letterGreeting: '',
  extra: '{}',
  isSample: false,
  createdOn: '2026-01-01' as IsoDate,
  createdAt: '2026-01-01T00:00:00.000Z' as Timestamp,
  updatedAt: '2026-01-01T00:00:00.000Z' as Timestamp,
  deletedAt: null,
  mergedIntoId: null,
  isErased: false,
  displayName: 'Kern',
  ...fields,
})
const choose = (field: MergeField, ...sides: Partial<StoredCustomer>[]) => {
  const found = chooseFields(
    sides.map((side, place) => customer(place + 1, side)),
    {},
  ).find((choice) => choice.field === field)!
  return { choice: found.choice, why: found.why, result: found.result }
}

describe('whose value is kept', () => {
  it.each([
    ['firstName', [{ firstName: 'S.' }, { firstName: 'Sabine' }], { choice: 2, why: 'fullest', result: 'Sabine' }],
    ['firstName', [{ firstName: '' }, { firstName: 'Sabine' }], { choice: 2, why: 'only', result: 'Sabine' }],
    ['firstName', [{ firstName: 'Sabine' }, { firstName: 'Sabine' }], { choice: 1, why: 'same', result: 'Sabine' }],
    ['lastName', [{ lastName: 'Mueller' }, { lastName: 'Müller' }], { choice: 2, why: 'fullest', result: 'Müller' }],
    ['lastName', [{ lastName: 'Groß' }, { lastName: 'Gross' }], { choice: 1, why: 'survivor', result: 'Groß' }],
    ['salutation', [{ salutation: 'none' }, { salutation: 'mr' }], { choice: 2, why: 'only', result: 'mr' }],
    ['salutation', [{ salutation: 'ms' }, { salutation: 'mr' }], { choice: 1, why: 'survivor', result: 'ms' }],
    ['addressForm', [{ addressForm: 'informal' }, { addressForm: 'formal' }], { choice: 1, why: 'survivor', result: 'informal' }],
    [
      'birthday',
      [{ birthday: { day: 3, month: 5, year: null } }, { birthday: { day: 3, month: 5, year: 1979 } }],
      { choice: 2, why: 'fullest', result: '1979-05-03' },
    ],
    ['memo', [{ memo: 'Tee' }, { memo: 'Tee\nmit Milch' }, { memo: 'Hund' }], { choice: 'all', why: 'all', result: 'Tee\nmit Milch\n\nHund' }],
    ['memo', [{ memo: 'Tee mit Milch' }, { memo: 'Tee' }], { choice: 'all', why: 'all', result: 'Tee mit Milch' }],
    ['source', [{ source: 'Markt' }, { source: 'Messe' }], { choice: 1, why: 'oldest', result: 'Markt' }],
  ] as const)('%s of %j', (field, sides, expected) => {
    expect(choose(field, ...sides)).toEqual(expected)
  })
})
