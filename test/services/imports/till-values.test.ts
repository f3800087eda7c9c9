import { describe, expect, it } from 'vitest'
import { decimalWatch, lineCents, readAmount } from '../../../electron/services/imports/till-amount.ts'
import { dayFormatWatch, dayReader, dayText } from '../../../electron/services/imports/till-day.ts'

const formatOf = (...days: string[]) => {
  const watch = dayFormatWatch()
  days.forEach((day, index) => watch.observe(day, index + 2))
  return { format: watch.decide(), mixed: watch.mixed() }
}
const read = (day: string, format: Parameters<typeof dayReader>[0]) => dayReader(format, '2026-03-12' as never)(day)

describe('days of a file', () => {
  it.each([
    [['2026-03-01', '2026-02-28T23:59:00Z'], 'iso'],
    [['20260301', '19970118'], 'compact'],
    [['01.03.2026', '1.3.26 14:05'], 'day-dots'],
    [['3/1/2026', '12/13/2025 8:45'], 'month-slashes'],
    [['3/1/2026', '13/12/2025'], 'day-slashes'],
    [['3/1/2026', '1/12/2025'], null],
    [['kein Tag'], 'none'],
  ])('%j are written %s', (days, format) => expect(formatOf(...days)).toEqual({ format, mixed: null }))

  it('in two ways are named with the lines of the rarer one', () => {
    expect(formatOf('01.03.2026', '02.03.2026', '2026-03-04').mixed).toEqual({ example: '01.03.2026', other: '2026-03-04', lines: [4], count: 1 })
    expect(formatOf('13/12/2025', '12/13/2025', '14/12/2025').mixed).toMatchObject({ example: '13/12/2025', lines: [3] })
  })

  it('are read in the one format of the file; day and month are never swapped', () => {
    expect(read('12/1/2010 8:45', 'month-slashes')).toEqual({ day: '2010-12-01' })
    expect(read('12/1/2010', 'day-slashes')).toEqual({ day: '2010-01-12' })
    expect(read('1.3.26', 'day-dots')).toEqual({ day: '2026-03-01' })
    expect(read('1.3.97', 'day-dots')).toEqual({ day: '1997-03-01' })
    expect(read('25/03/2025', 'month-slashes')).toEqual({ problem: 'import-till-row-day-other' })
    expect(read('2025-03-01', 'day-dots')).toEqual({ problem: 'import-till-row-day-other' })
  })

  it('that are no days, or none of a shop, say why', () => {
    expect(read('29.02.2024', 'day-dots')).toEqual({ day: '2024-02-29' })
    expect(read('29.02.2025', 'day-dots')).toEqual({ problem: 'import-till-row-day' })
    expect(read('31.04.2025', 'day-dots')).toEqual({ problem: 'import-till-row-day' })
    expect(read('13.03.2026', 'day-dots')).toEqual({ problem: 'import-till-row-day-future' })
    expect(read('01.01.1899', 'day-dots')).toEqual({ problem: 'import-till-row-day-old' })
    expect(read('', 'iso')).toEqual({ problem: 'import-till-row-day-missing' })
    expect(read('gestern', 'iso')).toEqual({ problem: 'import-till-row-day' })
  })

  it('lose the time behind them, also of the hour that daylight saving skips', () => {
    expect(['29.03.2026 02:30', '2026-03-29T02:30:00+02:00', '3/29/2026, 2:30 AM'].map(dayText)).toEqual(['29.03.2026', '2026-03-29', '3/29/2026'])
  })
})

describe('amounts of a file', () => {
  const signOf = (...cells: string[]) => {
    const watch = decimalWatch()
    cells.forEach(watch.observe)
    return watch.decide() ?? watch.guess()
  }
  it('tell over the whole column which sign stands before the cents', () => {
    expect(signOf('1.234', '12,50')).toBe(',')
    expect(signOf('1,234', '12.50')).toBe('.')
    expect(signOf('1.234,56')).toBe(',')
    expect(signOf('1.234')).toBe(',')
    expect(signOf('5', '7')).toBeNull()
  })
  it.each([
    ['1.234,56 €', ',', 1234.56],
    ['-12,5', ',', -12.5],
    ['12,50-', ',', -12.5],
    ['(12,50)', ',', -12.5],
    ['−4,99 €', ',', -4.99],
    ['1,234.56', '.', 1234.56],
    ['1 234,56', ',', 1234.56],
    ['zwölf', ',', null],
    ['1,2,3', ',', null],
  ] as const)('%s with %s is %s', (cell, sign, amount) => expect(readAmount(cell, sign)).toBe(amount))

  it('times their quantity are rounded once, half away from zero', () => {
    expect(lineCents(3000, 0.335)).toBe(101)
    expect(lineCents(-3000, 0.335)).toBe(-101)
    expect(lineCents(1500, 2.45)).toBe(368)
    expect(lineCents(24_000, 3.75)).toBe(9000)
  })
})
