import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { House } from '../../support/house.ts'
import { openWindow } from '../open-window.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unknown-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function shop(house: House) {
  await house.call('settings.update', { welcomeDone: true })
  await house.call('customers.create', { kind: 'person', firstName: 'Sabine', lastName: 'Kern' })
}
async function sold(house: House) {
  await shop(house)
  const file = join(folder, 'kasse.csv')
  writeFileSync(file, 'Beleg;Datum;Kunde;Betrag\n1;01.02.2026;99;38,00\n2;02.02.2026;99;5,00\n3;03.02.2026;;12,00\n4;06.02.2026;55;7,00\n')
  await house.job('imports.start', { file, kind: 'purchases' })
}
const groups = () => [...document.querySelectorAll('.group .name')].map((name) => name.textContent)

test('sales without a customer wait by what the till named, are given to a customer by keyboard, and Ctrl+Z takes them back', async () => {
  const window = await openWindow({ before: sold, path: '/unknown-sales' })
  expect(window.text()).toContain('4 Verkäufe, 62,00\u00a0€')
  expect(window.text()).toContain('Dieses Jahr: 62,00\u00a0€ nach Rückgaben. Von dem, was verkauft wurde, sind 62,00\u00a0€ ohne Kunden (100 %).')
  expect(groups()).toEqual(['99', '55', 'ohne Angabe'])
  expect(window.find('.nav, nav', 'Ohne Kunden').textContent).toContain('Ohne Kunden2')
  await window.fill('Kunde', 'kern')
  await window.press('Enter')
  await window.press('Ctrl+Enter')
  expect(window.text()).toContain('2 Verkäufe gehören jetzt Sabine Kern, 43 Punkte.')
  expect(groups()).toEqual(['55', 'ohne Angabe'])
  await window.press('Ctrl+Z')
  await window.settle()
  expect(groups()).toEqual(['99', '55', 'ohne Angabe'])
})

test('single sales are ticked where not all of them belong to one customer', async () => {
  const window = await openWindow({ before: sold, path: '/unknown-sales' })
  await window.click('.group', '99')
  const [, older] = document.querySelectorAll<HTMLInputElement>('td .check')
  older!.click()
  await window.settle()
  expect(window.has('.button.primary', '1 Verkauf zuordnen')).toBe(true)
  await window.fill('Kunde', 'kern')
  await window.press('Enter')
  await window.click('.button.primary', '1 Verkauf zuordnen')
  expect(await window.house.call('purchases.unknown', { hint: '99' })).toMatchObject({ total: 1, rows: [{ receiptNo: '2' }] })
})

test('where the till named nobody, nothing can be assigned before something is ticked', async () => {
  const window = await openWindow({ before: sold, path: '/unknown-sales' })
  await window.click('.group', 'ohne Angabe')
  await window.fill('Kunde', 'kern')
  await window.press('Enter')
  expect(window.find('.button.primary').getAttribute('aria-disabled')).toBe('true')
})

test('an empty list explains itself', async () => {
  const window = await openWindow({ before: shop, path: '/unknown-sales' })
  expect(window.text()).toContain('Jeder Verkauf aus der Kasse hat seinen Kunden.')
})
