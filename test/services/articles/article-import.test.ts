import { describe, expect, test } from 'vitest'
import type { ArticleRowProblem, ArticleTarget } from '#contract'
import { importing, windows1252 } from '../imports/files.ts'

const files = importing()
const house = () => files.house()
const start = (content: string | Uint8Array, mapping?: ArticleTarget[]) =>
  house().job('articles.importFile', { file: files.write(content, 'artikel.csv'), ...(mapping && { mapping }) })
const preview = (content: string | Uint8Array, mapping?: ArticleTarget[]) =>
  house().job('articles.previewFile', { file: files.write(content, 'artikel.csv'), ...(mapping && { mapping }) })
const articles = async () => (await house().call('articles.list', { sort: { by: 'number', descending: false }, includeRetired: true })).rows
const why = (problems: readonly ArticleRowProblem[]) => problems.map(({ line, reason, value }) => [line, reason, value])

const HEADER = 'Artikelnr.;Bezeichnung;VK brutto;MwSt;Warengruppe;Marge;Bedarf Tage;Preisgebunden;Folgeartikel;Warum nur bei uns\r\n'

describe('a list of articles', () => {
  test('with umlauts, decimal commas and semicolons, as an old Windows program writes it', async () => {
    const rows = `${HEADER}100;Olivenöl aus Kreta;"1.299,50 €";7 %;Öle & Essige;40;30;nein;101;"Wir kennen den Bauern;\r\nseit 1990"\r\n101;Ährenbrot;3,2;ermäßigt;Brot;;;;;\r\n`
    expect(await start(windows1252(rows))).toMatchObject({ created: 2, updated: 0, unchanged: 0, failed: 0, newGroups: ['Öle & Essige', 'Brot'] })
    expect(await articles()).toMatchObject([
      {
        number: '100',
        name: 'Olivenöl aus Kreta',
        priceCents: 129_950,
        vatBp: 700,
        groupName: 'Öle & Essige',
        marginBp: 4000,
        demandDays: 30,
        followUpName: 'Ährenbrot',
        onlyHere: 'Wir kennen den Bauern;\nseit 1990',
      },
      { number: '101', name: 'Ährenbrot', priceCents: 320, vatBp: 700, groupName: 'Brot', marginBp: null, demandDays: null, earnsPoints: true },
    ])
  })
  test('with commas and points, as an English till writes it', async () => {
    await start(
      'Item number,Description,Price,VAT rate,Category,Price-bound\nA-1,"Tea, green","1,299.50",0.19,Tea,no\nA-2,Atlas,20.00,7%,Books,yes\n',
    )
    expect(await articles()).toMatchObject([
      { number: 'A-1', name: 'Tea, green', priceCents: 129_950, vatBp: 1900, groupName: 'Tea', isPriceBound: false },
      { number: 'A-2', priceCents: 2000, vatBp: 700, isPriceBound: true, isDiscountable: false, earnsPoints: false },
    ])
  })
  test('says before what it would do, and does not do it', async () => {
    const found = await preview(`${HEADER}100;Öl;abc;7;;;;;;\r\n101;Brot;3,20;7;Brot;;;;;\r\n`)
    expect(found).toMatchObject({ rows: 2, created: 1, failed: 1, newGroups: ['Brot'], fileName: 'artikel.csv' })
    expect(found.columns.slice(0, 3)).toEqual([
      { index: 0, header: 'Artikelnr.', target: 'number', example: '100' },
      { index: 1, header: 'Bezeichnung', target: 'name', example: 'Öl' },
      { index: 2, header: 'VK brutto', target: 'price', example: 'abc' },
    ])
    expect(await articles()).toEqual([])
    expect(await house().call('articles.groups', {})).toEqual([])
  })
  test('a second time changes nothing, a corrected one only what differs', async () => {
    const file = 'Nr;Name;Preis\n1;Brot;3,20\n2;Salz;0,80\n'
    await start(file)
    expect(await start(file)).toMatchObject({ created: 0, updated: 0, unchanged: 2, operationId: null })
    expect(await start(file.replace('0,80', '0,95'))).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
    expect((await articles()).map(({ priceCents }) => priceCents)).toEqual([320, 95])
  })
  test('an empty cell leaves what is there', async () => {
    await start('Nr;Name;Preis;Gruppe\n1;Brot;3,20;Backwaren\n')
    await start('Nr;Name;Preis;Gruppe\n1;Bauernbrot;;\n')
    expect(await articles()).toMatchObject([{ name: 'Bauernbrot', priceCents: 320, groupName: 'Backwaren' }])
  })
  test('rows without a number find their article by its name, new ones get the next number', async () => {
    await start('Nr;Name\n4711;Brot\n')
    expect(await start('Name;Preis\nBrot;3,00\nSalz;1,00\n')).toMatchObject({ created: 1, updated: 1 })
    expect((await articles()).map(({ number, name }) => [number, name])).toEqual([
      ['4711', 'Brot'],
      ['4712', 'Salz'],
    ])
  })
  test('columns go where the owner says', async () => {
    await start('x;y;z\nA;Brot;3,20\n', ['number', 'name', 'price'])
    expect(await articles()).toMatchObject([{ number: 'A', name: 'Brot', priceCents: 320 }])
  })
  test('is taken back in one step, new groups too', async () => {
    await start('Nr;Name;Preis;Gruppe\n1;Brot;3,20;Backwaren\n')
    await start('Nr;Name;Preis;Gruppe\n1;Brot;3,50;Feines\n2;Salz;1,00;Feines\n')
    await house().job('operations.undoLast', {})
    expect(await articles()).toMatchObject([{ name: 'Brot', priceCents: 320, groupName: 'Backwaren' }])
    expect((await house().call('articles.groups', {})).map(({ name }) => name)).toEqual(['Backwaren'])
    expect(await house().call('articles.search', { text: 'salz' })).toEqual([])
  })
})

describe('rows that stay out are named, the others come in', () => {
  test.each<[string, string, string[]]>([
    ['no name', '7;;1,00;;;;;;;', ['article-row-name-missing', '7']],
    ['no price', '7;A;zwölf;;;;;;;', ['article-row-price', 'zwölf']],
    ['a price below zero', '7;A;-1,00;;;;;;;', ['article-row-price', '-1,00']],
    ['half a cent', '7;A;1,005;;;;;;;', ['article-row-price', '1,005']],
    ['an odd rate of tax', '7;A;1,00;viel;;;;;;', ['article-row-vat', 'viel']],
    ['a margin above all', '7;A;1,00;;;130;;;;', ['article-row-margin', '130']],
    ['no day', '7;A;1,00;;;;0;;;', ['article-row-days', '0']],
    ['neither yes nor no', '7;A;1,00;;;;;vielleicht;;', ['article-row-yes-no', 'vielleicht']],
    ['a follower who is not there', '7;A;1,00;;;;;;999;', ['article-row-follow-up', '999']],
    ['itself as follower', '7;A;1,00;;;;;;7;', ['article-row-follow-up', '7']],
    ['a name of 201 letters', `7;${'A'.repeat(201)};1,00;;;;;;;`, ['article-row-too-long', 'A'.repeat(80)]],
    ['a number that stands there with something else', '1;Anders;1,00;;;;;;;', ['article-row-twice', '1']],
  ])('%s', async (_, row, problem) => {
    const found = await start(`${HEADER}1;Brot;3,20;;;;;;;\r\n${row}\r\n2;Salz;1,00;;;;;;;\r\n`)
    expect(found).toMatchObject({ created: 2, failed: 1 })
    expect(why(found.problems)).toEqual([[3, ...problem]])
    expect((await articles()).map(({ name }) => name)).toEqual(['Brot', 'Salz'])
  })
  test('a voucher that would bring points', async () => {
    const found = await start('Nr;Name;Gutschein;Punkte\n1;Gutschein;ja;ja\n2;Gutschein 2;ja;\n')
    expect(why(found.problems)).toEqual([[2, 'article-row-voucher-points', '1']])
    expect(await articles()).toMatchObject([{ number: '2', isVoucher: true, earnsPoints: false }])
  })
  test('a name that several have', async () => {
    await start('Nr;Name\n1;Brot\n2;Brot\n')
    expect(why((await start('Name;Preis\nBrot;1,00\n')).problems)).toEqual([[2, 'article-row-name-several', 'Brot']])
  })
  test('the same row twice counts as known', async () => {
    expect(await start('Nr;Name\n1;Brot\n1;Brot\n')).toMatchObject({ created: 1, unchanged: 1, failed: 0 })
  })
  test('a list of what was sold says each article once, whatever the receipt', async () => {
    expect(await start('Invoice;Stock code;Description;Unit price\n7;A;Tea;3.75\n8;A;Tea;3.75\n9;A;Tea;4.25\n')).toMatchObject({
      created: 1,
      unchanged: 1,
      problems: [{ line: 4, reason: 'article-row-twice', value: 'A' }],
    })
  })
})

describe('followers', () => {
  test('may stand further down, and are named by number or name', async () => {
    await start('Nr;Name;Folgeartikel\n1;Maschine;Filter\n2;Filter;3\n3;Entkalker;\n')
    expect((await articles()).map(({ followUpName }) => followUpName)).toEqual(['Filter', 'Entkalker', ''])
  })
  test('that lead round in a circle stay out, those who only lead into it too', async () => {
    const found = await start('Nr;Name;Folgeartikel\n1;A;2\n2;B;3\n3;C;1\n4;D;1\n5;E;\n')
    expect(why(found.problems)).toEqual([
      [2, 'article-row-follow-ring', '2'],
      [3, 'article-row-follow-ring', '3'],
      [4, 'article-row-follow-ring', '1'],
      [5, 'article-row-follow-up', '1'],
    ])
    expect((await articles()).map(({ name }) => name)).toEqual(['E'])
  })
  test('that close a circle with what is there stay out', async () => {
    await start('Nr;Name;Folgeartikel\n1;A;2\n2;B;\n')
    expect(why((await start('Nr;Folgeartikel\n2;1\n')).problems)).toEqual([[2, 'article-row-follow-ring', '1']])
    expect((await articles()).map(({ followUpName }) => followUpName)).toEqual(['B', ''])
  })
})

test('a file without a column for name or number is refused by name, and nothing is written', async () => {
  const before = await house().call('operations.list', {})
  await expect(start('Farbe;Größe\nrot;3\n')).rejects.toMatchObject({ failure: { reason: 'article-file-columns', detail: { file: 'artikel.csv' } } })
  expect(await preview('Farbe;Größe\nrot;3\n')).toMatchObject({ created: 0, rows: 1 })
  expect(await house().call('operations.list', {})).toEqual(before)
})
test.each([
  ['nothing', '', 'import-file-empty'],
  ['only names of columns', 'Artikelnr;Bezeichnung\n', 'import-no-rows'],
  ['what is no text', Buffer.from('00010203', 'hex'), 'import-file-binary'],
])('%s is refused', async (_, content, reason) => {
  await expect(start(content)).rejects.toMatchObject({ failure: { reason } })
})
test('ten thousand rows come in and are found', async () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => `${10_000 + i};Schraube M${i};${i % 90},${String(i % 100).padStart(2, '0')};Gruppe ${i % 40}`)
  expect(await start(`Nr;Name;Preis;Gruppe\n${rows.join('\n')}\n`)).toMatchObject({ created: 10_000, failed: 0 })
  expect(await house().call('articles.search', { text: 'schr m9999' })).toMatchObject([{ number: '19999' }])
})
