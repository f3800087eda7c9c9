import ICAL from 'ical.js'
import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Customer } from '#contract'
import { customerOfUid } from '#contract'
import { entered, exporting, hardCustomers } from './exporting.ts'

const shop = exporting()
const fill = async () => {
  for (const customer of hardCustomers) await shop.house().call('customers.create', customer)
}
/** What a card has no place for: our number, Du or Sie, where somebody comes from, and further persons of a firm. */
const onCard = (all: Partial<Customer>[]) =>
  all
    .map(({ number: _number, addressForm: _form, source: _source, contactPersons, ...rest }) => ({
      ...rest,
      contactPersons: contactPersons?.slice(0, 1),
    }))
    .toSorted((one, other) => one.displayName!.localeCompare(other.displayName!))

describe.each(['3.0', '4.0'] as const)('a vCard %s file', (vcardVersion) => {
  test('comes back into an empty shop as the same customers', async () => {
    await fill()
    const { file } = await shop.export('kontakte.vcf', { format: 'vcard', vcardVersion })
    const other = shop.emptyShop()
    const imported = await other.job('imports.start', { file })
    expect([imported.created, imported.failed]).toEqual([4, 0])
    expect(onCard(await entered(other))).toEqual(onCard(await entered(shop.house())))
  })

  test('read again into its own shop changes nobody who can be reached', async () => {
    for (const customer of hardCustomers.filter(({ details }) => details)) await shop.house().call('customers.create', customer)
    const before = await entered(shop.house())
    const { file } = await shop.export('kontakte.vcf', { format: 'vcard', vcardVersion })
    await shop.house().job('imports.start', { file })
    expect(await entered(shop.house())).toEqual(before)
  })

  test('keeps every line within 75 octets, no character torn, and a strict parser reads it', async () => {
    await fill()
    await shop.house().call('customers.create', { kind: 'person', lastName: '😀'.repeat(30), memo: 'Äöü€'.repeat(200) })
    await shop.export('kontakte.vcf', { format: 'vcard', vcardVersion })
    const text = shop.text('kontakte.vcf')
    expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
    expect(text).not.toContain('\ufffd')
    const cards = text.split(/(?=BEGIN:VCARD)/).map((card) => new ICAL.Component(ICAL.parse(card) as never))
    expect(cards).toHaveLength(5)
    expect(cards.map((card) => card.getFirstPropertyValue('version'))).toEqual(Array.from({ length: 5 }, () => vcardVersion))
    expect(cards.find((card) => String(card.getFirstPropertyValue('fn')).startsWith('😀'))?.getFirstPropertyValue('note')).toBe('Äöü€'.repeat(200))
  })

  test('keeps what came in on a card and has no place here, and the UID of its owner', async () => {
    const card = [
      'BEGIN:VCARD',
      'VERSION:3.0',
      'N:Kern;Sabine;;;',
      'FN:Sabine Kern',
      'UID:urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1',
      'ANNIVERSARY:2010-06-01',
      'TITLE:Bäckerin',
      'item1.X-ABDATE:2010-06-01',
      'item1.X-ABLabel:Jahrestag',
      'X-SOCIALPROFILE:https://example.org/a;b\\,c',
      'IMPP:xmpp:sabine@kern.example',
      'END:VCARD',
    ].join('\r\n')
    writeFileSync(shop.path('ein.vcf'), card)
    await shop.house().job('imports.start', { file: shop.path('ein.vcf') })
    const extra = () => shop.house().db.prepare('select extra from customer').pluck().get()
    const before = extra()
    await shop.export('aus.vcf', { format: 'vcard', vcardVersion })
    expect(shop.text('aus.vcf')).toContain('4fbe8971-0bc3-424c-9c26-36c3e1eff6b1')
    const again = await shop.house().job('imports.start', { file: shop.path('aus.vcf') })
    expect([again.created, again.updated, again.unchanged]).toEqual([0, 0, 1])
    expect(extra()).toBe(before)
    const other = shop.emptyShop()
    await other.job('imports.start', { file: shop.path('aus.vcf') })
    expect(other.db.prepare('select extra from customer').pluck().get()).toBe(before)
  })
})

describe('what phones read', () => {
  const linesOf = async (vcardVersion: '3.0' | '4.0') => {
    await fill()
    await shop.export('kontakte.vcf', { format: 'vcard', vcardVersion })
    return shop.text('kontakte.vcf').replaceAll('\r\n ', '').split('\r\n')
  }
  test('birthdays without a year', async () => {
    expect(await linesOf('3.0')).toContain('BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29')
    expect(await linesOf('4.0')).toContain('BDAY:--0229')
  })
  test('kinds of numbers, and a word of the owner beside one', async () => {
    const lines = await linesOf('3.0')
    expect(lines).toContain('TEL;TYPE=CELL,VOICE:+49 251 27 88 304')
    expect(lines).toContain('TEL;TYPE=FAX:0251 997')
    const own = lines.findIndex((line) => line.endsWith('.TEL:0251 999'))
    expect(lines[own + 1]).toBe(lines[own]!.replace(/TEL:.*/, 'X-ABLabel:Werkstatt'))
  })
  test('a firm as a firm', async () => {
    expect(await linesOf('3.0')).toContain('X-ABShowAs:COMPANY')
    expect(await linesOf('4.0')).toContain('KIND:org')
  })
  test('the same UID in every export', async () => {
    const uids = (lines: string[]) => lines.filter((line) => line.startsWith('UID:')).map((line) => line.replace('urn:uuid:', ''))
    await fill()
    await shop.export('eins.vcf', { format: 'vcard' })
    await shop.export('zwei.vcf', { format: 'vcard', vcardVersion: '4.0' })
    const first = uids(shop.text('eins.vcf').split('\r\n'))
    expect(new Set(first).size).toBe(4)
    expect(uids(shop.text('zwei.vcf').split('\r\n'))).toEqual(first)
    const { rows } = await shop.house().call('customers.list', {})
    expect(first.map((uid) => customerOfUid(uid.slice(4)))).toEqual(rows.map(({ id }) => id))
    expect(customerOfUid('4fbe8971-0bc3-424c-9c26-36c3e1eff6b1')).toBeNull()
  })
})
