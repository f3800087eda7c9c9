import type { CustomerId, IsoDate } from '#contract'
import { Refused } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

export const day = (text: string) => text as IsoDate

/** Why a call was refused. */
export async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Refused)) throw new Error('was not refused', { cause: error })
  return error.failure
}

/** The same woman twice: once with what the till knew, once from a list. */
export async function kernTwice(house: House): Promise<{ kern: CustomerId; other: CustomerId }> {
  const kern = await house.call('customers.create', {
    kind: 'person',
    firstName: 'S.',
    lastName: 'Mueller-Kern',
    tags: ['Rad'],
    memo: 'Kaffee schwarz',
    details: [{ kind: 'phone', value: '0251 123456' }],
  })
  const other = await house.call('customers.create', {
    kind: 'person',
    salutation: 'ms',
    firstName: 'Sabine',
    lastName: 'Müller-Kern',
    number: 'A-77',
    birthday: { day: 3, month: 5, year: 1979 },
    tags: ['rad', 'Newsletter'],
    memo: 'Dackel Emil',
    details: [
      { kind: 'phone', value: '+49 251 123456' },
      { kind: 'email', value: 'sabine@kern.test' },
    ],
    addresses: [{ street: 'Am Markt 1', postcode: '48143', city: 'Münster' }],
  })
  return { kern: kern.id, other: other.id }
}
