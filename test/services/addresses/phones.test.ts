import * as fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { describe, expect, test } from 'vitest'
import { phoneShown } from '#contract'
import { phoneNormal } from '../../../electron/services/customers/phone.rules.ts'

describe('a phone number as DIN 5008 writes it', () => {
  test.each([
    ['0891234567', '089 1234567'],
    ['089/1234567', '089 1234567'],
    ['(089) 123 45 67', '089 1234567'],
    ['+49 (0)89 1234567', '+49 89 1234567'],
    ['0049 89 / 123 45 67', '+49 89 1234567'],
    ['089 12345-67', '089 12345-67'],
    ['+49 89 12345 - 67', '+49 89 12345-67'],
    ['0251 2788304 Durchwahl 12', '0251 2788304-12'],
    ['0251-2788304', '0251 2788304'],
    ['0251 / 27 88-304', '0251 2788-304'],
    ['02571 54 81 66', '02571 548166'],
    ['033056 12345', '033056 12345'],
    ['0171/1234567', '0171 1234567'],
    ['0171-1234567', '0171 1234567'],
    ['0171 123-4567', '0171 1234567'],
    ['+49 1512 3456789', '+49 1512 3456789'],
    ['0800 330 10 00', '0800 3301000'],
    ['01805 123456', '0180 5 123456'],
    ['0043 1 5125 8910', '+43 1 5125 8910'],
    ['+41446681800', '+41 446681800'],
    ['+1 (212) 555-1234', '+1 212 555 1234'],
    ['+352 27 88 30', '+352 27 88 30'],
    ['27 88-304', '0251 2788-304'],
  ])('%s is %s', (typed, shown) => expect(phoneShown(typed, '0251').text).toBe(shown))

  test.each(['0800 PIZZA', '110', 'siehe Büro', '', '0251'])('%j is no number to write out and stays as typed', (typed) =>
    expect(phoneShown(typed, '')).toEqual({ text: typed, isAreaAssumed: false }),
  )
  test('a number without area code is marked, one with it is not', () => {
    expect(phoneShown('27 88 304', '0251')).toEqual({ text: '0251 2788304', isAreaAssumed: true })
    expect(phoneShown('0251 27 88 304', '0251').isAreaAssumed).toBe(false)
  })
  test('what is shown dials the same number as what was typed', () => {
    const typed = fc
      .tuple(fc.constantFrom('0', '+49 '), fc.integer({ min: 200_000, max: 9_999_999_999 }), fc.constantFrom('', ' ', '/', '-'))
      .map(([prefix, digits, between]) => `${prefix}${String(digits).slice(0, 3)}${between}${String(digits).slice(3)}`)
    fc.assert(
      fc.property(typed, (number) => {
        expect(phoneNormal(phoneShown(number, '0251').text, '0251')).toBe(phoneNormal(number, '0251'))
      }),
    )
  })
  test('area codes end where the phone company says they end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2_010_000_00, max: 9_999_999_99 }), (digits) => {
        const number = parsePhoneNumberFromString(`+49${digits}`)
        const national = number?.formatNational() ?? ''
        // Three groups mean special numbers, which have a rule of their own.
        fc.pre(/^0\d+ \d+$/.test(national) && !/^0(?:180|900|[13][78]|7)/.test(national))
        expect(phoneShown(`0${digits}`, '').text).toBe(national)
      }),
      { numRuns: 2000 },
    )
  })
})
