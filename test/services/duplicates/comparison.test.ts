import { describe, expect, test } from 'vitest'
import { comparable } from '../../../electron/services/duplicates/comparable.rules.ts'
import type { Compared } from '../../../electron/services/duplicates/comparable.rules.ts'
import { compare, isPairOfForms } from '../../../electron/services/duplicates/comparison.rules.ts'
import { jaroWinkler } from '../../../electron/services/duplicates/name-likeness.rules.ts'

const nobody: Compared = {
  kind: 'person',
  salutation: 'none',
  firstName: '',
  lastName: '',
  nameAddition: '',
  firmName: '',
  birthday: null,
  contacts: [],
  addresses: [],
}
function person(name: string, more: Partial<Compared> = {}): Compared {
  const [firstName = '', lastName = ''] = name.split('|')
  return { ...nobody, firstName, lastName, ...more }
}
const firm = (firmName: string, more: Partial<Compared> = {}): Compared => ({ ...nobody, kind: 'firm', firmName, ...more })
const compared = (a: Compared, b: Compared, isRare = true) => compare(comparable(a), comparable(b), isRare)
const bandOf = (a: Compared, b: Compared, isRare = true) => compared(a, b, isRare)?.band ?? null

const born = { birthday: { day: 3, month: 5, year: 1979 } }
const phone = { contacts: ['+492512788304'] }
const at = (street: string, postcode = '48143') => ({ addresses: [{ street, postcode, city: 'Münster' }] })

describe('Jaro-Winkler', () => {
  test.each([
    ['martha', 'marhta', 0.9611],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.8133],
    ['kern', 'kern', 1],
    ['', 'kern', 0],
    ['a', 'b', 0],
  ])('%s and %s: %f', (a, b, likeness) => expect(jaroWinkler(a, b)).toBeCloseTo(likeness, 3))
  test('texts longer than any name are compared by their beginning', () => {
    expect(jaroWinkler('x'.repeat(120), `${'x'.repeat(119)}y`)).toBeGreaterThan(0.95)
  })
})

describe('one customer', () => {
  test.each([
    ['Jörg|Müller', 'Joerg|Mueller'],
    ['Jörg|Müller', 'Jorg|Muller'],
    ['Sabine|Groß', 'Sabine|Gross'],
    ['Dr. Sabine|Kern', 'Sabine|Kern'],
    ['Sabine|von der Heide', 'Sabine|Heide'],
    ['Anna-Maria|Kern', 'Anna Maria|Kern'],
    ['Sabine|Kern', 'Kern|Sabine'],
  ])('%s and %s, born on the same day', (a, b) => expect(bandOf(person(a, born), person(b, born))).toBe('same'))

  test.each([
    ['Sabine|Müller-Lüdenscheidt', 'Sabine|Müller'],
    ['Claus-Peter|Kern', 'Claus|Kern'],
    ['S.|Kern', 'Sabine|Kern'],
    ['Sabine|Kren', 'Sabine|Kern'],
  ])('%s and %s with one phone number', (a, b) => expect(bandOf(person(a, phone), person(b, phone))).toMatch(/same|ask/))

  test('one part of the birthday may be wrong, or day and month be swapped', () => {
    const others = [
      { day: 8, month: 5, year: 1979 },
      { day: 3, month: 5, year: 1997 },
      { day: 5, month: 3, year: 1979 },
    ]
    for (const birthday of others) expect(bandOf(person('Sabine|Kern', born), person('Sabine|Kern', { birthday }))).toBe('ask')
  })
  test('without birthday the address counts, however the street is written', () => {
    expect(bandOf(person('Sabine|Kern', at('Hammer Straße 12 a')), person('Sabine|Kern', at('Hammer Str. 12A')))).toBe('same')
    expect(bandOf(person('Sabine|Kern', at('Hammer Strasse 12')), person('Sabine|Kern', at('Aegidiistr. 40', '48153')))).toBeNull()
  })
  test('only a surname with the same phone is asked about', () => {
    expect(bandOf(person('|Kern', phone), person('Sabine|Kern', phone))).toBe('ask')
  })
  test('a name alone says something only while it is rare', () => {
    expect(bandOf(person('Sabine|Kern'), person('Sabine|Kern'))).toBe('ask')
    expect(bandOf(person('Sabine|Kern'), person('Sabiene|Kern'))).toBeNull()
    expect(bandOf(person('Sabine|Kern'), person('Sabine|Kern'), false)).toBeNull()
  })
  test('the points of the reasons are the score', () => {
    const { score, reasons } = compared(person('Sabiene|Kern', { ...born, ...phone }), person('Sabine|Kern', { ...born, ...phone }))!
    expect(reasons.map(({ fact }) => fact)).toEqual(['first-name-similar', 'last-name-equal', 'birthday-equal', 'phone-equal'])
    expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(Math.round(score * 100))
  })
})

describe('two customers', () => {
  test('two parts of full birthdays differ: never one, whatever else is equal', () => {
    const other = { birthday: { day: 9, month: 11, year: 1979 } }
    expect(bandOf(person('Sabine|Kern', born), person('Sabine|Kern', other))).toBeNull()
    const same = { ...phone, ...at('Hammer Straße 12') }
    expect(bandOf(person('Sabine|Kern', { ...born, ...same }), person('Sabine|Kern', { ...other, ...same }))).toBe('related')
  })
  test('a couple with one phone', () => expect(bandOf(person('Sabine|Kern', phone), person('Thomas|Kern', phone))).toBe('related'))
  test('a couple with two surnames and one e-mail', () => {
    const mail = { contacts: ['familie@example.de'] }
    expect(bandOf(person('Sabine|Kern', mail), person('Thomas|Brandt', mail))).toBe('related')
  })
  test('neighbours in one house are not a family', () => {
    expect(bandOf(person('Sabine|Kern', at('Hammer Str. 12')), person('Thomas|Brandt', at('Hammer Str. 12')))).toBeNull()
  })
  test('Martin and Martina under one roof, also without salutation', () => {
    expect(bandOf(person('Martin|Kern', phone), person('Martina|Kern', phone))).toBe('related')
    expect(bandOf(person('Kim|Kern', { ...phone, salutation: 'mr' }), person('Kim|Kern', { ...phone, salutation: 'ms' }))).toBe('related')
  })
  test('father and son of one name', () => {
    const senior = person('Karl|Kern', { ...phone, nameAddition: 'sen.' })
    expect(bandOf(senior, person('Karl|Kern', { ...phone, nameAddition: 'jun.' }))).toBe('related')
    const son = person('Karl|Kern', { ...phone, birthday: { day: 12, month: 8, year: 2004 } })
    expect(bandOf(person('Karl|Kern', { ...phone, ...born }), son)).toBe('related')
  })
  test.each([
    ['christian', 'christiane'],
    ['andrea', 'andreas'],
    ['stefan', 'stefanie'],
    ['daniel', 'daniela'],
    ['paul', 'paulina'],
  ])('%s and %s are two forms of a name', (a, b) => expect(isPairOfForms(a, b)).toBe(true))
  test.each([
    ['sabine', 'sabiene'],
    ['christine', 'christina'],
    ['jo', 'joa'],
    ['kern', 'kern'],
  ])('%s and %s are not', (a, b) => expect(isPairOfForms(a, b)).toBe(false))
})

describe('firms', () => {
  test.each([
    ['Pohlmann GmbH', 'Pohlmann GmbH & Co. KG'],
    ['Blumen Kern e. K.', 'Blumen Kern'],
    ['Firma Blumen-Kern', 'Kern Blumen UG (haftungsbeschränkt)'],
    ['Bäckerei Schröder', 'Baeckerei Schroeder GbR'],
  ])('%s is %s', (a, b) => expect(bandOf(firm(a, phone), firm(b, phone))).toMatch(/same|ask/))
  test('two bakeries with one phone are two firms', () => {
    expect(bandOf(firm('Bäckerei Schmidt', phone), firm('Bäckerei Yıldız', phone))).toBeNull()
  })
  test('a firm is never a person', () => {
    expect(bandOf(firm('Sabine Kern', phone), person('Sabine|Kern', phone))).toBeNull()
  })
  test('names of 120 characters', () => {
    const long = `Verein ${'zur Förderung der Heimatpflege '.repeat(4)}e. V.`.slice(0, 120)
    expect(bandOf(firm(long, phone), firm(long.toUpperCase(), phone))).toBe('same')
  })
})

describe('unusual names', () => {
  test.each([
    ['A|B', 'A|B', 'same'],
    ['|Q', '|Q', 'ask'],
    ['דוד|כהן', 'דוד|כהן', 'same'],
    ['🐶|', '🐶|', 'ask'],
    ['-|-', '-|-', 'same'],
  ])('%s and %s', (a, b, band) => expect(bandOf(person(a, phone), person(b, phone))).toBe(band))
})
