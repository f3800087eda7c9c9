import { describe, expect, test } from 'vitest'
import type { Customer } from '#contract'
import { birthdayText, readBirthday } from '../../../renderer/customers/birthday-text.ts'
import { differs, draftOf, fieldsOf, newDraft, patchOf } from '../../../renderer/customers/customer-draft.ts'
import { initialsOf } from '../../../renderer/customers/customer-words.ts'

describe('a birthday as people write it', () => {
  const full = { day: 3, month: 5, year: 1979 }
  test.each(['3.5.1979', '03.05.79', '030579', '03051979', '3. Mai 1979', '3 May 1979', '1979-05-03', '3/5/79', ' 3.5.79 '])(
    '%s has a year',
    (typed) => {
      expect(readBirthday(typed, 2026)).toEqual(full)
    },
  )
  test.each(['3.5.', '3.5', '0305', '3. Mai'])('%s has none', (typed) => {
    expect(readBirthday(typed, 2026)).toEqual({ ...full, year: null })
  })
  test('29 February needs no year, but not every year has one', () => {
    expect(readBirthday('29.2.', 2026)).toEqual({ day: 29, month: 2, year: null })
    expect(readBirthday('29.2.2023', 2026)).toBeUndefined()
  })
  test('two figures mean a year that is over', () => {
    expect(readBirthday('1.1.12', 2026)?.year).toBe(2012)
    expect(readBirthday('1.1.27', 2026)?.year).toBe(1927)
  })
  test.each(['32.1.', '1.13.', 'gestern', '1.1.2030', '3.', '1.1.1700'])('%s is no birthday', (typed) =>
    expect(readBirthday(typed, 2026)).toBeUndefined(),
  )
  test('what the field shows is read back as the same', () => {
    for (const birthday of [full, { ...full, year: null }]) expect(readBirthday(birthdayText(birthday), 2026)).toEqual(birthday)
    expect(readBirthday('', 2026)).toBeNull()
  })
})

describe('a draft', () => {
  const kern = {
    kind: 'person',
    salutation: 'ms',
    title: '',
    firstName: 'Sabine',
    lastName: 'Kern',
    nameAddition: '',
    firmName: '',
    addressForm: 'formal',
    birthday: null,
    memo: 'Kaffee',
    source: '',
    number: '10482',
    tags: ['Verein'],
    details: [{ kind: 'email', value: 'sabine@example.de', normal: 'sabine@example.de', label: '' }],
    addresses: [],
    contactPersons: [],
  } as unknown as Customer
  test('begins with what was searched for: a name, or a number', () => {
    expect(newDraft('Sabine Kern')).toMatchObject({ firstName: 'Sabine', lastName: 'Kern' })
    expect(newDraft('0251 27 88')).toMatchObject({ firstName: '', lastName: '', details: [{ kind: 'phone', value: '0251 27 88' }] })
  })
  test('that nobody touched changes nothing', () => {
    expect(differs(draftOf(kern), draftOf(kern))).toBe(false)
    expect(patchOf(draftOf(kern), kern, 2026)).toEqual({})
  })
  test('changes only the fields that differ, and empty rows fall away', () => {
    const draft = draftOf(kern)
    draft.memo = 'Tee'
    draft.details.push({ kind: 'web', value: '  ', label: '', key: -1 })
    expect(patchOf(draft, kern, 2026)).toEqual({ memo: 'Tee' })
  })
  test('cannot be stored while the birthday cannot be read', () => expect(fieldsOf({ ...newDraft('Kern'), birthday: '45.1.' }, 2026)).toBeNull())
})

test('initials leave out titles and legal forms', () => {
  expect(initialsOf('Dr. Heike Schulze Lohoff')).toBe('HL')
  expect(initialsOf('Bäckerei Hölscher GmbH')).toBe('BH')
  expect(initialsOf('Şahin')).toBe('Ş')
  expect(initialsOf('4711')).toBe('?')
})
