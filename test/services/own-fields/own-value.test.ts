import { describe, expect, test } from 'vitest'
import { readCalendarDay, readDecimal } from '#contract'
import { readOwnText } from '../../../electron/services/own-fields/own-value.rules.ts'

describe('a number as people write it', () => {
  test.each([
    ['12,5', 12.5],
    ['12.5', 12.5],
    ['1.234', 1234],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1.234.567', 1234567],
    ['1,234,567', 1234567],
    ['1 234', 1234],
    ['−3', -3],
    ['-0,75', -0.75],
    [',5', 0.5],
    ['007', 7],
  ])('%s is %d in German', (typed, value) => expect(readDecimal(typed)).toBe(value))
  test.each([
    ['1,234', 1234],
    ['12.5', 12.5],
    ['1.234', 1.234],
  ])('%s is %d in English', (typed, value) => expect(readDecimal(typed, '.')).toBe(value))
  test.each(['', 'zwölf', '1,2,3', '1.2.3', '--1', '12 €', '1e5', '.', ','])('%s is none', (typed) => expect(readDecimal(typed)).toBeUndefined())
})
test.each([
  ['2026-05-03', '2026-05-03'],
  ['3.5.2026', '2026-05-03'],
  ['03.05.26', '2026-05-03'],
  ['3. 5. 1979', '1979-05-03'],
  ['3/5/79', '1979-05-03'],
  ['2026-05-03T00:00:00.000Z', '2026-05-03'],
  ['31.2.2026', undefined],
  ['Mai', undefined],
])('the day %s reads as %s', (typed, day) => expect(readCalendarDay(typed)).toBe(day))
test.each([
  ['ja', true],
  ['Nein', false],
  ['TRUE', true],
  ['0', false],
  ['x', true],
  ['', null],
  ['manchmal', undefined],
])('%s as yes or no is %s', (typed, value) => expect(readOwnText(typed, { kind: 'yes-no', choices: [] })).toBe(value))
test('a choice is found whatever its case, and nothing else', () => {
  const field = { kind: 'choice' as const, choices: ['Dienstag'] }
  expect(readOwnText('DIENSTAG ', field)).toBe('Dienstag')
  expect(readOwnText('Mittwoch', field)).toBeUndefined()
})
