import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRows } from '../../../electron/services/imports/csv-rows.ts'
import { importing, utf16, windows1252 } from './files.ts'

const files = importing()
const LIST = 'Kundennr;Vorname;Nachname;Ort\n1001;Jürgen;Groß;Köln\n1002;Käthe;Weiß;Münster\n'

describe('a CSV file is read whatever wrote it', () => {
  it.each([
    ['UTF-8', Buffer.from(LIST), 'utf-8'],
    ['UTF-8 with byte order mark', Buffer.from(`\ufeff${LIST}`), 'utf-8'],
    ['UTF-16 little endian', utf16(LIST, 'le'), 'utf-16le'],
    ['UTF-16 big endian', utf16(LIST, 'be'), 'utf-16be'],
    ['UTF-16 without byte order mark', utf16(LIST, 'le', false), 'utf-16le'],
    ['windows-1252', windows1252(LIST), 'windows-1252'],
    ['old line ends', windows1252(LIST.replaceAll('\n', '\r')), 'windows-1252'],
    ['Windows line ends', Buffer.from(LIST.replaceAll('\n', '\r\n')), 'utf-8'],
  ])('in %s', async (_, bytes, encoding) => {
    const preview = await files.preview(files.write(bytes))
    expect(preview).toMatchObject({ encoding, delimiter: ';', hasHeader: true, headerLanguage: 'de', rows: 2 })
    expect(preview.sample.map(({ name, address }) => [name, address])).toEqual([
      ['Jürgen Groß', 'Köln'],
      ['Käthe Weiß', 'Münster'],
    ])
    expect(preview.umlautExamples).toContain('Jürgen')
  })

  it('finds windows-1252 also where the first umlaut stands far behind', async () => {
    const plain = Array.from({ length: 9000 }, (_, index) => `${index};Anna;Kern;Bremen`).join('\n')
    const preview = await files.preview(files.write(windows1252(`Nr;Vorname;Nachname;Ort\n${plain}\n9000;Jörg;Möller;Köln – Süd\n`)))
    expect(preview.encoding).toBe('windows-1252')
    expect(preview.umlautExamples).toEqual(['Möller', 'Jörg', 'Köln – Süd'])
  })

  it('shows it when the owner chose the wrong encoding', async () => {
    const preview = await files.preview(files.write(windows1252(LIST)), { encoding: 'utf-8' })
    expect(preview.encoding).toBe('utf-8')
    expect(preview.umlautExamples[0]).toContain('\ufffd')
  })

  it.each([';', ',', '\t', '|'])('parted by %j', async (delimiter) => {
    const text = 'Vorname;Nachname;E-Mail;Telefon\nSabine;Kern;s@kern.de;0421 1234567\nUwe;Lange;u@lange.de;0421 7654321\n'.replaceAll(';', delimiter)
    expect(await files.preview(files.write(text))).toMatchObject({ delimiter, rows: 2, headerLanguage: 'de', counts: { created: 2, failed: 0 } })
  })

  it('obeys Excel’s sep= line and keeps counting lines', async () => {
    const preview = await files.preview(files.write('sep=|\nVorname|Nachname|Ort\n\nSabine|Kern|\nUwe||\n||Bremen\n||\n'))
    expect(preview).toMatchObject({ delimiter: '|', rows: 3, counts: { created: 2, failed: 1 } })
    expect(preview.problems).toEqual([{ line: 6, reason: 'import-row-without-name', severity: 'failed', value: '', column: '' }])
  })

  it('reads a list without column names by what the columns hold', async () => {
    const preview = await files.preview(
      files.write(
        'Frau;Sabine;Kern;Hauptstr. 5;28195;Bremen;0421 1234567;s@kern.de;05.03.1980\nHerr;Uwe;Lange;Am Wall 7a;01067;Dresden;0351 99887;u@lange.de;1.2.75\n',
      ),
    )
    expect(preview.hasHeader).toBe(false)
    expect(preview.columns.map(({ target }) => target)).toEqual([
      'salutation',
      'firstName',
      'lastName',
      'street',
      'postcode',
      'city',
      'phone',
      'email',
      'birthday',
    ])
    expect(preview.sample[1]).toMatchObject({ name: 'Uwe Lange', address: 'Am Wall 7a, 01067 Dresden', birthday: '1975-02-01' })
  })

  it('knows unknown columns by their values and lets the owner map them', async () => {
    const file = files.write('Wer;Womit;Wo\nKern, Sabine;s@kern.de;irgendwo\nLange, Uwe;u@lange.de;nirgends\n')
    expect((await files.preview(file)).columns.map(({ target }) => target)).not.toContain('fax')
    const preview = await files.preview(file, { mapping: ['fullName', 'ignore', 'city'] })
    expect(preview.columns.map(({ target }) => target)).toEqual(['fullName', 'ignore', 'city'])
    expect(preview.sample[0]).toMatchObject({ name: 'Sabine Kern', address: 'irgendwo', email: '' })
  })

  it('gives every value back as it was written, in pieces of any size', () => {
    const cell = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('a;b', 'say "hi"', 'two\nlines', '', '"', ';', '\n\n', 'Ü'))
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }))
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 40 }), (rows, size) => {
        const clean = rows.map((cells) => cells.map((text) => text.replaceAll('\r', '')))
        const text = clean.map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(';')).join('\n')
        const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
        const read = [...csvRows(pieces, ';')]
        const isFilled = (cells: string[]) => cells.some((value) => value.trim() !== '')
        expect(read.map(({ cells }) => cells)).toEqual(clean.filter(isFilled))
        const heights = clean.map((cells) => 1 + cells.join('').split('\n').length - 1)
        const lines = heights.map((_, index) => 1 + heights.slice(0, index).reduce((sum, height) => sum + height, 0))
        expect(read.map(({ line }) => line)).toEqual(lines.filter((_, index) => isFilled(clean[index]!)))
      }),
      { numRuns: 300 },
    )
  })
})
