import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CustomerId } from '#contract'
import { openHouse } from '../../support/house.ts'
import type { House } from '../../support/house.ts'

let house: House
const ids = new Map<string, CustomerId>()
beforeAll(async () => {
  house = openHouse()
  await house.call('settings.update', { shopAreaCode: '0251' })
  const add = async (name: string, input: object) => {
    const [firstName = '', lastName = ''] = name.split(' ')
    const { id } = await house.call('customers.create', { kind: 'person', firstName, lastName, ...input })
    ids.set(name, id)
  }
  await add('Sabine Kern', { phone: '0251 / 27 88-304', email: 's.kern@posteo.de', addresses: [{ postcode: '48143', city: 'Münster' }] })
  await add('Jörg Müller', { phone: '+49 171 5551234', addresses: [{ postcode: '01067', city: 'Köln' }] })
  await add('Ulla Mueller', { email: 'ulla@weiss.example' })
  await add('Uwe Muller', { tags: ['Stammtisch'] })
  await add('Hans Weiß', { addresses: [{ city: 'Gießen' }] })
  await add('Claus-Peter Schulze-Lohoff', { number: 'K-77' })
  await add("Ryan O'Brien", {})
  await add('Karl Kernbach', {})
  const firm = await house.call('customers.create', {
    kind: 'firm',
    firmName: 'Blumen Öztürk GmbH & Co. KG',
    contactPersons: [{ firstName: 'Aylin', lastName: 'Demir', email: 'aylin@oeztuerk.example', phone: '0251 998877' }],
  })
  ids.set('Blumen', firm.id)
})
afterAll(() => house.close())

const namesFor = async (text: string) => (await house.call('customers.search', { text })).rows.map((row) => row.displayName)

describe('a customer is found by', () => {
  test.each([
    ['the last name', 'kern', ['Sabine Kern', 'Karl Kernbach']],
    ['the beginning of each word', 'sab ker', ['Sabine Kern']],
    ['words in any order', 'kern sabine', ['Sabine Kern']],
    ['one letter', 'ö', ["Ryan O'Brien", 'Blumen Öztürk GmbH & Co. KG']],
    ['Müller as Müller, Mueller and Muller', 'müller', ['Ulla Mueller', 'Jörg Müller', 'Uwe Muller']],
    ['Mueller as Müller, Mueller and Muller', 'MUELLER', ['Ulla Mueller', 'Jörg Müller', 'Uwe Muller']],
    ['Muller as Müller, Mueller and Muller', 'muller', ['Ulla Mueller', 'Jörg Müller', 'Uwe Muller']],
    ['ß as ss', 'weiss hans', ['Hans Weiß']],
    ['ss as ß', 'gießen', ['Hans Weiß']],
    ['either half of a double name', 'lohoff', ['Claus-Peter Schulze-Lohoff']],
    ['a double name as it is written', 'Schulze-Loh', ['Claus-Peter Schulze-Lohoff']],
    ['the second first name', 'peter', ['Claus-Peter Schulze-Lohoff']],
    ['a name without its apostrophe', 'obrien', ["Ryan O'Brien"]],
    ['the customer number', '10001', ['Sabine Kern']],
    ['a customer number with letters', 'k-77', ['Claus-Peter Schulze-Lohoff']],
    ['phone digits as grouped', '0251 / 27 88-304', ['Sabine Kern']],
    ['phone digits in one', '02512788304', ['Sabine Kern']],
    ['the beginning of a phone number', '0251 27 8', ['Sabine Kern']],
    ['a phone number with the country', '+49 251 27', ['Sabine Kern']],
    ['a phone number dialled from abroad', '0049 171 555', ['Jörg Müller']],
    ['a phone number without the shop’s area code', '27 88 304', ['Sabine Kern']],
    ['the e-mail address', 's.kern@posteo.de', ['Sabine Kern']],
    ['an e-mail address half typed', 's.kern@pos', ['Sabine Kern']],
    ['the e-mail domain', 'posteo.de', ['Sabine Kern']],
    ['the city', 'munster', ['Sabine Kern']],
    ['name and city', 'ker müns', ['Sabine Kern']],
    ['the postcode with its zero', '01067', ['Jörg Müller']],
    ['the firm', 'öztürk', ['Blumen Öztürk GmbH & Co. KG']],
    ['the person at a firm', 'aylin demir', ['Blumen Öztürk GmbH & Co. KG']],
    ['that person’s phone', '0251998877', ['Blumen Öztürk GmbH & Co. KG']],
  ])('%s (%s)', async (_what, text, names) => expect((await namesFor(text)).toSorted()).toEqual(names.toSorted()))

  test('the number of the card in hand and of cards before it', async () => {
    const customerId = ids.get('Uwe Muller')!
    const first = await house.call('cards.issue', { customerId })
    const { card } = await house.call('cards.replace', { cardId: first.id })
    expect([await namesFor(first.number), await namesFor(card.number)]).toEqual([['Uwe Muller'], ['Uwe Muller']])
  })
})

test('every word must match', async () => expect(await namesFor('kern köln')).toEqual([]))
test('the ending of an e-mail address finds nobody who is not called so', async () =>
  expect(await namesFor('de')).toEqual(['Blumen Öztürk GmbH & Co. KG']))

test('matches come by name, German order', async () => {
  expect(await namesFor('m')).toEqual(['Sabine Kern', 'Ulla Mueller', 'Jörg Müller', 'Uwe Muller'])
})

test('the customer with exactly this number stands on top', async () => {
  const { id } = await house.call('customers.create', { kind: 'person', lastName: 'Aaron', number: '100012', addresses: [{ city: 'Zülpich' }] })
  expect(await namesFor('10001')).toEqual(['Sabine Kern', 'Aaron'])
  const page = (offset: number) => house.call('customers.search', { text: '10001', limit: 1, offset })
  expect([(await page(0)).rows[0]?.displayName, (await page(1)).rows[0]?.displayName, (await page(2)).rows.length]).toEqual([
    'Sabine Kern',
    'Aaron',
    0,
  ])
  await house.call('customers.remove', { customerIds: [id] })
})

test('an empty text lists all, a text of signs finds nobody', async () => {
  const all = await house.call('customers.count', {})
  expect((await house.call('customers.search', { text: '  ' })).total).toBe(all.customers)
  expect(await house.call('customers.search', { text: '"*' })).toMatchObject({ rows: [], total: 0 })
})

const NAUGHTY = [
  '"',
  '""',
  '*',
  'kern*',
  '"kern"',
  'kern AND',
  'AND OR NOT',
  'NEAR(kern, 2)',
  'text:kern',
  '^kern',
  '-kern',
  '+',
  '(kern',
  "'; drop table customer; --",
  '😀',
  '👨‍👩‍👧‍👦 kern',
  '\u202Ekern',
  'ק',
  '\u0000kern',
  'İ',
  'ﷺ',
  '%',
  '_',
  '\\',
  '{}',
  '[]',
  '=cmd',
  '1/0',
  '٣',
  'ẞ',
  ' \u00a0 ',
  'x'.repeat(500),
  '0'.repeat(500),
  '"'.repeat(500),
]
test.each(NAUGHTY)('%j is answered, never refused', async (text) => {
  const { rows, total } = await house.call('customers.search', { text })
  expect(total).toBeGreaterThanOrEqual(rows.length)
})
test('so is any text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (text) => {
      const { rows, total } = await house.call('customers.search', { text })
      expect(total).toBe(rows.length)
    }),
  )
})

test('a name is found again by each of its beginnings', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...'Sabine Kern|Jörg Müller|Hans Weiß|Ulla Mueller'.split('|')), fc.nat(12), async (name, length) => {
      const text = name.slice(0, length)
      expect((await house.call('customers.search', { text })).rows.map(({ id }) => id)).toContain(ids.get(name))
    }),
  )
})
