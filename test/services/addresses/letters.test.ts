import { describe, expect, test } from 'vitest'
import { addressBlock, letterGreeting } from '#contract'
import type { Address, Greeted } from '#contract'

const person = (over: Partial<Greeted> = {}): Greeted => ({
  kind: 'person',
  salutation: 'ms',
  title: '',
  firstName: 'Sabine',
  lastName: 'Kern',
  nameAddition: '',
  firmName: '',
  addressForm: 'formal',
  contactPersons: [],
  letterGreeting: '',
  ...over,
})
const firm = (over: Partial<Greeted> = {}) =>
  person({ kind: 'firm', salutation: 'none', firstName: '', lastName: '', firmName: 'Rad & Tat GmbH', ...over })
const buyer = { salutation: 'mr', title: 'Dr.', firstName: 'Uwe', lastName: 'Brandt', role: 'Einkauf', phone: '', email: '' } as const
const at = (over: Partial<Address> = {}): Address => ({
  label: '',
  street: 'Hansaring 12',
  addition: '',
  postcode: '48155',
  city: 'Münster',
  country: 'DE',
  ...over,
})

describe('the address field by DIN 5008', () => {
  const cases: [string, Greeted, Address | null, string[]][] = [
    ['a woman', person(), at(), ['Frau', 'Sabine Kern', 'Hansaring 12', '48155 Münster']],
    [
      'a man with titles is "Herrn"',
      person({ salutation: 'mr', title: 'Prof. Dr. med.', firstName: 'Jörg' }),
      at(),
      ['Herrn', 'Prof. Dr. med. Jörg Kern', 'Hansaring 12', '48155 Münster'],
    ],
    ['somebody without salutation', person({ salutation: 'none' }), at(), ['Sabine Kern', 'Hansaring 12', '48155 Münster']],
    ['somebody diverse', person({ salutation: 'diverse' }), at(), ['Sabine Kern', 'Hansaring 12', '48155 Münster']],
    ['c/o', person({ nameAddition: 'c/o Brandt' }), at(), ['Frau', 'Sabine Kern', 'c/o Brandt', 'Hansaring 12', '48155 Münster']],
    ['a district', person(), at({ addition: 'Wolbeck' }), ['Frau', 'Sabine Kern', 'Wolbeck', 'Hansaring 12', '48155 Münster']],
    [
      'a Packstation with its number',
      person(),
      at({ addition: '123456789', street: 'Packstation 145' }),
      ['Frau', 'Sabine Kern', '123456789', 'Packstation 145', '48155 Münster'],
    ],
    [
      'a Postfach in pairs',
      firm(),
      at({ street: 'Postfach 12345', postcode: '01001', city: 'Dresden' }),
      ['Rad & Tat GmbH', 'Postfach 1 23 45', '01001 Dresden'],
    ],
    [
      'a firm with a contact person',
      firm({ contactPersons: [buyer] }),
      at(),
      ['Rad & Tat GmbH', 'Herrn Dr. Uwe Brandt', 'Hansaring 12', '48155 Münster'],
    ],
    ['a person at a firm', person({ firmName: 'Rad & Tat GmbH' }), at(), ['Rad & Tat GmbH', 'Frau Sabine Kern', 'Hansaring 12', '48155 Münster']],
    [
      'abroad: town and country in capitals, the country last',
      person(),
      at({ street: 'Getreidegasse 9', postcode: '5020', city: 'Salzburg', country: 'AT' }),
      ['Frau', 'Sabine Kern', 'Getreidegasse 9', '5020 SALZBURG', 'ÖSTERREICH'],
    ],
    [
      'abroad with the country written out',
      person(),
      at({ postcode: '1000', city: 'Bruxelles', country: 'Belgien' }),
      ['Frau', 'Sabine Kern', 'Hansaring 12', '1000 BRUXELLES', 'BELGIEN'],
    ],
    ['at home the country stays out', person(), at({ country: 'Deutschland' }), ['Frau', 'Sabine Kern', 'Hansaring 12', '48155 Münster']],
    ['without an address', person(), null, ['Frau', 'Sabine Kern']],
    [
      'seven parts move together into six lines',
      person({ nameAddition: 'c/o Brandt' }),
      at({ addition: 'Hinterhaus', city: 'Wien', postcode: '1010', country: 'AT' }),
      ['Frau Sabine Kern', 'c/o Brandt', 'Hinterhaus', 'Hansaring 12', '1010 WIEN', 'ÖSTERREICH'],
    ],
  ]
  test.each(cases)('%s', (_, who, address, lines) => expect(addressBlock(who, address)).toEqual({ lines, borrowed: 0 }))

  test('a firm of 120 characters is broken between words and borrows lines; nothing of it is lost', () => {
    const name = 'Münsterländische Genossenschaft für den gemeinschaftlichen Einkauf von Fahrrädern, Zubehör und Ersatzteilen aller Art eG'
    const { lines, borrowed } = addressBlock(
      firm({ firmName: name, contactPersons: [buyer], nameAddition: 'Abteilung Einkauf' }),
      at({ addition: 'Gebäude C' }),
    )
    expect(lines.join(' ')).toContain(name)
    expect(lines.every((line) => line.length <= 42)).toBe(true)
    expect(borrowed).toBe(lines.length - 6)
  })
  test('a word longer than the line goes on in the next one', () => {
    const long = 'x'.repeat(100)
    expect(
      addressBlock(firm({ firmName: long }), at())
        .lines.slice(0, 3)
        .join(''),
    ).toBe(long)
  })
})

describe('how a letter begins', () => {
  const cases: [string, Greeted, string[]][] = [
    ['Frau', person(), ['Sehr geehrte Frau Kern,']],
    ['Frau with a doctorate', person({ title: 'Dr.' }), ['Sehr geehrte Frau Dr. Kern,']],
    ['Herr with titles: fields of study are not said', person({ salutation: 'mr', title: 'Prof. Dr. med.' }), ['Sehr geehrter Herr Prof. Dr. Kern,']],
    ['a degree is not said', person({ title: 'Dipl.-Ing.' }), ['Sehr geehrte Frau Kern,']],
    ['nothing said about the salutation', person({ salutation: 'none', firstName: 'Kim' }), ['Guten Tag Kim Kern,']],
    ['diverse', person({ salutation: 'diverse', firstName: 'Kim', title: 'Dr.' }), ['Guten Tag Dr. Kim Kern,']],
    ['Frau without a last name', person({ lastName: '' }), ['Guten Tag Sabine,']],
    ['Du to a woman', person({ addressForm: 'informal' }), ['Liebe Sabine,']],
    ['Du to a man', person({ addressForm: 'informal', salutation: 'mr', firstName: 'Uwe' }), ['Lieber Uwe,']],
    ['Du without salutation', person({ addressForm: 'informal', salutation: 'none', firstName: 'Kim' }), ['Hallo Kim,']],
    ['Du without a first name', person({ addressForm: 'informal', firstName: '' }), ['Sehr geehrte Frau Kern,']],
    ['a firm', firm(), ['Sehr geehrte Damen und Herren,']],
    ['a firm with a contact person', firm({ contactPersons: [buyer] }), ['Sehr geehrter Herr Dr. Brandt,']],
    [
      'the person who stands with the firm comes first',
      firm({ salutation: 'ms', lastName: 'Lindner', contactPersons: [buyer] }),
      ['Sehr geehrte Frau Lindner,'],
    ],
    ['the owner’s own words win', person({ letterGreeting: 'Moin Sabine,' }), ['Moin Sabine,']],
  ]
  test.each(cases)('%s', (_, who, lines) => expect(letterGreeting(who)).toEqual(lines))

  test('a couple gets two lines, the second one small', () => {
    const other = { salutation: 'mr', title: '', firstName: 'Uwe', lastName: 'Brandt' } as const
    expect(letterGreeting(person(), other)).toEqual(['Sehr geehrte Frau Kern,', 'sehr geehrter Herr Brandt,'])
    expect(letterGreeting(person({ addressForm: 'informal' }), other)).toEqual(['Liebe Sabine,', 'lieber Uwe,'])
  })
})
