import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerId, OwnFieldId, ViewId } from '#contract'
import { fixedClock } from '../../../electron/database/clock.ts'
import { idsFor } from '../../../electron/database/ids.ts'
import { migrate } from '../../../electron/database/migrate.ts'
import { openDatabase } from '../../../electron/database/open.ts'
import { operationRecorder } from '../../../electron/database/operation-recorder.ts'
import { customersService } from '../../../electron/services/customers/customers.service.ts'
import { exportWriter } from '../../../electron/services/exports/write-export.ts'
import type { ExportOrder, WriterDeps } from '../../../electron/services/exports/write-export.ts'
import { exportsRepository } from '../../../electron/services/exports/exports.repository.ts'
import { settingsService } from '../../../electron/services/settings/settings.service.ts'
import { hardCustomers } from './exporting.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stammkunde-neighbours-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The export with what other capabilities bring along. */
function exporter(more: Partial<WriterDeps>) {
  const db = openDatabase(':memory:')
  migrate(db)
  const clock = fixedClock('2026-03-12')
  const newId = idsFor(db, clock)
  const recorder = operationRecorder(db, clock, newId)
  const base = { db, clock, newId, recorder }
  const settings = settingsService({ ...base } as Parameters<typeof settingsService>[0])
  const customers = customersService({ ...base, settings })
  recorder.afterOperation(customers.afterOperation)
  const { value: id } = recorder.run({ call: 'customers.create' }, () =>
    customers.writer.insert({
      kind: 'firm',
      salutation: 'none',
      title: '',
      firstName: '',
      lastName: '',
      nameAddition: '',
      firmName: 'Pohlmann GmbH',
      addressForm: 'formal',
      birthday: null,
      memo: '',
      source: '',
      tags: [],
      details: [],
      addresses: [],
      contactPersons: (hardCustomers[2]!.contactPersons ?? []).map((person) => ({
        salutation: 'ms',
        title: '',
        firstName: person.firstName ?? '',
        lastName: person.lastName ?? '',
        role: 'Einkauf',
        phone: '02582 1',
        email: '',
      })),
    }),
  )
  const write = exportWriter({
    db,
    clock,
    settings,
    customers,
    repository: exportsRepository(db),
    selectedIds: () => [id],
    dataDir: '',
    ...more,
  })
  const order = (change: Partial<ExportOrder>): ExportOrder => ({
    file: join(folder, 'x'),
    format: 'csv',
    selection: { ids: [id] },
    columns: 'list',
    delimiter: ';',
    vcardVersion: '3.0',
    language: 'de',
    ...change,
  })
  return {
    id,
    text(change: Partial<ExportOrder>): string {
      write(order(change), { report() {}, isCancelled: () => false })
      return readFileSync(join(folder, 'x'), 'utf8')
    },
  }
}

describe('what other capabilities bring along', () => {
  test.each(['3.0', '4.0'] as const)('a photo is written into the card of version %s', (vcardVersion) => {
    const content = Uint8Array.from({ length: 5000 }, (_, index) => index % 256)
    const { text } = exporter({ photoOf: () => ({ content, mediaType: 'image/jpeg' }) })
    const card = text({ format: 'vcard', vcardVersion })
    expect(Math.max(...card.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(75)
    const photo = new ICAL.Component(ICAL.parse(card) as never).getFirstProperty('photo')!
    const value = String(vcardVersion === '3.0' ? photo.toJSON()[3] : photo.getFirstValue())
    expect(vcardVersion === '3.0' ? photo.getParameter('type') : value.slice(0, 23)).toBe(vcardVersion === '3.0' ? 'JPEG' : 'data:image/jpeg;base64,')
    expect(Buffer.from(value.replace(/^data:[^,]*,/, ''), 'base64').equals(content)).toBe(true)
  })

  test('a view brings its own columns', () => {
    const shop: { id?: CustomerId } = {}
    const { id, text } = exporter({ columnsOf: (viewId) => (viewId === 7 ? ['number', 'name', 'somethingNew'] : []), selectedIds: () => [shop.id!] })
    shop.id = id
    expect(text({ selection: { viewId: 7 as ViewId, text: '', except: [] } })).toContain('Kundennummer;Name\r\n')
  })

  test('own fields stand behind the others, once for each customer', () => {
    const fields = [{ id: 5 as OwnFieldId, name: 'Rahmennummer', kind: 'text' as const, choices: [], deletedAt: null }]
    const { text } = exporter({ ownFields: { list: () => fields, valuesOf: ([id]) => new Map([[id!, { 5: 'WSB 0' }]]) } })
    const lines = text({ columns: 'all' }).trimEnd().split('\r\n')
    expect(lines.map((line) => line.split(';').at(-1))).toEqual(['Rahmennummer', 'WSB 0', ''])
    expect(text({ columns: ['own:5', 'name', 'own:6'] })).toContain('Rahmennummer;Name\r\nWSB 0;Pohlmann GmbH')
  })

  test('the persons of a firm can be reached: one row each, and by name in the card', () => {
    const { text } = exporter({})
    const [head, first, second] = text({ columns: 'all' }).split('\r\n')
    const at = head!.split(';').indexOf('Organisation 1 - Funktion')
    expect([first, second].map((line) => line!.split(';').slice(at - 4, at + 2))).toEqual([
      ['Heike', 'Pohlmann', '', 'Pohlmann GmbH', 'Einkauf', '02582 1'],
      ['Uwe', 'Groß', '', 'Pohlmann GmbH', 'Einkauf', '02582 1'],
    ])
    const card = text({ format: 'vcard' })
    expect(card).toContain('TITLE:Einkauf')
    expect(card).toContain('item2.TEL:02582 1\r\nitem2.X-ABLabel:Uwe Groß')
  })
})
