import { describe, expect, it } from 'vitest'
import { decodedQuotedPrintable } from '../../../electron/services/imports/vcard-lines.ts'
import { importing, utf16, windows1252 } from './files.ts'

const files = importing()
const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n')

async function imported(text: string | Uint8Array) {
  const result = await files.start(files.write(text, 'kontakte.vcf'))
  return { result, customers: await files.customers() }
}
const extraOf = (number: string) =>
  JSON.parse(files.house().db.prepare<[string], string>('select extra from customer where number = ?').pluck().get(number) ?? '{}')

describe('cards of all versions', () => {
  it('3.0 as a phone writes it: structured name, labels, folded note, birthday without year', async () => {
    const { customers } = await imported(
      card(
        'VERSION:3.0',
        'UID:abc-1',
        'N:Kern;Sabine;Maria;Frau Dr.;',
        'FN:Dr. Sabine Maria Kern',
        'ORG:Kern & Partner;Einkauf',
        'TEL;type=CELL;type=VOICE;type=pref:0170 1234567',
        'item1.TEL:0421 998877',
        'item1.X-ABLabel:_$!<Home>!$_',
        'item2.EMAIL;type=INTERNET:Sabine@Kern.de',
        'item2.X-ABLabel:Atelier',
        'ADR;TYPE=HOME:;;Hauptstr. 5\\, Hof;Bremen;;28195;Germany',
        'BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-05',
        'NOTE:Kaffee schwarz\\, Dackel\\nEm',
        ' il',
        'CATEGORIES:Stammkunde,myContacts',
        'X-SPIEL:Skat\\; Doppelkopf',
        'PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQEAYABgAAD',
        ' /2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBc',
      ),
    )
    expect(customers).toHaveLength(1)
    expect(customers[0]).toMatchObject({
      kind: 'person',
      salutation: 'ms',
      title: 'Dr.',
      firstName: 'Sabine Maria',
      lastName: 'Kern',
      firmName: 'Kern & Partner',
      birthday: { day: 5, month: 3, year: null },
      memo: 'Kaffee schwarz, Dackel\nEmil',
      tags: ['Stammkunde'],
      details: [
        { kind: 'phone', value: '0170 1234567', normal: '+491701234567', label: 'mobile' },
        { kind: 'phone', value: '0421 998877', normal: '+49421998877', label: 'home' },
        { kind: 'email', value: 'Sabine@Kern.de', normal: 'sabine@kern.de', label: 'Atelier' },
      ],
      addresses: [{ label: 'home', street: 'Hauptstr. 5, Hof', addition: '', postcode: '28195', city: 'Bremen', country: 'DE' }],
    })
    expect(extraOf('10001')).toEqual({ 'X-SPIEL': ['Skat; Doppelkopf'] })
  })

  it('2.1: bare types, quoted-printable over several lines, commas that part nothing, base64 picture', async () => {
    const { customers } = await imported(
      card(
        'VERSION:2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg',
        'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=BCller',
        'TEL;HOME;VOICE:0421 1234567',
        'TEL;WORK;FAX:0421 1234568',
        'EMAIL;PREF;INTERNET:joerg@mueller.de',
        'ADR;HOME;CHARSET=UTF-8;QUOTED-PRINTABLE:;;Stra=C3=9Fe 5, Hof;K=C3=B6=',
        'ln;;50667;Deutschland',
        'NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Gr=F6=DFe 42=0D=0A=',
        'zweite Zeile',
        'BDAY:19800305',
        'PHOTO;ENCODING=BASE64;JPEG:',
        ' /9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJ',
        ' ChQODwwQFxQYGBc=',
        '',
        'URL:www.mueller.de',
      ),
    )
    expect(customers[0]).toMatchObject({
      firstName: 'Jörg',
      lastName: 'Müller',
      birthday: { day: 5, month: 3, year: 1980 },
      memo: 'Größe 42\nzweite Zeile',
      details: [
        { kind: 'phone', value: '0421 1234567', label: 'home' },
        { kind: 'phone', value: '0421 1234568', label: 'fax' },
        { kind: 'email', value: 'joerg@mueller.de' },
        { kind: 'web', value: 'www.mueller.de' },
      ],
      addresses: [{ street: 'Straße 5, Hof', postcode: '50667', city: 'Köln', country: 'DE' }],
    })
  })

  it('4.0: tel: addresses, --MMDD, an organisation without a person is a firm', async () => {
    const { customers } = await imported(
      card('VERSION:4.0', 'FN:Pohlmann', 'N:Pohlmann;Uwe;;;', 'TEL;VALUE=uri;TYPE="voice,cell":tel:+49-170-765', 'BDAY:--0229', 'GENDER:M') +
        card('VERSION:4.0', 'KIND:org', 'FN:Blumen Weiß', 'ORG:Blumen Weiß', 'EMAIL:info@weiss.de'),
    )
    expect(customers).toMatchObject([
      {
        kind: 'person',
        salutation: 'mr',
        firstName: 'Uwe',
        birthday: { day: 29, month: 2, year: null },
        details: [{ value: '+49-170-765', label: 'mobile' }],
      },
      { kind: 'firm', firmName: 'Blumen Weiß', firstName: '', lastName: '' },
    ])
  })

  it('a card with nothing but ORG, and one with only a full name', async () => {
    const { customers } = await imported(card('VERSION:3.0', 'N:;;;;', 'ORG:TSV Horn') + card('VERSION:3.0', 'FN:Lange, Renate'))
    expect(customers).toMatchObject([
      { kind: 'firm', firmName: 'TSV Horn' },
      { kind: 'person', firstName: 'Renate', lastName: 'Lange' },
    ])
  })

  it.each([
    ['windows-1252', windows1252(card('VERSION:2.1', 'N:Groß;Käthe'))],
    ['UTF-16', utf16(card('VERSION:3.0', 'N:Groß;Käthe;;;'), 'le')],
    ['lower case marks', Buffer.from('begin:vcard\nversion:2.1\nn:Groß;Käthe\nend:vcard\n')],
  ])('in %s', async (_, bytes) => expect((await imported(bytes)).customers).toMatchObject([{ firstName: 'Käthe', lastName: 'Groß' }]))
})

describe('cards that are broken', () => {
  it('stay out with their line and reason, and the others come in', async () => {
    const text =
      card('VERSION:3.0', 'N:Kern;Sabine;;;') +
      card('VERSION:3.0', 'EMAIL:only@mail.de') +
      'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Offen;Otto;;;\r\n' +
      card('VERSION:3.0', 'N:Lange;Uwe;;;', 'BDAY:2031-01-01', 'EMAIL:kein at zeichen', 'a line that is none') +
      'BEGIN:VCARD\r\nN:Ende;Emil'
    const { result, customers } = await imported(text)
    expect(result).toMatchObject({ created: 2, failed: 3 })
    expect(customers.map(({ lastName }) => lastName)).toEqual(['Kern', 'Lange'])
    const { rows } = await files.house().call('imports.problems', { importId: result.importId })
    expect(rows.map(({ line, reason, severity }) => [line, reason, severity])).toEqual([
      [5, 'import-row-without-name', 'failed'],
      [9, 'import-vcard-broken', 'failed'],
      [12, 'import-vcard-broken', 'dropped'],
      [12, 'import-row-birthday-future', 'dropped'],
      [12, 'import-row-email', 'dropped'],
      [19, 'import-vcard-broken', 'failed'],
    ])
  })

  it('can be saved, corrected and read in again', async () => {
    const { result } = await imported(card('VERSION:3.0', 'EMAIL:only@mail.de') + card('VERSION:3.0', 'N:Kern;Sabine;;;'))
    const file = files.path('offen.vcf')
    await files.house().job('imports.saveFailedRows', { importId: result.importId, file, reasonTexts: { 'import-row-without-name': 'Kein Name' } })
    const { readFileSync } = await import('node:fs')
    const saved = readFileSync(file, 'utf8')
    expect(saved).toContain('X-STAMMKUNDE-REASON:Kein Name')
    const again = await files.start(files.write(saved.replace('EMAIL:', 'N:Neu;Nora;;;\r\nEMAIL:'), 'wieder.vcf'))
    expect(again).toMatchObject({ created: 1, failed: 0 })
  })
})

it('knows a card again by its UID, also after its name and number changed', async () => {
  await imported(card('VERSION:3.0', 'UID:u-7', 'N:Kern;Sabine;;;', 'TEL:0421 1111111'))
  const { result, customers } = await imported(card('VERSION:3.0', 'UID:u-7', 'N:Pohl;Sabine;;;', 'TEL:0421 2222222'))
  expect(result).toMatchObject({ created: 0, updated: 1 })
  expect(customers).toMatchObject([{ lastName: 'Pohl', details: [{ value: '0421 1111111' }, { value: '0421 2222222' }] }])
})

it('decodes quoted-printable without a character set as UTF-8, or else as windows-1252', () => {
  expect(decodedQuotedPrintable('M=C3=BCller', undefined)).toBe('Müller')
  expect(decodedQuotedPrintable('M=FCller', undefined)).toBe('Müller')
  expect(decodedQuotedPrintable('M=FCller =ZZ', 'iso-8859-1')).toBe('Müller =ZZ')
  expect(decodedQuotedPrintable('=80', 'no-such-set')).toBe('€')
})
