import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'
import type { OpenWindow } from '../open-window.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'till-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function shop(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern', number: '10001' })
}
async function until(window: OpenWindow, isSo: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !isSo(); i++) await window.settle()
  expect(isSo()).toBe(true)
}
async function checked(text: string, name = 'Kasse.csv'): Promise<OpenWindow> {
  const path = join(folder, name)
  writeFileSync(path, text)
  const window = await openWindow({ before: shop, path: '/import', shell: { chooseFile: { path, name } } })
  await window.click('button', 'Datei wählen')
  await until(window, () => window.has('.steps-body'))
  return window
}
/** Amounts keep together by a space that does not break. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const figures = () => [...document.querySelectorAll('.counts dd')].map((figure) => plain(figure.textContent))
const isReady = (window: OpenWindow) => window.find('.button.primary').getAttribute('aria-disabled') === null
async function choose(window: OpenWindow, select: HTMLSelectElement, value: string) {
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
  await window.settle()
}
const FILE =
  'Bon-Nr;Datum;Kd-Nr;Bezeichnung;Menge;Einzelpreis\n4711;01.03.2026;10001;Vase;2;19,00\n4712;02.03.2026;99;Kerze;1;5,00\n' +
  '4713;05.03.2026;10001;Vase;-1;19,00\n4714;30.02.2026;10001;Vase;1;19,00\n'

describe('importing what the till sold', () => {
  test('the file says itself that it holds purchases; what would come is shown, and nothing is changed', async () => {
    const window = await checked(FILE)
    expect(figures()).toEqual(['2', '1', '0', '1', '24,00 €'])
    expect(window.has('.button.primary', '3 Einkäufe übernehmen')).toBe(true)
    expect([...document.querySelectorAll<HTMLSelectElement>('.mapping select')].map((select) => select.value)).toEqual([
      'receiptNo',
      'day',
      'customerNumber',
      'articleName',
      'quantity',
      'unitPrice',
    ])
    const receipts = [...document.querySelectorAll('.receipts tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map((cell) => plain(cell.textContent)),
    )
    expect(receipts).toEqual([
      ['4711', '01.03.2026', 'Sabine Kern', '1', '38,00 €'],
      ['4712', '02.03.2026', '99 (nicht bekannt)', '1', '5,00 €'],
      ['4713', '05.03.2026', 'Sabine KernRückgabe', '1', '−19,00 €'],
    ])
    expect(window.text()).toContain('Diesen Tag gibt es nicht, oder er ist nicht zu lesen.1„30.02.2026“bleibt draußen')
    expect(window.text()).toContain('Einen Kunden kennt Stammkunde nicht')
    expect(await window.house.call('purchases.unknown', {})).toMatchObject({ total: 0 })
  })

  test('is taken over with Strg Enter, stands in the history, and is taken back as a whole', async () => {
    const window = await checked(FILE)
    await window.press('Ctrl+Enter')
    await until(window, () => window.has('.result'))
    expect(window.text()).toContain('3 Einkäufe übernommen')
    expect(plain(window.find('.history').textContent)).toContain('2 Einkäufe, 1 Rückgabe, 24,00 €')
    await window.click('.result button', 'Zeile für Zeile ansehen')
    const rows = [...document.querySelectorAll('.rows tbody tr')].map((row) => plain(row.textContent))
    expect(rows[0]).toContain('Beleg 4711 · 01.03.2026 · 38,00 €')
    expect(rows[2]).toContain('Rückgabe')
    await window.click('button', 'Import zurücknehmen')
    await until(window, () => window.text().includes('Die Einkäufe dieser Datei sind wieder draußen'))
    expect(await window.house.call('purchases.unknown', {})).toMatchObject({ total: 0 })
  })

  test('asks what a day means that could be two, and goes on with the answer', async () => {
    const window = await checked('Receipt,Date,Total\n1,02/01/2026,12.50\n2,03/01/2026,8.00\n')
    expect(window.text()).toContain('Was bedeutet 02/01/2026 in dieser Datei?')
    expect(isReady(window)).toBe(false)
    await window.click('.question button', '02/01/2026 ist der 1. Februar 2026')
    await until(window, () => isReady(window))
    expect(window.find('.receipts').textContent).toContain('01.02.2026')
    expect(figures()).toEqual(['2', '0', '0', '0', '20,50 €'])
  })

  test('names the lines of a second way to write days, and leaves them out once the owner says which one counts', async () => {
    const window = await checked('Beleg;Datum;Betrag\n1;01.03.2026;5,00\n2;02.03.2026;6,00\n3;2026-03-03;7,00\n')
    expect(window.text()).toContain('meist wie 01.03.2026, in Zeile 4 wie 2026-03-03')
    await choose(window, window.find('.rules select'), 'day-dots')
    await until(window, () => isReady(window))
    expect(figures()).toEqual(['2', '0', '0', '1', '11,00 €'])
  })

  test('asks about an amount far above all others before anything is taken over', async () => {
    const many = Array.from({ length: 20 }, (_, index) => `${index + 1};01.03.2026;7,50`).join('\n')
    const window = await checked(`Beleg;Datum;Betrag\n${many}\n21;02.03.2026;30.000,00\n`)
    expect(plain(window.find('.outliers').textContent)).toContain(
      'Ein Betrag liegt weit über allen anderen der Datei. Stimmt er? Zeile 22: 30.000,00 €',
    )
    expect(isReady(window)).toBe(false)
    await window.click('.outliers button', 'Der Beleg bleibt draußen')
    await until(window, () => isReady(window))
    expect(figures()).toEqual(['20', '0', '0', '1', '150,00 €'])
    await window.click('.outliers button', 'Stimmt, der Beleg kommt herein')
    await until(window, () => isReady(window))
    expect(figures()).toEqual(['21', '0', '0', '0', '30.150,00 €'])
    await window.press('Ctrl+Enter')
    await until(window, () => window.has('.result'))
    expect(plain(window.text())).toContain('Sehen Sie hier noch einmal hin')
  })

  test('a file without names of columns is read as the owner says', async () => {
    const window = await checked('10001 20260301 2 29.33\n10001 20260302 1 10.00\n99 20260302 1 4.00\n', 'sales.txt')
    await choose(window, window.find('.kind select'), 'purchases')
    await until(window, () => window.text().includes('Bisher geht keine Spalte auf den Tag'))
    for (const [place, target] of ['customerNumber', 'day', 'quantity', 'lineTotal'].entries()) {
      await choose(window, document.querySelectorAll<HTMLSelectElement>('.mapping select')[place]!, target)
      await until(window, () => document.querySelectorAll<HTMLSelectElement>('.mapping select')[place]?.disabled === false)
    }
    await until(window, () => isReady(window))
    expect(figures()).toEqual(['3', '0', '0', '0', '43,33 €'])
    expect(window.text()).toContain('Jede Zeile ist ein Einkauf.')
  })

  test('the same file again says that there is nothing new', async () => {
    const window = await checked('Beleg;Datum;Betrag\n1;01.03.2026;5,00\n')
    await window.press('Ctrl+Enter')
    await until(window, () => window.has('.result'))
    await window.click('.result button', 'Weitere Datei')
    await window.click('button', 'Datei wählen')
    await until(window, () => window.has('.steps-body'))
    expect(figures()).toEqual(['0', '0', '1', '0', '0,00 €'])
    expect(window.text()).toContain('Alle Einkäufe dieser Datei stehen schon genau so in Stammkunde.')
    expect(isReady(window)).toBe(false)
  })
})
