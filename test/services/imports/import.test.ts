import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ImportPreview, JobContext } from '#contract'
import { AppError } from '../../../electron/database/app-error.ts'
import { importing, tableCounts } from './files.ts'

const files = importing()
const GOOGLE = [
  'Name,Given Name,Family Name,Birthday,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Type,Address 1 - Street,Address 1 - City,Address 1 - Postal Code,Address 1 - Country',
  'Sabine Kern,Sabine,Kern,1980-03-05,Stammkunden ::: * myContacts,* Home,s@kern.de ::: sabine@work.de,Mobile,0170 111222 ::: 0421 998877,Home,Hauptstr. 5,Bremen,28195,DE',
  'Uwe Lange,Uwe,Lange, --12-24,* myContacts,,,Work,+49 421 5555,,,,,',
].join('\n')
const OUTLOOK = [
  'Anrede;Vorname;Nachname;Firma;Straße geschäftlich;Ort geschäftlich;Postleitzahl geschäftlich;Straße privat;Ort privat;Postleitzahl privat;Telefon geschäftlich;Telefon privat;Mobiltelefon;Geburtstag;Kategorien;E-Mail-Adresse;E-Mail 2: Adresse;Notizen',
  '"Herr Dr.";Jörg;Möller;"Möller GmbH";Werkstr. 1;Bremen;28195;Am Wall 7;Dresden;1067;0421 111111;0351 222222;0171 333333;05.03.1970;Stammkunde;jm@moeller.de;privat@moeller.de;"isst gern Kuchen"',
].join('\r\n')
const SHOP = [
  'Kd-Nr;Anrede;Titel;Name;Vorname;Straße;Hausnr;PLZ;Ort;Land;Tel. privat;Handy;E-Mail;Geb.;Du/Sie;Bemerkung;Kundengruppe;Herkunft',
  '1001;Frau;Dr.;Kern;Sabine;Hauptstr.;5a;1067;Dresden;D;0351 123456;0170 111222;S.Kern@Example.de;05.03.80;Du;Kaffee schwarz;Stammkunde, Kaffee;Empfehlung',
  '1002;Firma;;Pohlmann GmbH;;Werkstr.;1;28195;Bremen;;0421 778899;;info@pohlmann.de;;;;;',
  '1003;Familie;;Weiß;;;;;;;;;;;;;;',
].join('\n')
const ONLY_NAMES = 'Name\nKern, Sabine\nFrau Dr. Eva Groß\nLange\nLange\n'
const SAME_NAMES = 'Vorname;Nachname;Rahmen-Nr.\nHans;Müller;WSB 1\nHans;Müller;WSB 2\nHans;Müller;WSB 3\nHans;Müller;WSB 2\n'
const CARDS =
  'BEGIN:VCARD\nVERSION:3.0\nN:Kern;Sabine;;;\nTEL:0421 1\nX-FOO:bar\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:Blumen Weiß\nORG:Blumen Weiß\nEND:VCARD\n'

describe('importing the same file twice changes nothing the second time', () => {
  it.each([
    ['Google', GOOGLE, 'google.csv', 2],
    ['Outlook', OUTLOOK, 'outlook.csv', 1],
    ['a shop’s own list', SHOP, 'kunden.csv', 3],
    ['rows with only a name, two of them alike', ONLY_NAMES, 'namen.csv', 3],
    ['people of one name, told apart by a column that is left out', SAME_NAMES, 'namensvettern.csv', 3],
    ['vCards', CARDS, 'karten.vcf', 2],
  ])('%s', async (_, text, name, created) => {
    const file = files.write(text, name)
    const preview = await files.preview(file)
    const first = await files.start(file)
    expect(first).toMatchObject({ ...preview.counts, created, updated: 0, failed: 0 })
    const before = await files.customers()
    const counts = tableCounts(files.house())
    const second = await files.start(file)
    expect(second).toMatchObject({ created: 0, updated: 0, failed: 0, operationId: null })
    expect(second.unchanged).toBe(preview.rows)
    expect((await files.preview(file)).counts).toEqual({ created: 0, updated: 0, unchanged: preview.rows, failed: 0 })
    expect(await files.customers()).toEqual(before)
    expect(tableCounts(files.house())).toEqual({ ...counts, import_run: counts['import_run']! + 1 })
  })
})

describe('what the columns say arrives in the right place', () => {
  it('of a shop’s own list', async () => {
    await files.start(files.write(SHOP))
    expect(await files.customers()).toMatchObject([
      {
        number: '1001',
        kind: 'person',
        salutation: 'ms',
        title: 'Dr.',
        firstName: 'Sabine',
        lastName: 'Kern',
        addressForm: 'informal',
        birthday: { day: 5, month: 3, year: 1980 },
        memo: 'Kaffee schwarz',
        source: 'Empfehlung',
        tags: ['Stammkunde', 'Kaffee'],
        details: [
          { kind: 'phone', value: '0351 123456', normal: '+49351123456', label: 'home' },
          { kind: 'phone', value: '0170 111222', normal: '+49170111222', label: 'mobile' },
          { kind: 'email', value: 'S.Kern@Example.de', normal: 's.kern@example.de', label: '' },
        ],
        addresses: [{ street: 'Hauptstr. 5a', postcode: '01067', city: 'Dresden', country: 'DE' }],
      },
      { number: '1002', kind: 'firm', firmName: 'Pohlmann GmbH', firstName: '', lastName: '' },
      { number: '1003', kind: 'person', lastName: 'Weiß', nameAddition: 'Familie' },
    ])
  })

  it('of Google: several values in one cell, labels beside them', async () => {
    await files.start(files.write(GOOGLE))
    expect(await files.customers()).toMatchObject([
      {
        tags: ['Stammkunden'],
        details: [
          { kind: 'email', value: 's@kern.de', label: 'home' },
          { kind: 'email', value: 'sabine@work.de', label: 'home' },
          { kind: 'phone', value: '0170 111222', label: 'mobile' },
          { kind: 'phone', value: '0421 998877', label: 'mobile' },
        ],
        addresses: [{ label: 'home', street: 'Hauptstr. 5', postcode: '28195', city: 'Bremen' }],
      },
      { firstName: 'Uwe', birthday: { day: 24, month: 12, year: null }, tags: [], details: [{ value: '+49 421 5555', label: 'work' }] },
    ])
  })

  it('of Outlook: the firm is where the person works, and both addresses stay', async () => {
    await files.start(files.write(OUTLOOK))
    expect(await files.customers()).toMatchObject([
      {
        kind: 'person',
        salutation: 'mr',
        title: 'Dr.',
        lastName: 'Möller',
        firmName: 'Möller GmbH',
        addresses: [
          { label: 'home', street: 'Am Wall 7', postcode: '01067', city: 'Dresden' },
          { label: 'work', street: 'Werkstr. 1', postcode: '28195', city: 'Bremen' },
        ],
      },
    ])
  })

  it('keeps words that mean something to a program only', async () => {
    const file = files.write(
      'First Name,Last Name,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Street,Address 1 - City,Address 1 - Country\nEva,Kern,constructor,0421 123456,__proto__,Wall 1,Bremen,constructor\n',
    )
    await files.start(file)
    expect(await files.customers()).toMatchObject([
      { details: [{ label: 'constructor' }], addresses: [{ label: '__proto__', country: 'constructor' }] },
    ])
  })

  it('of a list in which a firm has a contact person', async () => {
    await files.start(files.write('Firma;Vorname;Nachname;PLZ Ort\nMöbel Weiß GmbH;Eva;Groß;D-28195 Bremen\n'))
    expect(await files.customers()).toMatchObject([
      {
        kind: 'firm',
        firmName: 'Möbel Weiß GmbH',
        contactPersons: [{ firstName: 'Eva', lastName: 'Groß' }],
        addresses: [{ postcode: '28195', city: 'Bremen' }],
      },
    ])
  })
})

describe('a row finds the customer it speaks of', () => {
  it('by number: fills and changes what it states, empties nothing, adds notes below the owner’s own', async () => {
    const { value: kern } = await files.house().write('customers.create', {
      kind: 'person',
      number: '1001',
      firstName: 'Sabine',
      lastName: 'Kern',
      memo: 'Dackel Emil',
      phone: '0421 998877',
      addresses: [{ street: 'Alt 1', postcode: '28195', city: 'Bremen' }],
    })
    const file = files.write(
      'Kd-Nr;Vorname;Nachname;Straße;PLZ;Ort;Telefon;E-Mail;Bemerkung;Geb.\n1001;;KERN;Neu 2;01067;Dresden;0421/99 88 77;s@kern.de;mag Tee;\n',
    )
    const preview = await files.preview(file)
    expect(preview.counts).toEqual({ created: 0, updated: 1, unchanged: 0, failed: 0 })
    expect(preview.sample).toMatchObject([{ action: 'update', customerId: kern.id }])
    const result = await files.start(file)
    expect(result).toMatchObject({ created: 0, updated: 1 })
    expect(await files.customers()).toMatchObject([
      {
        id: kern.id,
        firstName: 'Sabine',
        lastName: 'Kern',
        memo: 'Dackel Emil\nmag Tee',
        details: [{ value: '0421 998877' }, { value: 's@kern.de' }],
        addresses: [{ street: 'Neu 2', postcode: '01067', city: 'Dresden' }],
      },
    ])
    expect((await files.customers())[0]!.details).toHaveLength(2)
  })

  it('never takes another customer’s number', async () => {
    await files.house().call('customers.create', { kind: 'person', number: '1001', firstName: 'Sabine', lastName: 'Kern' })
    const file = files.write('Kd-Nr;Vorname;Nachname\n1001;Sabine;Meyer\n1002;Uwe;Lange\n1002;Eva;Groß\n')
    const preview = await files.preview(file)
    const result = await files.start(file)
    expect(result).toMatchObject({ created: 1, updated: 0, unchanged: 0, failed: 2 })
    expect(preview.counts).toEqual({ created: 1, updated: 0, unchanged: 0, failed: 2 })
    expect(preview.problems).toEqual([
      { line: 2, reason: 'import-row-number-taken', severity: 'failed', value: '1001', column: '' },
      { line: 4, reason: 'import-row-number-taken', severity: 'failed', value: '1002', column: '' },
    ])
    expect((await files.customers()).map(({ lastName }) => lastName)).toEqual(['Kern', 'Lange'])
  })

  it('gives rows without a number none that a later row brings along', async () => {
    const file = files.write('Kd-Nr;Vorname;Nachname\n;Eva;Groß\n10001;Sabine;Kern\n10002;Uwe;Lange\n')
    const preview = await files.preview(file)
    expect(await files.start(file)).toMatchObject({ ...preview.counts, created: 3, failed: 0 })
    expect((await files.customers()).map(({ number, lastName }) => [number, lastName])).toEqual([
      ['10001', 'Kern'],
      ['10002', 'Lange'],
      ['10003', 'Groß'],
    ])
  })

  it('by e-mail or phone together with the name, however both are spelled; and keeps its own number', async () => {
    const house = files.house()
    await house.call('customers.create', { kind: 'person', firstName: 'Jörg', lastName: 'Müller', phone: '0421 998877' })
    const file = files.write(
      'Kundennummer;Vorname;Nachname;Telefon;E-Mail\n77;JOERG;Mueller;+49 (421) 99 88 77;j@m.de\n78;Jutta;Müller;0421 998877;\n',
    )
    expect((await files.preview(file)).counts).toEqual({ created: 1, updated: 1, unchanged: 0, failed: 0 })
    expect(await files.start(file)).toMatchObject({ created: 1, updated: 1 })
    expect((await files.customers()).map(({ number, firstName, details }) => [number, firstName, details.length])).toEqual([
      ['78', 'Jutta', 1],
      ['10001', 'Jörg', 2],
    ])
    const later = files.write('Kundennummer;Vorname;Nachname;Ort\n77;Jörg;Müller;Köln\n')
    expect(await files.start(later)).toMatchObject({ created: 0, updated: 1 })
  })

  it('takes two rows with numbers of their own for two customers, also where name and e-mail are the same', async () => {
    const file = files.write('Kd-Nr;Vorname;Nachname;E-Mail\n1;Hans;Kern;k@kern.de\n2;Hans;Kern;k@kern.de\n')
    expect(await files.start(file)).toMatchObject({ created: 2 })
    expect(await files.start(file)).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
  })

  it('joins rows of one file that speak of the same person', async () => {
    const file = files.write('Vorname;Nachname;E-Mail;Telefon\nSabine;Kern;s@kern.de;\nSabine;Kern;s@kern.de;0421 998877\n')
    expect((await files.preview(file)).counts).toEqual({ created: 1, updated: 1, unchanged: 0, failed: 0 })
    expect(await files.start(file)).toMatchObject({ created: 1, updated: 1 })
    expect(await files.customers()).toMatchObject([{ details: [{ value: 's@kern.de' }, { value: '0421 998877' }] }])
  })

  it('leaves what the owner changed since, when the same row comes again', async () => {
    const file = files.write('Vorname;Nachname;Ort\nSabine;Kern;Bremen\n')
    await files.start(file)
    const [kern] = await files.customers()
    await files.house().call('customers.update', { customerId: kern!.id, lastName: 'Pohl', memo: 'geheiratet' })
    expect(await files.start(file)).toMatchObject({ created: 0, updated: 0, unchanged: 1 })
    expect(await files.customers()).toMatchObject([{ lastName: 'Pohl', memo: 'geheiratet' }])
  })
})

describe('an import is one piece of work', () => {
  const list = ['Vorname;Nachname;Telefon', ...Array.from({ length: 2000 }, (_, index) => `Anna;Kern${index};0421 ${100_000 + index}`)].join('\n')
  const run = (file: string, job: JobContext) => files.house().services.tasks['imports.start']!({ file } as never, job) as Promise<unknown>

  it.each([0, 1, 3, 6])('cancelled at look %i, it leaves nothing', async (looks) => {
    const file = files.write(list)
    const before = tableCounts(files.house())
    let seen = 0
    const job: JobContext = { report() {}, isCancelled: () => seen++ >= looks }
    await expect(run(file, job)).rejects.toThrow(new AppError('cancelled', 'cancelled'))
    expect(tableCounts(files.house())).toEqual(before)
  })

  it('reports how far it is, and ends with all rows', async () => {
    const reports: [number, number | null, string][] = []
    await run(files.write(list), { report: (...report) => void reports.push(report), isCancelled: () => false })
    expect(reports[0]).toEqual([0, null, 'reading'])
    expect(reports.filter(([, , phase]) => phase === 'writing').map(([done, total]) => [done, total])[1]).toEqual([256, 2000])
    expect(reports.at(-1)).toEqual([2000, 2000, 'finishing'])
  })

  it('that breaks in the middle leaves nothing', async () => {
    const file = files.write(`${list}\n"offen;Kern;1\n`)
    const before = tableCounts(files.house())
    await expect(files.start(file)).rejects.toThrow('import-quotes-unbalanced')
    expect(tableCounts(files.house())).toEqual(before)
  })

  it('is listed, newest first, and can be marked as taken back once', async () => {
    const first = await files.start(files.write('Name\nKern, Sabine\n', 'a.csv'))
    await files.start(files.write('Name\nLange, Uwe\n', 'b.csv'))
    const { rows, total } = await files.house().call('imports.list', {})
    expect(total).toBe(2)
    expect(rows.map(({ fileName, created, undoneAt }) => [fileName, created, undoneAt])).toEqual([
      ['b.csv', 1, null],
      ['a.csv', 1, null],
    ])
    const { rows: operations } = await files.house().call('operations.list', {})
    expect(operations).toEqual(expect.arrayContaining([expect.objectContaining({ id: first.operationId, call: 'imports.start', count: 1 })]))
  })

  it('that was taken back can be read in again', async () => {
    const file = files.write(SHOP)
    const { importId } = await files.start(file)
    expect(await files.house().job('imports.undo', { importId })).toMatchObject({ removed: 3, kept: [] })
    expect(await files.customers()).toEqual([])
    expect(await files.start(file)).toMatchObject({ created: 3, failed: 0 })
  })
})

it('an import that was taken back comes in again, without those whom the owner had changed and kept', async () => {
  const file = files.write('Name\nKern, Sabine\nLange, Uwe\n')
  const { importId } = await files.start(file)
  const kern = (await files.customers()).find(({ lastName }) => lastName === 'Kern')
  await files.house().call('customers.update', { customerId: kern!.id, memo: 'Dackel Emil' })
  expect(await files.house().job('imports.undo', { importId })).toMatchObject({ removed: 1, keptTotal: 1, kept: [{ customerId: kern!.id }] })
  expect(await files.start(file)).toMatchObject({ created: 1, updated: 0, unchanged: 1 })
})

it('what an import that was taken back had changed is changed again by the same file', async () => {
  await files.house().call('customers.create', { kind: 'person', number: '7', firstName: 'Sabine', lastName: 'Kern' })
  const file = files.write('Kd-Nr;Vorname;Nachname;E-Mail\n7;Sabine;Kern;s@kern.de\n')
  const { importId } = await files.start(file)
  await files.house().job('imports.undo', { importId })
  expect((await files.customers())[0]!.details).toEqual([])
  expect(await files.start(file)).toMatchObject({ created: 0, updated: 1 })
  expect((await files.customers())[0]!.details).toMatchObject([{ value: 's@kern.de' }])
})

describe('rows that stayed out', () => {
  it('are saved with the file’s own columns, line and reason, and come in once corrected', async () => {
    const text = "Kd-Nr;Vorname;Nachname;Telefon;Bemerkung\n1;Sabine;Kern;;\n2;;;+49 421 5;=cmd|' /C calc'!A0\n3;Uwe;Lange;;;;zu viel\n"
    const { importId, failed } = await files.start(files.write(text))
    expect(failed).toBe(2)
    const file = files.path('offen.csv')
    const reasonTexts = { 'import-row-without-name': 'Es fehlt ein Name.' }
    expect(await files.house().job('imports.saveFailedRows', { importId, file, reasonTexts })).toEqual({ file, rows: 2 })
    const saved = readFileSync(file, 'utf8')
    expect(saved).toBe(
      "\ufeffKd-Nr;Vorname;Nachname;Telefon;Bemerkung;;;Zeile;Grund\r\n2;;;+49 421 5;'=cmd|' /C calc'!A0;;;3;Es fehlt ein Name.\r\n3;Uwe;Lange;;;;zu viel;4;import-row-columns (7 / 5)\r\n",
    )
    const corrected = files.write(saved.replace('2;;;', '2;Eva;Groß;').replace('zu viel', ''), 'berichtigt.csv')
    expect(await files.start(corrected)).toMatchObject({ created: 2, failed: 0 })
    expect((await files.customers()).find(({ number }) => number === '2')).toMatchObject({ lastName: 'Groß', memo: "=cmd|' /C calc'!A0" })
  })

  it('are named page by page', async () => {
    const text = ['Vorname;Nachname;E-Mail', ...Array.from({ length: 250 }, (_, index) => `;;nur${index}@mail.de`)].join('\n')
    const file = files.write(text)
    const preview: ImportPreview = await files.preview(file)
    expect([preview.problems.length, preview.problemTotal]).toEqual([200, 250])
    const { importId } = await files.start(file)
    const page = await files.house().call('imports.problems', { importId, limit: 10, offset: 240 })
    expect(page.total).toBe(250)
    expect(page.rows.map(({ line }) => line)).toEqual([242, 243, 244, 245, 246, 247, 248, 249, 250, 251])
  })

  it('of an import that does not exist', async () => {
    await expect(files.house().call('imports.problems', { importId: 5 as never })).rejects.toThrow('import-gone')
  })
})
