import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cents, IsoDate } from '#contract'
import { readDay, writeDay } from '../../../renderer/ui/date-input.ts'
import { readCents, writeCents } from '../../../renderer/ui/money-input.ts'

const today = '2026-03-12' as IsoDate

describe('a day as people type it', () => {
  test.each([
    ['17.5.84', '1984-05-17'],
    ['17.05.1984', '1984-05-17'],
    ['170584', '1984-05-17'],
    ['17051984', '1984-05-17'],
    ['17/5/84', '1984-05-17'],
    ['1984-05-17', '1984-05-17'],
    ['17.5.', '2026-05-17'],
    ['1705', '2026-05-17'],
    ['heute', '2026-03-12'],
    ['Gestern', '2026-03-11'],
    ['today', '2026-03-12'],
    ['+7', '2026-03-19'],
    ['-12', '2026-02-28'],
    ['29.2.24', '2024-02-29'],
    ['1.1.36', '2036-01-01'],
    ['1.1.37', '1937-01-01'],
  ])('%s is %s', (text, day) => expect(readDay(text, today)).toBe(day))
  test('a birthday of two figures never lies ahead', () => expect(readDay('1.1.27', today, 0)).toBe('1927-01-01'))
  test.each(['31.2.24', '29.2.25', '32.1.24', '1.13.24', 'bald', '17', '1.2.3.4', '99999'])('%s is no day', (text) =>
    expect(readDay(text, today)).toBeUndefined(),
  )
  test('nothing typed is no day, not a wrong one', () => expect(readDay('  ', today)).toBeNull())
  test('what is written in the field is read back as the same day', () => {
    const days = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10) as IsoDate)
    fc.assert(
      fc.property(days, fc.constantFrom('de' as const, 'en' as const), (day, language) => {
        expect(readDay(writeDay(day, language), today)).toBe(day)
      }),
    )
  })
})

describe('an amount as people type it', () => {
  test.each([
    ['12,50', 1250],
    ['12.50', 1250],
    ['12', 1200],
    ['12,5', 1250],
    [',50', 50],
    ['1.234,50', 123_450],
    ['1,234.50', 123_450],
    ['1.234', 123_400],
    ['1 234,50 €', 123_450],
    ['-4,99', -499],
    ['−4,99', -499],
    ['0', 0],
    ['-0', 0],
  ])('%s', (text, cents) => expect(readCents(text)).toBe(cents))
  test.each(['zwölf', '1,2,3', '12,345,6', '--1', '1.23.456', ',', '99999999999'])('%s is no amount', (text) =>
    expect(readCents(text)).toBeUndefined(),
  )
  test('nothing typed is no amount, not zero', () => expect(readCents('')).toBeNull())
  test('what is written in the field is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }), fc.constantFrom('de-DE', 'en-GB'), (cents, locale) => {
        expect(readCents(writeCents(cents as Cents, locale))).toBe(cents)
      }),
    )
  })
})
