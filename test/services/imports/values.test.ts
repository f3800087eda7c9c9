import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOrderOf, readBirthday } from '../../../electron/services/imports/birthday.rules.ts'
import { harmless } from '../../../electron/services/imports/failed-rows.ts'
import { isFirmName, salutationOf, splitName } from '../../../electron/services/imports/names.rules.ts'

const TODAY = '2026-03-12'
const day = (text: string, order: 'day-first' | 'month-first' = 'day-first') => readBirthday(text, order, TODAY)
const on = (d: number, month: number, year: number | null) => ({ birthday: { day: d, month, year } })

describe('a birthday is read in every common form', () => {
  it.each([
    ['05.03.1980', on(5, 3, 1980)],
    ['5.3.80', on(5, 3, 1980)],
    ['5. 3. 1980', on(5, 3, 1980)],
    ['11.03.26', on(11, 3, 2026)],
    ['13.03.26', on(13, 3, 1926)],
    ['05.03.', on(5, 3, null)],
    ['1980-03-05', on(5, 3, 1980)],
    ['1980-03-05T00:00:00Z', on(5, 3, 1980)],
    ['05.03.1980 00:00:00', on(5, 3, 1980)],
    ['19800305', on(5, 3, 1980)],
    ['--03-05', on(5, 3, null)],
    [' --0305', on(5, 3, null)],
    ['1604-02-29', on(29, 2, null)],
    ['29.02.2024', on(29, 2, 2024)],
    ['5. März 1980', on(5, 3, 1980)],
    ['March 5, 1980', on(5, 3, 1980)],
    ['5/3/1980', on(5, 3, 1980)],
    ['5/23/1980', on(23, 5, 1980)],
    ['', { birthday: null }],
    ['0.0.00', { birthday: null }],
    ['0/0/00', { birthday: null }],
    ['13.03.2026', { problem: 'import-row-birthday-future' }],
    ['31.02.1980', { problem: 'import-row-birthday' }],
    ['29.02.2023', { problem: 'import-row-birthday' }],
    ['01.01.1700', { problem: 'import-row-birthday' }],
    ['29281', { problem: 'import-row-birthday' }],
    ['unbekannt', { problem: 'import-row-birthday' }],
  ])('%s', (text, reading) => expect(day(text)).toEqual(reading))

  it('reads 03/05/1980 as the program that wrote it, and lets a day above 12 decide', () => {
    expect(day('03/05/1980', 'month-first')).toEqual(on(5, 3, 1980))
    expect(dayOrderOf(['03/05/1980', '25/05/1980'], 'month-first')).toBe('day-first')
    expect(dayOrderOf(['03/05/1980', '05/25/1980'], 'day-first')).toBe('month-first')
    expect(dayOrderOf(['03/05/1980'], 'month-first')).toBe('month-first')
  })

  it('never gives a day in the future and never fails on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}$/)), (text) => {
        const reading = day(text)
        if (!('birthday' in reading) || !reading.birthday?.year) return
        const { year, month, day: d } = reading.birthday
        expect(`${year}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}` <= TODAY).toBe(true)
      }),
    )
  })
})

describe('a name in one piece is taken apart', () => {
  const none = { salutation: 'none', title: '', firstName: '', lastName: '', nameAddition: '', firmName: '' }
  it.each([
    ['Kern, Dr. Sabine', { title: 'Dr.', firstName: 'Sabine', lastName: 'Kern' }],
    ['Sabine Kern', { firstName: 'Sabine', lastName: 'Kern' }],
    ['Kern Sabine', { firstName: 'Sabine', lastName: 'Kern' }],
    ['Frau Prof. Dr. Sabine Kern', { salutation: 'ms', title: 'Prof. Dr.', firstName: 'Sabine', lastName: 'Kern' }],
    ['Hr. Lange', { salutation: 'mr', lastName: 'Lange' }],
    ['Mrs Jane Doe', { salutation: 'ms', firstName: 'Jane', lastName: 'Doe' }],
    ['Sabine von der Heide', { firstName: 'Sabine', lastName: 'von der Heide' }],
    ['Anna Maria Müller-Lüdenscheidt', { firstName: 'Anna Maria', lastName: 'Müller-Lüdenscheidt' }],
    ['Familie Pohlmann', { lastName: 'Pohlmann', nameAddition: 'Familie' }],
    ['Kern', { lastName: 'Kern' }],
    ['M. Kern', { firstName: 'M.', lastName: 'Kern' }],
    ['Pohlmann GmbH', { firmName: 'Pohlmann GmbH' }],
    ['Pohlmann GmbH & Co. KG', { firmName: 'Pohlmann GmbH & Co. KG' }],
    ['Blumen Kern e. K.', { firmName: 'Blumen Kern e. K.' }],
    ['TSV Horn e. V.', { firmName: 'TSV Horn e. V.' }],
    ['Firma Möbel Weiß', { firmName: 'Möbel Weiß' }],
  ])('%s', (text, parts) => expect(splitName(text)).toEqual({ ...none, ...parts }))

  it('takes no family name for a firm', () => {
    for (const name of ['Kern', 'Wiesberg', 'Vogelsang', 'Anna Lag', 'Sevag', 'Haug']) expect(isFirmName(name)).toBe(false)
  })
  it('reads salutation and title from one column', () => {
    expect(salutationOf('Herr Dr. med.')).toEqual({ salutation: 'mr', title: 'Dr. med.', rest: '' })
    expect(salutationOf('w')).toEqual({ salutation: 'ms', title: '', rest: '' })
    expect(salutationOf('Familie')).toEqual({ salutation: 'none', title: '', rest: 'Familie' })
  })
})

it('makes formulas harmless in files for spreadsheets, and leaves numbers alone', () => {
  expect(["=cmd|' /C calc'!A0", '+49 421 1234', '-5', '@sum', '-x', 'Kern'].map(harmless)).toEqual([
    "'=cmd|' /C calc'!A0",
    '+49 421 1234',
    '-5',
    "'@sum",
    "'-x",
    'Kern',
  ])
})
