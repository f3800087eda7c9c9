import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { emptyDraft } from '../../../electron/services/imports/draft.ts'
import type { Draft } from '../../../electron/services/imports/draft.ts'
import { changesFor, recordOf } from '../../../electron/services/imports/merge.rules.ts'
import type { KnownCustomer } from '../../../electron/services/imports/merge.rules.ts'

const word = fc.constantFrom('', 'Kern', 'KERN', 'Müller', 'Mueller', 'Bremen', 'Köln')
const drafts: fc.Arbitrary<Draft> = fc.record({
  number: fc.constantFrom('', '1', '2'),
  kind: fc.constantFrom('person', 'firm'),
  salutation: fc.constantFrom('none', 'ms', 'mr'),
  title: word,
  firstName: word,
  lastName: word,
  nameAddition: word,
  firmName: word,
  addressForm: fc.constantFrom(null, 'formal', 'informal'),
  birthday: fc.constantFrom(null, { day: 5, month: 3, year: null }, { day: 5, month: 3, year: 1980 }, { day: 6, month: 3, year: 1980 }),
  letterGreeting: word,
  memo: word,
  source: word,
  tags: fc.uniqueArray(fc.constantFrom('a', 'A', 'b')),
  details: fc.array(
    fc.record({ kind: fc.constantFrom('phone', 'email'), value: fc.constantFrom('1', '2', '01'), normal: fc.constantFrom(null, '+1'), label: word }),
    { maxLength: 3 },
  ),
  addresses: fc.array(
    fc.record({
      label: fc.constantFrom('', 'home', 'work'),
      street: word,
      addition: word,
      postcode: fc.constantFrom('', '28195'),
      city: word,
      country: fc.constantFrom('', 'DE', 'US'),
    }),
    { maxLength: 3 },
  ),
  contactPersons: fc.constant([]),
  reference: fc.constantFrom(null, { system: 'vcard', value: 'u' }),
  extra: fc.constantFrom({}, { 'X-A': ['1'] }, { 'X-A': ['2'] }),
})

const known = (draft: Draft): KnownCustomer => {
  const { number = '', extra, references = [], ...record } = recordOf(draft)
  return { ...record, number, extra: JSON.stringify(extra ?? {}), references: [...references], details: draft.details }
}
function merged(before: KnownCustomer, draft: Draft): KnownCustomer {
  const { extra, references = [], details, ...change } = changesFor(before, draft) ?? {}
  return {
    ...before,
    ...(change as Partial<KnownCustomer>),
    details: details ? details.map((detail) => ({ ...detail, normal: detail.normal ?? null })) : before.details,
    extra: extra ? JSON.stringify(extra) : before.extra,
    references: [...before.references, ...references],
  }
}

it('a row says nothing new about the customer it made', () => {
  fc.assert(fc.property(drafts, (draft) => void expect(changesFor(known(draft), draft)).toBeNull()))
})

it('a row that was merged says nothing new the second time', () => {
  fc.assert(
    fc.property(drafts, drafts, (first, second) => void expect(changesFor(merged(known(first), second), second)).toBeNull()),
    { numRuns: 2000 },
  )
})

it('an empty row changes nothing, and no row empties a field or loses a number, tag or note', () => {
  fc.assert(
    fc.property(drafts, drafts, (first, second) => {
      const before = known(first)
      expect(changesFor(before, emptyDraft())).toBeNull()
      const after = merged(before, second)
      for (const field of ['title', 'firstName', 'lastName', 'firmName', 'source', 'letterGreeting'] as const)
        if (before[field] !== '') expect(after[field]).not.toBe('')
      expect(after.memo).toContain(before.memo)
      expect(after.tags).toEqual(expect.arrayContaining(before.tags))
      expect(after.details).toEqual(expect.arrayContaining(before.details))
      if (before.birthday) expect(after.birthday).not.toBeNull()
      expect(after.addresses.length).toBeGreaterThanOrEqual(before.addresses.length)
    }),
  )
})
