import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { Refused } from '../../support/house.ts'
import { importing, tableCounts } from './files.ts'
import { workbook } from './workbooks.ts'
import type { Cell } from './workbooks.ts'

const files = importing()
const sheet = (rows: readonly (readonly Cell[])[], name = 'Kunden') => ({ name, rows })
const HEADER = ['Kd-Nr', 'Vorname', 'Nachname', 'PLZ', 'Ort', 'Telefon', 'Geburtstag']
const write = (...input: Parameters<typeof workbook>) => files.write(workbook(...input), 'kunden.xlsx')
const refusal = (file: string, options = {}) =>
  files.start(file, options).then(
    () => null,
    (error: unknown) => (error instanceof Refused ? error.failure : null),
  )

describe('a workbook is read as a table', () => {
  it('with days, leading zeros of text, phone numbers written as numbers, and the value that a formula gave last', async () => {
    const file = write([
      sheet([
        HEADER,
        ['0042', 'Sabine', { formula: 'UPPER("kern")', last: 'KERN' }, '01067', 'Dresden', 4.91701234567e11, { day: 29285 }],
        [43, 'Uwe', 'Lange', 1069, 'Dresden', '0351 2345', 25000],
        [44, 'Eva', { xml: '<c r="{place}"><f>A1</f></c>' }, { xml: '<c r="{place}" t="e"><v>#NAME?</v></c>' }, null, null, null],
      ]),
    ])
    const preview = await files.preview(file)
    expect(preview).toMatchObject({ format: 'xlsx', rows: 3, sheets: ['Kunden'], sheet: 'Kunden', delimiter: null, hasHeader: true })
    expect(await files.start(file)).toMatchObject({ created: 3, failed: 0 })
    expect(await files.customers()).toMatchObject([
      {
        number: '0042',
        lastName: 'KERN',
        addresses: [{ postcode: '01067' }],
        details: [{ value: '491701234567' }],
        birthday: { day: 5, month: 3, year: 1980 },
      },
      { number: '43', addresses: [{ postcode: '01069' }], birthday: { day: 11, month: 6, year: 1968 } },
      { number: '44', firstName: 'Eva', lastName: '', addresses: [] },
    ])
  })

  it('below a merged heading, without empty rows, and names rows as Excel counts them', async () => {
    const file = write([
      { ...sheet([['Kundenliste 2026'], [], HEADER.slice(1, 3), ['Sabine', 'Kern'], [null, null], [], ['', ''], [' ', 'Lange']]), merged: 'A1:G1' },
    ])
    const preview = await files.preview(file)
    expect(preview).toMatchObject({ rows: 2, hasHeader: true, counts: { created: 2 } })
    expect(preview.sample.map(({ line, name }) => [line, name])).toEqual([
      [4, 'Sabine Kern'],
      [8, 'Lange'],
    ])
  })

  it('from the first sheet that is shown, or from the one that was chosen', async () => {
    const file = write([
      {
        ...sheet(
          [
            ['Vorname', 'Nachname'],
            ['Geheim', 'Gustav'],
          ],
          'Alt',
        ),
        state: 'hidden',
      },
      sheet(
        [
          ['Vorname', 'Nachname'],
          ['Sabine', 'Kern'],
        ],
        'Kunden & Gäste',
      ),
      sheet(
        [
          ['Vorname', 'Nachname'],
          ['Uwe', 'Lange'],
          ['Eva', 'Groß'],
        ],
        'Gäste',
      ),
    ])
    expect(await files.preview(file)).toMatchObject({ sheets: ['Kunden & Gäste', 'Gäste'], sheet: 'Kunden & Gäste', rows: 1 })
    expect(await files.preview(file, { sheet: 'Gäste' })).toMatchObject({ sheet: 'Gäste', rows: 2 })
    expect(await refusal(file, { sheet: 'Lieferanten' })).toMatchObject({ reason: 'import-sheet-gone', detail: { sheet: 'Lieferanten' } })
  })

  it('twice without changing anything the second time, and after the same list as CSV', async () => {
    const rows = [HEADER, ['42', 'Sabine', 'Kern', '01067', 'Dresden', '0351 1234', { day: 29285 }]]
    const file = write([sheet(rows)])
    await files.start(file)
    expect(await files.start(file)).toMatchObject({ created: 0, updated: 0, unchanged: 1, operationId: null })
    const csv = files.write(`${HEADER.join(';')}\n42;Sabine;Kern;01067;Dresden;0351 1234;05.03.1980\n`)
    expect(await files.start(csv)).toMatchObject({ created: 0, updated: 0, unchanged: 1 })
  })

  it('with a million rows that are only formatted', async () => {
    const empty = Array.from({ length: 1_048_573 }, (_, index) => `<row r="${index + 4}" ht="15"/>`).join('')
    const file = write(
      [
        sheet([
          ['Vorname', 'Nachname'],
          ['Sabine', 'Kern'],
          ['Uwe', 'Lange'],
        ]),
      ],
      empty,
    )
    expect(await files.preview(file)).toMatchObject({ rows: 2, counts: { created: 2 } })
  })

  it('and rows that stay out are saved as CSV, corrected and read in again', async () => {
    const { importId } = await files.start(
      write([sheet([HEADER, ['7', '', '', '28195', 'Bremen', null, null], ['8', 'Uwe', 'Lange', null, null, null, null]])]),
    )
    const saved = files.path('offen.csv')
    expect(await files.house().job('imports.saveFailedRows', { importId, file: saved })).toMatchObject({ rows: 1 })
    const { readFileSync } = await import('node:fs')
    const corrected = readFileSync(saved, 'utf8').replace('7;;;', '7;Nora;Neu;')
    expect(await files.start(files.write(corrected, 'berichtigt.csv'))).toMatchObject({ created: 1, updated: 0, unchanged: 0, failed: 0 })
  })
})

describe('a workbook that cannot be read is refused with one clear reason, and leaves nothing', () => {
  const ole = (name: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(name, 'utf16le'), Buffer.alloc(200)])
  it.each([
    ['a password', ole('EncryptedPackage'), 'import-excel-locked'],
    ['Excel 2003', ole('Workbook'), 'import-excel-old'],
    ['an old Word document', ole('WordDocument'), 'import-file-binary'],
    ['the binary form of Excel', zipSync({ 'xl/workbook.bin': strToU8('x') }), 'import-excel-old'],
    ['a Word document', zipSync({ 'word/document.xml': strToU8('<a/>') }), 'import-file-binary'],
    ['half a file', workbook([sheet([HEADER, ['1', 'Sabine', 'Kern', '', '', '', '']])]).subarray(0, 700), 'import-excel-broken'],
    [
      'a sheet that is no XML',
      zipSync({ 'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>') }),
      'import-excel-broken',
    ],
    ['an empty sheet', workbook([sheet([])]), 'import-sheet-empty'],
    ['column names and nothing else', workbook([sheet([HEADER])]), 'import-no-rows'],
  ])('%s', async (_, bytes, reason) => {
    const file = files.write(bytes, 'kunden.xlsx')
    const before = tableCounts(files.house())
    expect(await refusal(file)).toMatchObject({ code: 'invalid', reason })
    expect(tableCounts(files.house())).toEqual(before)
  })

  it('too large to be read at once: says how many rows are possible, before it fills the memory', async () => {
    const rows = Array.from(
      { length: 60_000 },
      (_, index) => `<row r="${index + 3}">${`<c r="A${index + 3}" t="inlineStr"><is><t>${'Sabine '.repeat(150)}</t></is></c>`}</row>`,
    )
    const file = write([sheet([['Vorname', 'Nachname']])], rows.join(''))
    expect(await refusal(file)).toMatchObject({ reason: 'import-sheet-too-large', detail: { rows: 100_000 } })
  })
})
