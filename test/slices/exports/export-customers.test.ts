import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { handedCustomers } from '../../../renderer/ui/handed-selection.ts'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'
import type { OpenWindow } from '../open-window.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'))
})
afterEach(() => {
  handedCustomers.value = null
  rmSync(folder, { recursive: true })
})

async function shop(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  for (const lastName of ['Kern', 'Kerner', 'Pohl'])
    await house.call('customers.create', { kind: 'person', lastName, phone: '0251 1', email: 'a@b.example' })
}
const open = (path: string, save: string | null, more: Parameters<typeof openWindow>[0] = {}) =>
  openWindow({ before: shop, path, shell: { chooseSaveFile: save === null ? null : { path: join(folder, save), name: save } }, ...more })
async function until(window: OpenWindow, isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !isSo(); i++) await window.settle()
  expect(isSo()).toBe(true)
}
const file = (name: string) => readFileSync(join(folder, name), 'utf8')

describe('exporting customers', () => {
  test('everybody, with the columns of the list: says how many, warns, writes, and shows the file', async () => {
    const window = await open('/export', 'Kunden.csv')
    expect(window.text()).toContain('Alle Kunden3 Kunden')
    expect(window.text()).toContain('Die Datei ist nicht verschlüsselt.')
    expect(window.text()).toContain('Noch nichts exportiert.')
    await window.press('Ctrl+Enter')
    await until(window, () => window.has('.done'))
    expect(window.asked).toContainEqual({ name: 'chooseSaveFile', input: { kind: 'table', suggestedName: 'Kunden 2026-03-12.csv' } })
    expect(window.find('.done').textContent).toContain('3 Kunden gesichert.')
    expect(file('Kunden.csv').split('\r\n')[0]).toBe('\ufeffName;Phase;Letzter Kauf;Umsatz 12 Monate;Punkte;Telefon;Ort')
    await window.click('.done button', 'Im Ordner zeigen')
    expect(window.asked.at(-1)).toEqual({ name: 'showInFolder', input: { path: join(folder, 'Kunden.csv') } })
    expect(window.find('.rail').textContent).toContain('Kunden.csv')
  })

  test('only those whom the list shows, and in its columns', async () => {
    const window = await open('/customers', 'Kern.csv')
    const field = await window.house.call('ownFields.create', { name: 'Rahmennummer', kind: 'text' })
    const { rows } = await window.house.call('customers.list', {})
    await window.house.call('ownFields.set', { customerId: rows[0]!.id, values: { [field.id]: 'WSB 17' } })
    await window.house.call('settings.update', { customerColumns: ['name', 'postcode', `own:${field.id}`] })
    const search = window.find<HTMLInputElement>('[aria-label="Kunden suchen"]')
    search.value = 'kern'
    search.dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise((resolve) => setTimeout(resolve, 200))
    await window.settle()
    await window.click('header button', 'Exportieren')
    expect(window.text()).toContain('Was die Liste zeigte2 Kunden')
    expect(window.text()).toContain('Name, PLZ, Rahmennummer')
    await window.click('button.primary', 'Exportieren')
    await until(window, () => window.has('.done', '2 Kunden gesichert.'))
    expect(file('Kern.csv')).toBe('\ufeffName;PLZ;Rahmennummer\r\nKern;;WSB 17\r\nKerner;;\r\n')
  })

  test('those that were marked in the list, as contacts', async () => {
    const window = await open('/customers', 'Kontakte.vcf')
    window.find('.grid').focus()
    await window.press('Space')
    await window.click('.selection-bar button', 'Exportieren')
    expect(window.text()).toContain('Markierte Kunden1 Kunde')
    await window.click('label.format', 'Kontakte (vCard)')
    await window.click('label.segment', '4.0')
    await window.click('button.primary', 'Exportieren')
    await until(window, () => window.has('.done', '1 Kunde gesichert.'))
    expect(file('Kontakte.vcf')).toContain('VERSION:4.0')
    expect(file('Kontakte.vcf').match(/BEGIN:VCARD/g)).toHaveLength(1)
  })

  test('the archive, from the settings: everything, with nothing to choose', async () => {
    const window = await open('/settings', 'Archiv.zip')
    await window.click('button', 'Alles als offenes Archiv')
    expect(window.path()).toBe('/export?format=archive')
    expect(window.text()).toContain('Das Archiv enthält immer alles')
    expect(window.has('label.segment')).toBe(false)
    await window.press('Ctrl+Enter')
    await until(window, () => window.has('.done'))
    expect(existsSync(join(folder, 'Archiv.zip'))).toBe(true)
  })

  test('does nothing when the dialog is closed, and says why where it cannot write', async () => {
    const window = await open('/export', null)
    await window.press('Ctrl+Enter')
    expect(window.has('.done')).toBe(false)
    const other = await open('/export', 'weg/Kunden.csv')
    await other.press('Ctrl+Enter')
    await until(other, () => other.has('[role="alert"]', 'Diesen Ordner gibt es nicht.'))
    expect(other.has('.done')).toBe(false)
  })

  test('offers nothing to write where nobody is', async () => {
    const window = await openWindow({ before: (house) => house.call('settings.update', { welcomeDone: true }), path: '/export' })
    expect(window.text()).toContain('kein Kunde')
    expect(window.find('button.primary', 'Exportieren').getAttribute('aria-disabled')).toBe('true')
  })
})

describe('one contact for the phone', () => {
  async function sheet(save: string | null = null) {
    let id = 0
    const window = await open('/', save, {
      before: async (house) => {
        await shop(house)
        const input = {
          kind: 'person',
          firstName: 'Sabine',
          lastName: 'Kern',
          phone: '0251 7',
          memo: 'Mag Roggen',
          birthday: { day: 3, month: 5, year: null },
        } as const
        id = (await house.call('customers.create', input)).id
      },
    })
    await window.go(`/customers/${id}`)
    await window.click('[role="menuitem"]', 'Kontakt aufs Handy')
    await until(window, () => window.has('.code img'))
    return window
  }

  test('is drawn without what is private, which only a tick adds', async () => {
    const window = await sheet()
    const image = () => window.find<HTMLImageElement>('.code img').src
    expect(decodeURIComponent(image())).toContain('<svg xmlns')
    expect([...document.querySelectorAll('.fields .choice')].map((choice) => choice.textContent)).toEqual(['Telefon', 'Geburtstag', 'Merkzettel'])
    expect([...document.querySelectorAll<HTMLInputElement>('.fields input')].map((box) => box.checked)).toEqual([true, false, false])
    const before = image()
    await window.click('.fields input[value="memo"]')
    await until(window, () => image() !== before)
  })

  test('is saved as a file with what is ticked', async () => {
    const window = await sheet('Kern.vcf')
    await window.click('.sheet button', 'Als .vcf sichern')
    await until(window, () => existsSync(join(folder, 'Kern.vcf')))
    expect(file('Kern.vcf')).toContain('TEL;TYPE=VOICE:0251 7')
    expect(file('Kern.vcf')).not.toMatch(/NOTE|BDAY/)
  })
})
