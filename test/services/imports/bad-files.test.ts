import { mkdirSync, openSync, ftruncateSync, closeSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Refused } from '../../support/house.ts'
import { importing, tableCounts } from './files.ts'

const files = importing()
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refused)) throw new Error(`expected a refusal, got ${String(error)}`)
  return error.failure
}

describe('a file that is no list of customers is refused with one clear reason, and leaves nothing', () => {
  it.each([
    ['0 bytes', '', 'import-file-empty', {}],
    ['only blank lines', '\n \n\n', 'import-file-empty', {}],
    ['a picture', PNG, 'import-file-binary', {}],
    ['a broken workbook', 'PK\x03\x04\x14\x00 sheet', 'import-excel-broken', {}],
    ['zero bytes far behind', `Vorname;Nachname\n${'Sabine;Kern\n'.repeat(9000)}\0\0\0`, 'import-file-binary', {}],
    ['only column names', 'Vorname;Nachname;Ort\n', 'import-no-rows', {}],
    ['a web page', '<!doctype html>\n<p>Kern; Sabine</p>', 'import-file-unknown', {}],
    ['a quote that is never closed', 'Vorname;Nachname\nSabine;Kern\n"Uwe;Lange\nAnna;Meyer\n', 'import-quotes-unbalanced', { line: 3 }],
    ['a quote that swallows rows', 'Vorname;Nachname\nSabine;"Kern\nUwe;Lange\nAnna;"Meyer"\n', 'import-quotes-unbalanced', { line: 2 }],
    [
      '10,000 columns',
      `${Array.from({ length: 10_000 }, (_, i) => `Spalte${i}`).join(';')}\n${';'.repeat(9999)}\n`,
      'import-too-many-columns',
      { columns: 10_000 },
    ],
  ])('%s', async (_, content, reason, detail) => {
    const file = files.write(content)
    const before = tableCounts(files.house())
    for (const failure of [await refusal(files.preview(file)), await refusal(files.start(file))]) {
      expect(failure).toMatchObject({ code: 'invalid', reason })
      expect(failure.detail).toMatchObject(detail)
    }
    expect(tableCounts(files.house())).toEqual(before)
  })

  it('a missing file', async () => expect(await refusal(files.start(files.path('weg.csv')))).toMatchObject({ reason: 'file-missing' }))
  it('a folder', async () => {
    mkdirSync(files.path('ordner.csv'))
    expect(await refusal(files.start(files.path('ordner.csv')))).toMatchObject({ reason: 'file-unreadable' })
  })
  it('more than 250 MB', async () => {
    const file = files.write('Vorname;Nachname\n')
    const handle = openSync(file, 'r+')
    ftruncateSync(handle, 251 * 1024 * 1024)
    closeSync(handle)
    expect(await refusal(files.start(file))).toMatchObject({ reason: 'import-file-too-large' })
  })
  it('more rows than any shop has customers', async () => {
    const file = files.write(`Name\n${'Kern\n'.repeat(1_000_001)}`)
    expect(await refusal(files.start(file))).toMatchObject({ reason: 'import-file-too-large', detail: { rows: 500_000 } })
  })
  it('no column for a name: the preview shows the columns, the import refuses', async () => {
    const file = files.write('Farbe;Form\nrot;rund\n')
    expect((await files.preview(file, { mapping: ['ignore', 'ignore'], hasHeader: true })).counts).toEqual({
      created: 0,
      updated: 0,
      unchanged: 0,
      failed: 1,
    })
    expect(await refusal(files.start(file, { mapping: ['ignore', 'city'] }))).toMatchObject({ reason: 'import-mapping-empty' })
  })
})

describe('a row that is no customer stays out, and the others come in', () => {
  it('with its line and reason', async () => {
    const long = 'x'.repeat(121)
    const file = files.write(
      [
        'Vorname;Nachname;E-Mail;Telefon;Geburtsdatum',
        'Sabine;Kern;s@kern.de;0421 123;5.3.1980',
        ';;;;',
        ';;leer@x.de;;',
        `Lang;${long};;;`,
        'zu;viele;a@b.de;;;;überzählig',
        'nur eins',
        'Uwe;Lange;kein at;anrufen!;13.3.2026',
        'Eva;Groß;;;31.2.1980',
      ].join('\n'),
    )
    const preview = await files.preview(file)
    expect(preview.counts).toEqual({ created: 3, updated: 0, unchanged: 0, failed: 4 })
    expect(preview.problems.map(({ line, reason, severity }) => [line, reason, severity])).toEqual([
      [4, 'import-row-without-name', 'failed'],
      [5, 'import-row-too-long', 'failed'],
      [6, 'import-row-columns', 'failed'],
      [7, 'import-row-columns', 'failed'],
      [8, 'import-row-email', 'dropped'],
      [8, 'import-row-phone', 'dropped'],
      [8, 'import-row-birthday-future', 'dropped'],
      [9, 'import-row-birthday', 'dropped'],
    ])
    expect(await files.start(file)).toMatchObject(preview.counts)
  })

  it('takes odd names as they are: quotes, emoji, right to left, formulas, 120 letters', async () => {
    const names = [
      'Kern "die Große"',
      '🌻 Blume',
      'شلومو',
      'משה',
      "=cmd|' /C calc'!A0",
      '@SUM(1+1)',
      'O’Neill',
      "'); drop table customer;--",
      '{{name}}',
      '__proto__',
      'x'.repeat(120),
    ]
    const file = files.write(['Vorname;Nachname', ...names.map((name) => `A;"${name.replaceAll('"', '""')}"`)].join('\n'))
    expect(await files.start(file)).toMatchObject({ created: names.length, failed: 0 })
    expect((await files.customers()).map(({ lastName }) => lastName)).toEqual(names)
    expect(await files.start(file)).toMatchObject({ created: 0, updated: 0, unchanged: names.length })
  })
})
