import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { House } from '../../support/house.ts'
import { workbook } from '../../services/imports/workbooks.ts'
import { openWindow } from '../open-window.ts'
import type { OpenWindow } from '../open-window.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string, encoding: BufferEncoding = 'utf8'): { path: string; name: string } {
  const path = join(folder, name)
  writeFileSync(path, text, encoding)
  return { path, name }
}
const list = [
  'Kd-Nr;Vorname;Nachname;Straße;PLZ;Ort;Telefon;Geb.;Rahmen-Nr.',
  '10482;Sabine;Müller;Gievenbecker Reihe 41;48161;Münster;0251/27 88 304;03.05.79;WSB 1',
  '10483;Hans-Georg;Çelik;Am Stadtgraben 7;48143;Münster;s. Büro;;WSB 2',
  '10484;;;Dorfstraße 2;48351;Everswinkel;02582/71 93;;WSB 3',
].join('\r\n')

const shopIsOpen = (house: House) => house.call('settings.update', { welcomeDone: true, shopAreaCode: '0251' })
async function importView(chosen: { path: string; name: string } | null, more: Parameters<typeof openWindow>[0] = {}): Promise<OpenWindow> {
  const { shell, ...rest } = more
  const window = await openWindow({ before: shopIsOpen, path: '/import', ...rest, shell: { chooseFile: chosen, ...shell } })
  await window.click('button', 'Datei wählen')
  await until(window, () => !window.has('.zone [role="progressbar"]'))
  return window
}
async function until(window: OpenWindow, isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !isSo(); i++) await window.settle()
  expect(isSo()).toBe(true)
}
const figures = () => [...document.querySelectorAll('.counts dd')].map((figure) => figure.textContent)
async function takeOver(window: OpenWindow) {
  await window.press('Ctrl+Enter')
  await until(window, () => window.has('.result'))
}

describe('importing customers', () => {
  test('offers own fields by name in a group of their own, and says what does not fit them', async () => {
    const before = async (house: House) => {
      await shopIsOpen(house)
      await house.call('ownFields.create', { name: 'Rahmennummer', kind: 'text' })
      await house.call('ownFields.create', { name: 'Inspektion', kind: 'date' })
    }
    const text = 'Nachname;Schlagworte;Rahmennummer;Inspektion\r\nKern;Rennrad;WSB 1;3.5.2026\r\nPohl;Stadtrad;WSB 2;bald\r\n'
    const window = await importView(file('raeder.csv', text), { before })
    const [, tags, frame] = document.querySelectorAll<HTMLSelectElement>('.mapping select')
    expect(tags!.value).toBe('tags')
    const group = frame!.querySelector('optgroup')!
    expect([group.label, ...[...group.children].map((option) => option.textContent)]).toEqual(['Eigene Felder', 'Rahmennummer', 'Inspektion'])
    expect(frame!.selectedOptions[0]!.textContent).toBe('Rahmennummer')
    expect(window.find('.mapping').textContent).toContain('WSB 1')
    expect(window.text()).toContain('Passt nicht zum Feld')
    expect(window.text()).toContain('„bald“')
  })
  test('shows first what would happen: figures, columns, first customers, problems; and changes nothing', async () => {
    const { text, has, house } = await importView(file('Kundenliste.csv', list))
    expect(figures()).toEqual(['2', '0', '0', '1'])
    expect(has('.button.primary', '2 Kunden übernehmen')).toBe(true)
    expect(text()).toContain('3 Zeilen, 9 Spalten, getrennt mit Semikolon')
    expect(text()).toContain('Umlaute stimmen: Müller')
    expect([...document.querySelectorAll<HTMLSelectElement>('.mapping select')].map((select) => select.value)).toEqual([
      'number',
      'firstName',
      'lastName',
      'street',
      'postcode',
      'city',
      'phone',
      'birthday',
      'ignore',
    ])
    expect(text()).toContain('Telefon unlesbar1„s. Büro“kommt ohne diesen Wert')
    expect(text()).toContain('Kein Name1Zeile 4bleibt draußen')
    expect(document.querySelector('.sample')?.textContent).toContain('Sabine Müller')
    expect((await house.call('customers.count', {})).customers).toBe(0)
  })

  test('takes over with Strg Enter, says what came of it, and can be taken back as a whole', async () => {
    const window = await importView(file('Kundenliste.csv', list))
    await takeOver(window)
    expect(window.text()).toContain('2 Kunden übernommen')
    expect((await window.house.call('customers.count', {})).customers).toBe(2)
    await window.click('.result button', 'Import zurücknehmen')
    await until(window, () => window.text().includes('Der Import ist zurückgenommen.'))
    expect(window.text()).toContain('2 Kunden wieder entfernt')
    expect((await window.house.call('customers.count', {})).customers).toBe(0)
    expect(window.find('.history').textContent).toContain('zurückgenommen am')
  })

  describe('who may be there already', () => {
    const twice = ['Vorname;Nachname;Telefon', 'Sabiene;Kern;0251 2788304', 'Nele;Oeding;0251 33333', 'Nehle;Oeding;0251 33333'].join('\r\n')
    const withSabine = async (house: House) => {
      await shopIsOpen(house)
      await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern', phone: '0251 2788304' })
    }

    test('is named with reasons before and after, and reviewed after', async () => {
      const window = await importView(file('Messe.csv', twice), { before: withSabine })
      expect(window.find('.suspects').textContent).toContain('2 mögliche Dubletten')
      expect(window.find('.suspects').textContent).toMatch(
        /Sabiene Kern\s*ähnelt\s*Sabine Kern\s*ähnlicher Vorname, gleicher Nachname, gleiche Telefonnummer/,
      )
      expect(window.find('.suspects').textContent).toContain('Nele Oeding in Zeile 3 dieser Datei')
      expect(window.has('.suspects > .link')).toBe(false)
      await takeOver(window)
      expect(window.find('.suspects').textContent).toContain('2 mögliche Dubletten')
      expect(window.find('.suspects > .link').getAttribute('href')).toBe('#/duplicates')
    })

    test('stays out where the owner says so', async () => {
      const window = await importView(file('Messe.csv', twice), { before: withSabine })
      await choose(window, 'leave-out', () => figures()[0] === '1')
      expect(figures()).toEqual(['1', '0', '0', '2'])
      await takeOver(window)
      expect((await window.house.call('customers.count', {})).customers).toBe(2)
      expect(window.has('.suspects > .link')).toBe(false)
    })

    test('is not looked for where the owner says so', async () => {
      const window = await importView(file('Messe.csv', twice), { before: withSabine })
      await choose(window, 'off', () => !window.has('.suspects'))
      expect(figures()).toEqual(['3', '0', '0', '0'])
    })

    async function choose(window: OpenWindow, rule: string, isSo: () => boolean) {
      const select = [...document.querySelectorAll<HTMLSelectElement>('.rules select')].at(-1)!
      select.value = rule
      select.dispatchEvent(new Event('change', { bubbles: true }))
      await until(window, isSo)
    }
  })

  test('keeps and names a customer that was changed since', async () => {
    const window = await importView(file('Kundenliste.csv', list))
    await takeOver(window)
    const { rows } = await window.house.call('customers.search', { text: 'Müller' })
    await window.house.call('purchases.record', { customerId: rows[0]!.id, day: '2026-03-10', totalCents: 1250 } as never)
    await window.click('.history button', 'Zurücknehmen')
    await until(window, () => window.has('.outcome'))
    expect(window.find('.outcome').textContent).toContain('Ein Kunde bleibt, weil er inzwischen geändert wurde:')
    expect(window.find('.outcome .link').textContent).toContain('Müller')
  })

  test('reads the same file a second time without changing anything', async () => {
    const chosen = file('Kundenliste.csv', list)
    const window = await importView(chosen)
    await takeOver(window)
    await window.click('.result button', 'Weitere Datei')
    await window.click('button', 'Datei wählen')
    await until(window, () => window.has('.counts'))
    expect(figures()).toEqual(['0', '0', '2', '1'])
    expect(window.text()).toContain('Alle Kunden dieser Datei stehen schon genau so in Ihrer Kartei.')
    expect(window.find('.button.primary').getAttribute('aria-disabled')).toBe('true')
  })

  test('lets a column go somewhere else and looks again', async () => {
    const window = await importView(file('liste.csv', 'A;B\nKern;Sabine\nBrandt;Uwe\n'))
    const choose = async (index: number, target: string) => {
      const select = document.querySelectorAll<HTMLSelectElement>('.mapping select')[index]!
      select.value = target
      select.dispatchEvent(new Event('change', { bubbles: true }))
      await window.settle()
      await until(window, () => document.querySelectorAll<HTMLSelectElement>('.mapping select')[index]?.disabled === false)
    }
    await choose(0, 'ignore')
    await choose(1, 'ignore')
    expect(window.text()).toContain('Bisher steht in keiner Spalte ein Name.')
    expect(window.find('.button.primary').getAttribute('aria-disabled')).toBe('true')
    await choose(0, 'lastName')
    await choose(1, 'firstName')
    expect(document.querySelector('.sample')?.textContent).toContain('Sabine Kern')
    await takeOver(window)
    expect((await window.house.call('customers.search', { text: 'Kern' })).rows[0]?.displayName).toContain('Kern')
  })

  test('warns when umlauts look wrong and reads again with another character set', async () => {
    const window = await importView(file('Kundenliste.csv', list))
    const select = window.find<HTMLSelectElement>('.ways .way select')
    select.value = 'windows-1252'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await until(window, () => window.text().includes('Umlaute sehen falsch aus'))
    select.value = 'utf-8'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await until(window, () => window.text().includes('Umlaute stimmen: Müller'))
  })

  test('saves the rows that stayed out as a file, with the reason in words', async () => {
    const out = join(folder, 'draussen.csv')
    const window = await importView(file('Kundenliste.csv', list), { shell: { chooseSaveFile: { path: out, name: 'draussen.csv' } } })
    await takeOver(window)
    await window.click('.result button', 'Eine Zeile als Datei sichern')
    await until(window, () => window.has('.toast', 'Eine Zeile gesichert in draussen.csv.'))
    expect(readFileSync(out, 'utf8')).toContain('Kein Name')
    expect(readFileSync(out, 'utf8')).toContain('Dorfstraße 2')
  })

  test('takes a dropped vCard without asking about columns', async () => {
    const card = 'BEGIN:VCARD\r\nVERSION:3.0\r\nN:Großjohann;Ursula;;;\r\nFN:Ursula Großjohann\r\nTEL:0251 406612\r\nEND:VCARD\r\n'
    const chosen = file('kontakt.vcf', card)
    const window = await openWindow({ before: shopIsOpen, path: '/import', shell: { dropFile: chosen } })
    const drop = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), { dataTransfer: { files: [new File([card], 'kontakt.vcf')] } })
    window.find('.zone').dispatchEvent(drop)
    await until(window, () => window.has('.counts'))
    expect(window.text()).toContain('1 Kontakt aus einer vCard-Datei')
    expect(window.has('.mapping')).toBe(false)
    await takeOver(window)
    expect((await window.house.call('customers.search', { text: 'grossjohann' })).total).toBe(1)
  })

  test.each([
    ['leer.csv', ''],
    ['bild.png', '\u0089PNG\r\n\u001a\n\0\0\0\0\0'],
    ['nur-kopf.csv', 'Vorname;Nachname\n'],
  ])('refuses %s with one sentence and stays ready', async (name, content) => {
    const window = await importView(file(name, content, 'latin1'))
    expect(window.find('[role="alert"]').textContent.length).toBeGreaterThan(20)
    expect(window.has('button', 'Datei wählen')).toBe(true)
    expect((await window.house.call('customers.count', {})).customers).toBe(0)
  })

  test('does nothing when the dialog is closed', async () => {
    const window = await importView(null)
    expect(window.has('[role="alert"]')).toBe(false)
    expect(window.has('button', 'Datei wählen')).toBe(true)
  })

  test('is still there after a look at another screen', async () => {
    const window = await importView(file('Kundenliste.csv', list))
    await window.go('/customers')
    await window.go('/import')
    expect(window.has('.button.primary', '2 Kunden übernehmen')).toBe(true)
    await window.click('.head button', 'Abbrechen')
    expect(window.path()).toBe('/customers')
    await window.go('/import')
    expect(window.has('button', 'Datei wählen')).toBe(true)
  })

  test('lets customers be known by one key and only known ones be completed', async () => {
    const window = await importView(file('Kundenliste.csv', list))
    const choose = async (index: number, value: string) => {
      const select = document.querySelectorAll<HTMLSelectElement>('.rules select')[index]!
      select.selectedIndex = [...select.options].findIndex((option) => option.textContent.includes(value))
      select.dispatchEvent(new Event('change', { bubbles: true }))
      await window.settle()
      await until(window, () => document.querySelectorAll<HTMLSelectElement>('.rules select')[index]?.disabled === false)
    }
    await choose(0, 'Nur bekannte Kunden')
    expect(figures()).toEqual(['0', '0', '0', '3'])
    expect(window.text()).toContain('Nicht gefunden')
    await choose(0, 'Nur neue Kunden')
    await choose(1, 'Kundennummer')
    expect(figures()).toEqual(['2', '0', '0', '1'])
    await takeOver(window)
    // The next file with these columns is read the same way, and says so.
    await window.click('.result button', 'Weitere Datei')
    expect(window.find('.saved').textContent).toContain('Kundenliste.csvNur neue Kunden, erkannt an: Kundennummer')
    await window.click('button', 'Datei wählen')
    await until(window, () => window.has('.counts'))
    expect(window.text()).toContain('Zugeordnet wie beim letzten Mal: Kundenliste.csv.')
    expect(window.text()).toContain('Gibt es schon')
  })

  test('shows what each row did, by what came of it, with the way to the customer, and takes the import back', async () => {
    const window = await importView(file('Kundenliste.csv', list))
    await takeOver(window)
    await window.click('.result button', 'Zeile für Zeile ansehen')
    await until(window, () => window.has('.rows'))
    expect(window.path()).toMatch(/^\/import\/\d+$/)
    const lines = () => [...document.querySelectorAll('.rows tbody tr')].map((row) => row.textContent)
    expect(lines()).toHaveLength(3)
    expect(lines()[1]).toContain('Telefon unlesbar · Telefon · „s. Büro“')
    await window.click('[role="tab"]', 'draußen geblieben')
    expect(lines()).toHaveLength(1)
    expect(lines()[0]).toContain('Kein Name')
    await window.click('[role="tab"]', 'neu')
    expect(window.find<HTMLAnchorElement>('.rows .link').getAttribute('href')).toMatch(/customers\/\d+/)
    await window.click('.head button', 'Import zurücknehmen')
    await until(window, () => window.text().includes('Der Import ist zurückgenommen.'))
    expect(window.find('.rows').textContent).toContain('nicht mehr da')
  })

  test('names what an update changed, and reads the corrected file in from there', async () => {
    const corrected = file('berichtigt.csv', 'Kd-Nr;Vorname;Nachname\n10484;Eva;Groß\n')
    const before = async (house: House) => {
      await shopIsOpen(house)
      await house.call('customers.create', { kind: 'person', number: '10482', firstName: 'Sabine', lastName: 'Müller' })
    }
    let chosen = file('Kundenliste.csv', list)
    const window = await importView(chosen, { before, shell: { chooseFile: () => chosen } })
    await takeOver(window)
    await window.click('.result button', 'Zeile für Zeile ansehen')
    await until(window, () => window.has('.rows'))
    expect(window.find('.rows').textContent).toContain('Straße: „Gievenbecker Reihe 41“')
    expect(window.find('.rows').textContent).toContain('Geburtstag: 3.5.1979')
    chosen = corrected
    await window.click('button', 'Berichtigte Datei einlesen')
    await until(window, () => window.has('.counts'))
    expect(window.text()).toContain('berichtigt.csv')
    expect(figures()).toEqual(['1', '0', '0', '0'])
  })

  test('forgets how columns went, and brings it back', async () => {
    const before = async (house: House) => {
      await shopIsOpen(house)
      await house.call('imports.saveMapping', { signature: '1-a', name: 'Kasse', mapping: ['lastName'], mode: 'both', key: null })
    }
    const window = await openWindow({ before, path: '/import' })
    await until(window, () => window.has('.saved b', 'Kasse'))
    await window.click('[aria-label="Kasse umbenennen"]')
    await window.fill('Name der Zuordnung', 'Alte Kasse')
    await window.click('.rename button', 'Umbenennen')
    await until(window, () => window.has('.saved b', 'Alte Kasse'))
    await window.click('[aria-label="Alte Kasse entfernen"]')
    await until(window, () => !window.has('.saved b'))
    await window.click('.toast button', 'Rückgängig')
    await until(window, () => window.has('.saved b', 'Alte Kasse'))
  })

  test('shows how to get the customers out of another program, and which program wrote a file', async () => {
    const window = await importView(file('export.csv', 'Kundennummer;Matchcode;Vorname;Nachname;Preisgruppe\n7;KERN;Sabine;Kern;1\n'))
    expect(window.text()).toContain('Das sieht aus wie ein Export aus Lexware.')
    await window.click('button', 'Andere Datei')
    await window.click('[role="tab"]', 'Google')
    expect(window.text()).toContain('contacts.google.com')
  })

  test('reads another sheet of a workbook', async () => {
    const path = join(folder, 'kunden.xlsx')
    const rows = (name: string) => ({
      name,
      rows: [
        ['Vorname', 'Nachname'],
        ['Eva', name],
      ],
    })
    writeFileSync(path, workbook([rows('Privat'), rows('Firmen')]))
    const window = await importView({ path, name: 'kunden.xlsx' })
    expect(window.find('.sample').textContent).toContain('Eva Privat')
    const select = window.find<HTMLSelectElement>('.ways .way select')
    select.selectedIndex = 1
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await until(window, () => window.has('.sample', 'Eva Firmen'))
  })
})
