import * as fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { describe, expect, test } from 'vitest'
import { looksLikeEmail, phoneNormal } from '../../../electron/services/customers/phone.rules.ts'

describe('a phone number as typed', () => {
  test.each([
    ['0251 / 27 88-304', '+492512788304'],
    ['+49 (0)251 2788304', '+492512788304'],
    ['0049 251 2788304', '+492512788304'],
    ['(0251) 2788304', '+492512788304'],
    ['27 88-304', '+492512788304'],
    ['089 12345-67', '+49891234567'],
    ['0171/1234567', '+491711234567'],
    ['0251 2788304 Durchwahl 12', '+492512788304'],
    ['0251 2788304 ext. 12', '+492512788304'],
    ['0043 1 5125 8910', '+43151258910'],
    ['+41 44 668 18 00', '+41446681800'],
    ['(0)251 2788304', '+492512788304'],
  ])('%s is %s', (typed, normal) => expect(phoneNormal(typed, '0251')).toBe(normal))

  test.each(['12', 'siehe Büro 17', '+', '+49', '0251', '000000', '+999 123456', '0251 2788304 0251 2788304'])(
    '%j cannot be read and stays as typed',
    (typed) => expect(phoneNormal(typed, '0251')).toBeNull(),
  )
  test('without the shop’s area code a local number stays as typed', () => expect(phoneNormal('27 88-304', '')).toBeNull())

  test('German numbers read as the library reads them', () => {
    const area = fc.constantFrom('0251', '030', '089', '0171', '02504', '0800')
    fc.assert(
      fc.property(area, fc.integer({ min: 10_000, max: 99_999_999 }), fc.constantFrom(' ', '/', '-', ''), (code, digits, between) => {
        const typed = `${code}${between}${digits}`
        expect(phoneNormal(typed, '')).toBe(parsePhoneNumberFromString(typed, 'DE')?.number)
      }),
    )
  })
})

describe('an e-mail address', () => {
  test.each(['s.kern@posteo.de', "o'brien@localhost", 'müller@köln.example', 'a@b'])('%s looks like one', (text) =>
    expect(looksLikeEmail(text)).toBe(true),
  )
  test.each(['kern', 'kern@', '@posteo.de', 'a b@c.de', 'a@b@c.de', ''])('%j does not', (text) => expect(looksLikeEmail(text)).toBe(false))
})
