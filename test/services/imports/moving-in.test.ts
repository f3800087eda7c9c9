import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ImportMapping } from '#contract'
import { importing, tableCounts } from './files.ts'

const files = importing()

describe('the program that wrote a file is recognised', () => {
  it.each([
    ['outlook', 'Anrede;Vorname;Nachname;Firma;Straße geschäftlich;Ort geschäftlich;Telefon privat;E-Mail-Adresse'],
    ['outlook', 'First Name,Last Name,Company,Business Street,Business City,Home Phone,E-mail Address'],
    ['google', 'Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value'],
    ['thunderbird', 'Vorname,Nachname,Anzeigename,Primäre E-Mail-Adresse,Tel. dienstlich,Tel. privat,Privat: Adresse'],
    ['thunderbird', 'First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Work Phone,Home Address'],
    ['lexware', 'Kundennummer;Matchcode;Anrede;Vorname;Name;Straße;PLZ;Ort;Preisgruppe;Zahlungsbedingung'],
    ['lexware', 'Kundennummer;Firmenname;Steuernummer;Umsatzsteuer ID;Anrede;Vorname;Nachname;Straße 1;PLZ 1;Ort 1'],
    ['orgamax', 'Kundennr;Anrede;Name1;Name2;Strasse;PLZ;Ort;Laenderkuerzel;Telefon1;Briefanrede;Individuell1;Nettorechnung'],
    [null, 'Kd-Nr;Vorname;Nachname;Straße;PLZ;Ort;Telefon'],
    [null, 'Kundennummer;Vorname;Nachname;Debitorennummer'],
  ])('%s by the columns %s', async (origin, header) => {
    const row = header.split(/[;,]/).map(() => 'Kern')
    const delimiter = header.includes(';') ? ';' : ','
    expect(await files.preview(files.write(`${header}\n${row.join(delimiter)}\n`))).toMatchObject({ origin })
  })
  it.each([
    ['apple', 'PRODID:-//Apple Inc.//macOS 14.5//EN'],
    ['apple', 'X-ABADR:de'],
    ['google', 'X-PHONETIC-FIRST-NAME:Sabine'],
    ['outlook', 'X-MS-OL-DEFAULT-POSTAL-ADDRESS:2'],
    ['thunderbird', 'X-MOZILLA-HTML:FALSE'],
    ['android', 'X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Bine'],
    [null, 'TEL:0421 1234'],
  ])('%s by the line %s of a card', async (origin, line) => {
    const file = files.write(`BEGIN:VCARD\nVERSION:3.0\nN:Kern;Sabine;;;\n${line}\nEND:VCARD\n`, 'a.vcf')
    expect(await files.preview(file)).toMatchObject({ origin })
  })
})

describe('where columns went is kept for the next file with the same ones', () => {
  const file = (name: string, rows: string) => files.write(`Nr;A;B;Ort\n${rows}`, name)
  const MAPPING: ImportMapping = ['number', 'lastName', 'firstName', 'ignore']
  const mappings = () => files.house().call('imports.mappings', {})

  it('with mode and key, under the name of the file; what was only found out is not kept', async () => {
    await files.start(files.write('Vorname;Nachname\nEva;Groß\n', 'erraten.csv'))
    expect(await mappings()).toEqual([])
    await files.start(file('januar.csv', '7;Kern;Sabine;Bremen\n'), { mapping: MAPPING, key: 'number' })
    expect(await mappings()).toMatchObject([{ name: 'januar.csv', mapping: MAPPING, mode: 'both', key: 'number' }])
    const next = file('februar.csv', '7;Pohl;Sabine;Bremen\n8;Lange;Uwe;Bremen\n')
    expect(await files.preview(next)).toMatchObject({ savedMapping: { name: 'januar.csv' }, key: 'number', counts: { created: 1, updated: 1 } })
    expect(await files.start(next)).toMatchObject({ created: 1, updated: 1 })
    expect((await files.customers()).find(({ number }) => number === '7')).toMatchObject({ lastName: 'Pohl', addresses: [] })
  })

  it('but not where the owner says so, and what is said now goes before', async () => {
    await files.start(file('januar.csv', '7;Kern;Sabine;Bremen\n'), { mapping: MAPPING, mode: 'update' })
    const next = file('februar.csv', '8;Lange;Uwe;Bremen\n')
    expect(await files.preview(next)).toMatchObject({ mode: 'update', counts: { failed: 1 } })
    expect(await files.preview(next, { mode: 'both' })).toMatchObject({ mode: 'both', counts: { created: 1 } })
    expect((await files.preview(next, { useSaved: false })).savedMapping).toBeNull()
    expect((await files.preview(next, { mapping: ['ignore', 'fullName', 'ignore', 'ignore'] })).columns[1]!.target).toBe('fullName')
    expect((await files.preview(files.write('Nr;A;B;Land\n9;X;Y;DE\n'))).savedMapping).toBeNull()
  })

  it('can be renamed, removed and brought back', async () => {
    await files.start(file('januar.csv', '7;Kern;Sabine;Bremen\n'), { mapping: MAPPING })
    const [kept] = await mappings()
    const { call } = files.house()
    await call('imports.renameMapping', { mappingId: kept!.mappingId, name: ' Kasse ' })
    await files.start(file('februar.csv', '8;Lange;Uwe;Bremen\n'))
    expect(await mappings()).toMatchObject([{ name: 'Kasse' }])
    await call('imports.removeMapping', { mappingId: kept!.mappingId })
    expect(await mappings()).toEqual([])
    await call('imports.saveMapping', { signature: kept!.signature, name: 'Kasse', mapping: MAPPING, mode: 'both', key: null })
    expect(await mappings()).toMatchObject([{ name: 'Kasse', mapping: MAPPING }])
    await expect(call('imports.removeMapping', { mappingId: kept!.mappingId })).rejects.toThrow('import-mapping-gone')
    await expect(call('imports.renameMapping', { mappingId: kept!.mappingId, name: 'x' })).rejects.toThrow('import-mapping-gone')
    await expect(call('imports.renameMapping', { mappingId: kept!.mappingId, name: '  ' })).rejects.toThrow('import-mapping-unnamed')
  })

  it('stays when the import is taken back, and nothing is kept of one that was refused', async () => {
    const { importId } = await files.start(file('januar.csv', '7;Kern;Sabine;Bremen\n'), { mapping: MAPPING })
    await files.house().job('imports.undo', { importId })
    expect(await mappings()).toHaveLength(1)
    await expect(files.start(files.write('X;Y\n1;2\n'), { mapping: ['ignore', 'ignore'] })).rejects.toThrow('import-mapping-empty')
    expect(await mappings()).toHaveLength(1)
  })
})

it('the file of rows that stayed out is corrected and read in again: only the corrected rows change something', async () => {
  const header = 'Nr;Wer;Notiz;Straße;PLZ;Ort'
  const text = `${header}\n7;Kern, Sabine;=Mutter;Wall 1;28195;Bremen\n8;;-12;Weg 2;28195;Bremen\n9;;@home;Weg 3;28195;Bremen\n7;Lange, Uwe;;;;\n`
  const mapping: ImportMapping = ['number', 'fullName', 'memo', 'street', 'postcode', 'city']
  const { importId } = await files.start(files.write(text, 'liste.csv'), { mapping })
  const saved = files.path('offen.csv')
  await files.house().job('imports.saveFailedRows', { importId, file: saved, reasonTexts: { 'import-row-without-name': 'Kein Name' } })
  const rows = readFileSync(saved, 'utf8').replace('\ufeff', '').split('\r\n')
  expect(rows[0]).toBe(`${header};Zeile;Grund`)
  expect(rows).toContain('8;;-12;Weg 2;28195;Bremen;3;Kein Name')
  const corrected = files.write(rows.map((row) => (row.startsWith('9;') ? row.replace('9;;', '9;Groß, Eva;') : row)).join('\r\n'), 'berichtigt.csv')
  const before = tableCounts(files.house())
  // The columns go where they went, although two more stand behind them.
  const preview = await files.preview(corrected)
  expect(preview).toMatchObject({ savedMapping: { name: 'liste.csv' }, counts: { created: 1, updated: 0, unchanged: 0, failed: 2 } })
  expect(preview.columns.slice(-2).map(({ target }) => target)).toEqual(['ignore', 'ignore'])
  await files.start(corrected)
  expect(tableCounts(files.house())['customer']).toBe(before['customer']! + 1)
  expect((await files.customers()).find(({ number }) => number === '9')).toMatchObject({ lastName: 'Groß', memo: '@home' })
})
