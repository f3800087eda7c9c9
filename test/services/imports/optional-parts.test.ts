import { describe, expect, it } from 'vitest'
import { readVcardExtra } from '#contract'
import { customersService } from '../../../electron/services/customers/customers.service.ts'
import { importsService } from '../../../electron/services/imports/imports.service.ts'
import type { OwnFields } from '../../../electron/services/imports/own-fields.ts'
import type { Duplicates } from '../../../electron/services/imports/suspects.ts'
import { MAX_PHOTO_BYTES } from '../../../electron/services/imports/vcard-photo.ts'
import { inlineBackground } from '../../../electron/backend/background.ts'
import { silentLog } from '../../../electron/backend/log.ts'
import { idsFor } from '../../../electron/database/ids.ts'
import { operationRecorder } from '../../../electron/database/operation-recorder.ts'
import { receiptWriter } from '../../../electron/services/purchases/receipt-writer.ts'
import { settingsService } from '../../../electron/services/settings/settings.service.ts'
import { importing } from './files.ts'

const files = importing()
const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n')
const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(300, 7)])
const folded = (text: string) => text.match(/.{1,70}/g)!.map((part) => ` ${part}`)
const quiet = { report() {}, isCancelled: () => false }

/** Imports with the optional capabilities, as create-services would wire them. */
function importsWith(optional: Partial<{ photos: Map<number, Uint8Array>; ownFields: OwnFields; duplicates: Duplicates }>) {
  const { db, clock } = files.house()
  const newId = idsFor(db, clock)
  const recorder = operationRecorder(db, clock, newId)
  const base = { db, clock, newId, recorder, log: silentLog, background: inlineBackground(() => ({})) }
  const customers = customersService({ ...base, settings: settingsService(base) })
  recorder.afterOperation(customers.afterOperation)
  const { photos, ...rest } = optional
  const service = importsService({
    ...base,
    customers,
    receipts: receiptWriter({
      db,
      clock,
      newId,
      purchases: { article: () => undefined },
      purchaseLines: { base: () => 0 },
      loyalty: { earning: { add() {}, flush() {}, clear() {} }, takeBack: () => 0 as never, takeBackUnknown() {} },
    }),
    ...rest,
    ...(photos && { photos: { keep: (id, content) => photos.set(id, content) !== undefined } }),
  })
  return {
    preview: (file: string, options = {}) => service.tasks['imports.preview']({ file, ...options }, quiet),
    start: (file: string, options = {}) => service.tasks['imports.start']({ file, ...options }, quiet),
  }
}

describe('pictures in cards', () => {
  const base64 = JPEG.toString('base64')
  it.each([
    ['2.1', ['VERSION:2.1', 'N:Kern;Sabine', 'PHOTO;ENCODING=BASE64;JPEG:', ...folded(base64), '', 'TEL:0421 1234']],
    ['3.0', ['VERSION:3.0', 'N:Kern;Sabine;;;', `PHOTO;ENCODING=b;TYPE=JPEG:${base64.slice(0, 60)}`, ...folded(base64.slice(60)), 'TEL:0421 1234']],
    ['3.0 that names neither encoding nor type', ['VERSION:3.0', 'N:Kern;Sabine;;;', `PHOTO:${base64}`, 'TEL:0421 1234']],
    ['3.0 whose lines are not indented', ['VERSION:3.0', 'N:Kern;Sabine;;;', 'PHOTO;ENCODING=b:', ...base64.match(/.{1,70}/g)!, 'TEL:0421 1234']],
    ['4.0', ['VERSION:4.0', 'N:Kern;Sabine;;;', `PHOTO:data:image/jpeg;base64,${base64}`, 'TEL:0421 1234']],
  ])('come as they were: %s', async (_, lines) => {
    const photos = new Map<number, Uint8Array>()
    const file = files.write(card(...lines), 'a.vcf')
    expect(await importsWith({ photos }).preview(file)).toMatchObject({ photos: 1 })
    expect(await importsWith({ photos }).start(file)).toMatchObject({ created: 1, photos: 1, photosLeft: 0 })
    const [customer] = await files.customers()
    expect(customer).toMatchObject({ lastName: 'Kern', details: [{ value: '0421 1234' }] })
    expect(Buffer.from(photos.get(customer!.id)!).equals(JPEG)).toBe(true)
  })

  it('are counted as left out where there is no place for them, and come in later by the same file', async () => {
    const file = files.write(card('VERSION:3.0', 'UID:u-1', 'N:Kern;Sabine;;;', `PHOTO;ENCODING=b:${base64}`), 'a.vcf')
    expect(await importsWith({}).start(file)).toMatchObject({ created: 1, photos: 0, photosLeft: 1 })
    expect(await importsWith({}).start(file)).toMatchObject({ unchanged: 1, photosLeft: 0 })
    const photos = new Map<number, Uint8Array>()
    const other = Buffer.concat([JPEG, Buffer.from([1])]).toString('base64')
    const newer = files.write(card('VERSION:3.0', 'UID:u-1', 'N:Kern;Sabine;;;', `PHOTO;ENCODING=b:${other}`), 'b.vcf')
    expect(await importsWith({ photos }).start(newer)).toMatchObject({ created: 0, photos: 1 })
  })

  it.each([
    ['broken letters', `PHOTO;ENCODING=b:${base64.slice(0, 40)}§§§`, 'import-row-photo'],
    ['no picture', `PHOTO;ENCODING=b:${Buffer.from('Guten Tag').toString('base64')}`, 'import-row-photo'],
    ['nothing at all', 'PHOTO;ENCODING=b:', 'import-row-photo'],
    ['more than 10 MB', `PHOTO;ENCODING=b:${Buffer.concat([JPEG, Buffer.alloc(MAX_PHOTO_BYTES)]).toString('base64')}`, 'import-row-photo-large'],
  ])('that hold %s are left out with a word, and the customer comes in', async (_, line, reason) => {
    const photos = new Map<number, Uint8Array>()
    const { importId, ...result } = await importsWith({ photos }).start(files.write(card('VERSION:3.0', 'N:Kern;Sabine;;;', line), 'a.vcf'))
    expect(result).toMatchObject({ created: 1, photos: 0, photosLeft: 0 })
    const { rows } = await files.house().call('imports.problems', { importId })
    expect(rows).toMatchObject([{ reason, severity: 'dropped', column: 'PHOTO' }])
  })

  it('of 5 MB come whole, card after card', async () => {
    const photos = new Map<number, Uint8Array>()
    const large = Buffer.concat([JPEG, Buffer.alloc(5 * 1024 * 1024, 3)])
    const text = ['Kern', 'Lange', 'Groß']
      .map((name) => card('VERSION:3.0', `N:${name};A;;;`, 'PHOTO;ENCODING=b:', ...folded(large.toString('base64'))))
      .join('')
    expect(await importsWith({ photos }).start(files.write(text, 'a.vcf'))).toMatchObject({ created: 3, photos: 3 })
    expect([...photos.values()].map(({ length }) => length)).toEqual([large.length, large.length, large.length])
  })
})

describe('properties without a place of their own', () => {
  it('are kept so that they can be written out as they came', async () => {
    const lines = [
      'X-SPIEL:Skat\\; Doppelkopf\\, Mau',
      'ROLE;TYPE=WORK:Leitung',
      'x1.IMPP:xmpp:a@b.de',
      'x1.X-ABLabel:Verein',
      'GEO:53.1;8.8',
      'PHOTO;VALUE=uri:https://a.de/b.jpg',
    ]
    await files.start(files.write(card('VERSION:3.0', 'N:Kern;Sabine;;;', ...lines), 'a.vcf'))
    const extra = files.house().db.prepare<[], string>('select extra from customer').pluck().get()!
    expect(readVcardExtra(extra)).toEqual(
      expect.arrayContaining([
        { name: 'X-SPIEL', value: { value: ['Skat; Doppelkopf, Mau'] } },
        { name: 'ROLE', value: { value: ['Leitung'], types: ['work'] } },
        { name: 'IMPP', value: { value: ['xmpp:a@b.de'], label: 'Verein' } },
        { name: 'GEO', value: { value: ['53.1', '8.8'] } },
        { name: 'PHOTO', value: { value: ['https://a.de/b.jpg'] } },
      ]),
    )
  })

  it('whatever else stands there is passed over', () => {
    expect(readVcardExtra('{"X-A":["b",3,null,{"value":"c"},{"value":["d","e"],"types":["x y","home"],"label":""}],"x a":["f"],"Y":"g"}')).toEqual([
      { name: 'X-A', value: { value: ['b'] } },
      { name: 'X-A', value: { value: ['d', 'e'], types: ['home'] } },
    ])
    expect([readVcardExtra('no json'), readVcardExtra('[1]'), readVcardExtra('null')]).toEqual([[], [], []])
  })
})

describe('fields of the owner’s own', () => {
  const stored = new Map<string, string>()
  const ownFields: OwnFields = {
    all: () => [{ id: 12, name: 'Rahmen-Nr.' }],
    read: (_, text) => (text === 'unlesbar' ? null : text.toUpperCase()),
    differs: (customerId, values) => Object.entries(values).some(([field, value]) => stored.get(`${customerId} ${field}`) !== value),
    write: (customerId, values) => Object.entries(values).forEach(([field, value]) => void stored.set(`${customerId} ${field}`, value)),
  }
  it('take the columns that are called like them, and again what changed', async () => {
    const file = files.write('Kd-Nr;Nachname;rahmen nr\n7;Kern;wsb 1\n8;Lange;unlesbar\n')
    const preview = await importsWith({ ownFields }).preview(file)
    expect(preview.columns.map(({ target }) => target)).toEqual(['number', 'lastName', 'own:12'])
    expect(preview).toMatchObject({
      ownTargets: [{ target: 'own:12', name: 'Rahmen-Nr.' }],
      problems: [{ reason: 'import-row-own-value', value: 'unlesbar' }],
    })
    expect(await importsWith({ ownFields }).start(file)).toMatchObject({ created: 2 })
    const [kern] = await files.customers()
    expect(stored.get(`${kern!.id} 12`)).toBe('WSB 1')
    expect(await importsWith({ ownFields }).start(file)).toMatchObject({ updated: 0, unchanged: 2 })
    const changed = files.write('Kd-Nr;Nachname;Rahmen-Nr.\n7;Kern;wsb 2\n', 'b.csv')
    expect(await importsWith({ ownFields }).preview(changed)).toMatchObject({ counts: { updated: 1 } })
    expect(await importsWith({ ownFields }).start(changed)).toMatchObject({ updated: 1 })
    expect(stored.get(`${kern!.id} 12`)).toBe('WSB 2')
  })
  it('that are gone take nothing', async () => {
    const file = files.write('Kd-Nr;Nachname;Rahmen\n7;Kern;wsb 1\n')
    expect((await importsWith({}).preview(file, { mapping: ['number', 'lastName', 'own:99'] })).columns[2]!.target).toBe('ignore')
  })
})

describe('new rows that look like somebody who is there', () => {
  /** A matcher that finds equal family names, in the stock and in the file. */
  const duplicates: Duplicates = {
    matcher() {
      const lines = new Map<string, number>()
      const find = files.house().db.prepare<[string], number>('select id from customer where last_name = ?').pluck()
      const stock = new Map<string, number | undefined>()
      return {
        check({ lastName }) {
          if (!stock.has(lastName)) stock.set(lastName, find.get(lastName))
          const customerId = stock.get(lastName)
          const line = lines.get(lastName)
          if (customerId === undefined && line === undefined) return []
          return [
            {
              customerId: (customerId ?? null) as never,
              line: customerId === undefined ? line! : null,
              name: lastName,
              score: 0.9,
              reasons: ['last-name-equal'],
            },
          ]
        },
        remember: ({ lastName }, line) => void lines.set(lastName, line),
      }
    },
  }
  const LIST = 'Vorname;Nachname\nSabine;Kern\nUwe;Lange\nUlf;Lange\nEva;Groß\n'

  it('come in and are listed, or stay out where the owner wants that; the preview says the same', async () => {
    await files.house().call('customers.create', { kind: 'person', firstName: 'Bine', lastName: 'Kern' })
    const file = files.write(LIST)
    const preview = await importsWith({ duplicates }).preview(file, { duplicates: 'take' })
    expect(preview).toMatchObject({
      counts: { created: 4 },
      suspects: {
        total: 2,
        rows: [
          { line: 2, name: 'Sabine Kern', otherName: 'Kern' },
          { line: 4, customerId: null, otherLine: 3 },
        ],
      },
    })
    const options = { duplicates: 'leave-out' }
    expect((await importsWith({ duplicates }).preview(file, options)).counts).toMatchObject({ created: 2, failed: 2 })
    expect(await importsWith({ duplicates }).start(file, options)).toMatchObject({ created: 2, failed: 2, suspects: { total: 2 } })
  })
  it('rows that were read before are not suspected again', async () => {
    const file = files.write(LIST)
    expect(await importsWith({ duplicates }).start(file, { duplicates: 'take' })).toMatchObject({ created: 4, suspects: { total: 1 } })
    expect(await importsWith({ duplicates }).start(file, { duplicates: 'take' })).toMatchObject({ unchanged: 4, suspects: { total: 0, rows: [] } })
  })
})
