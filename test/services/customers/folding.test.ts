import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emailWords, fold, numberSortKey, phoneWords, searchQuery, searchWords, sortKey } from '../../../electron/services/customers/folding.rules.ts'

const anyText = fc.string({ unit: 'grapheme', maxLength: 40 })
const germanText = fc.string({ unit: fc.constantFrom(...'aeouäöüßAEOUÄÖÜ sSéçøæœŁıİ-’'), maxLength: 20 })
const wordsOf = (fill: (into: Set<string>) => void) => {
  const words = new Set<string>()
  fill(words)
  return [...words].toSorted()
}

describe('folding', () => {
  test.each(['Müller', 'Mueller', 'Muller', 'MÜLLER', 'Mu\u0308ller'])('%s is found as muller', (name) => expect(fold(name)).toBe('muller'))
  test.each([
    ['Weiß', 'weiss'],
    ['GROẞ', 'gross'],
    ['Yıldız', 'yildiz'],
    ['İnci', 'inci'],
    ['Łukasz', 'lukasz'],
    ['Søren', 'soren'],
    ['Æsop', 'asop'],
    ['ﬁnn', 'finn'],
    ['Σίσυφος', 'σισυφοσ'],
  ])('%s is found as %s', (name, folded) => expect(fold(name)).toBe(folded))

  test('folding twice changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, germanText), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })
  test('the fold of a beginning is the beginning of the fold, so that a name is found while it is typed', () => {
    fc.assert(
      fc.property(germanText, fc.nat(20), (text, length) => {
        const beginning = text.normalize('NFC').slice(0, length)
        expect(fold(text.normalize('NFC')).startsWith(fold(beginning))).toBe(true)
      }),
    )
  })
})

describe('words of the search index', () => {
  test('a double name is found by each part and by the whole', () => {
    expect(wordsOf((into) => searchWords("Müller-Lüdenscheidt O'Brien 48143", into))).toEqual([
      '48143',
      'brien',
      'ludenscheidt',
      'mullerludenscheidt',
      'obrien',
    ])
  })
  test('an e-mail address is found by the whole, its name parts and its domain, not by its ending', () => {
    expect(wordsOf((into) => emailWords('sabine.kern@mail.posteo.de', into))).toEqual(['kern', 'mailposteode', 'posteode', 'sabinekernmailposteode'])
  })
  test('a phone number is found with the area code and, in the shop’s own area, without', () => {
    expect(wordsOf((into) => phoneWords('+492512788304', '0251', into))).toEqual(['02512788304', '2788304'])
    expect(wordsOf((into) => phoneWords('+431512345', '0251', into))).toEqual(['431512345'])
    expect(wordsOf((into) => phoneWords('App. 17', '0251', into))).toEqual(['17'])
  })
})

describe('the query for a text as typed', () => {
  test.each([
    ['Kern', '"kern"*'],
    ['  sabine   KERN ', '"sabine"* AND "kern"*'],
    ['0251 / 27 88-304', '("02512788304"* OR ("0251"* AND "27"* AND "88"* AND "304"*))'],
    ['+49 (0)251 27', '("025127"* OR ("49"* AND "0"* AND "251"* AND "27"*))'],
    ['0049251', '("0251"* OR "0049251"*)'],
    ['490123', '("490123"* OR "0123"*)'],
    ['+49', '"49"*'],
    ['Müller-Lü', '("mullerlu"* OR ("muller"* AND "lu"*))'],
    ['s.kern@pos', '"skernpos"*'],
    ['kern 48143', '"kern"* AND "48143"*'],
    ['', ''],
    ['   ', ''],
  ])('%j asks for %s', (text, query) => expect(searchQuery(text)).toBe(query))

  test.each(['"', '*', '***', "' OR 1=1 --", '(', ') AND (', '^', ':', '-', '@', '/'])('%j cannot break its syntax', (text) => {
    const query = searchQuery(text)
    expect(query === null || /^[\p{L}\p{N}" *()]*$/u.test(query)).toBe(true)
  })
  test('a text of signs only asks for nothing', () => expect(searchQuery('"*()')).toBeNull())
})

describe('sorting', () => {
  test('umlauts sort as their letters, ß as ss, hyphens as blanks, capitals as small letters (DIN 5007-1)', () => {
    const names = ['Zander', 'Öhlers', 'Ohm', 'Müller', 'mueller', 'Muller', 'Weiss', 'Weiß', 'Kern-Meyer', 'Kern', 'Kerner']
    const key = (name: string) => sortKey(name)
    expect(names.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))).toEqual([
      'Kern',
      'Kern-Meyer',
      'Kerner',
      'mueller',
      'Müller',
      'Muller',
      'Öhlers',
      'Ohm',
      'Weiss',
      'Weiß',
      'Zander',
    ])
  })
  test('a family stands together: last name first, whatever its length', () => {
    expect([sortKey('Kern\tSabine') < sortKey('Kern-Meyer\tAnna'), sortKey('Kern\tZoe') < sortKey('Kerner\tAnna')]).toEqual([true, true])
  })
  test('numbers sort by value', () => {
    const numbers = ['K-10', 'K-9', '10001', '9', '010', 'k-2']
    const key = numberSortKey
    expect(numbers.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))).toEqual(['9', '010', '10001', 'k-2', 'K-9', 'K-10'])
  })
})
