import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { workbook } from '../services/imports/workbooks.ts'
import { expect, test } from './fixture.ts'

const umlauts = ['Müller', 'Çelik', 'Großjohann', 'Tölle']

/** A list as an old till writes it: semicolons, windows-1252, a few rows with something wrong. */
function writeList(folder: string, rows: number): string {
  const lines = ['Kd-Nr;Anrede;Vorname;Nachname;Straße Hausnr;PLZ;Ort;Telefon privat;Geb.']
  for (let i = 0; i < rows; i++) {
    const name = i % 500 === 99 ? '' : `${umlauts[i % umlauts.length]}${i}`
    const phone = i % 400 === 7 ? 's. Büro' : `0251/${100_000 + i}`
    lines.push(`${20_000 + i};Frau;${name === '' ? '' : 'Käthe'};${name};Gievenbecker Reihe ${i % 90};48161;Münster;${phone};03.05.79`)
  }
  const file = path.join(folder, 'Kundenliste_2025.csv')
  writeFileSync(file, Buffer.from(lines.join('\r\n'), 'latin1'))
  return file
}

test('the owner brings a list of 2,000 customers in, saves what stayed out, and takes it all back', async ({ page, dataDir, stubDialogs }) => {
  const folder = path.dirname(dataDir)
  const failed = path.join(folder, 'draussen.csv')
  await stubDialogs({ open: writeList(folder, 2000), save: failed })
  await page.evaluate(() => window.stammkunde.call('settings.update', { welcomeDone: true, shopAreaCode: '0251' }))
  await page.evaluate(() => void (location.hash = '#/import'))

  await page.getByRole('button', { name: 'Datei wählen' }).click()
  await expect(page.getByText('2.000 Zeilen, 9 Spalten, getrennt mit Semikolon')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(/Umlaute stimmen: .*Müller/)).toBeVisible()
  await expect(page.getByLabel('Wohin die Spalte „Telefon privat“ geht')).toHaveValue('phone')
  await expect(page.locator('.counts dd')).toHaveText(['1.996', '0', '0', '4'])
  await expect(page.getByText('Zeilen 101, 601, 1101 und 1 weitere')).toBeVisible()

  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('1.996 Kunden übernommen')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: '4 Zeilen als Datei sichern' }).click()
  await expect(page.getByText('4 Zeilen gesichert in draussen.csv.')).toBeVisible()
  expect(readFileSync(failed, 'utf8')).toContain('Kein Name')

  await page.getByRole('button', { name: 'Zu den Kunden' }).click()
  await expect(page.locator('.head .count')).toHaveText('1.996')
  await page.evaluate(() => void (location.hash = '#/import'))
  await page.getByRole('button', { name: 'Import zurücknehmen' }).click()
  await expect(page.getByText('1.996 Kunden wieder entfernt')).toBeVisible({ timeout: 30_000 })
  const answer = await page.evaluate(() => window.stammkunde.call('customers.count', {}))
  expect(answer).toMatchObject({ ok: true, value: { customers: 0 } })
})

test('a cancelled import leaves nothing behind', async ({ page, dataDir, stubDialogs }) => {
  const folder = path.dirname(dataDir)
  await stubDialogs({ open: writeList(folder, 20_000) })
  await page.evaluate(() => window.stammkunde.call('settings.update', { welcomeDone: true }))
  await page.evaluate(() => void (location.hash = '#/import'))
  await page.getByRole('button', { name: 'Datei wählen' }).click()
  await expect(page.locator('.counts dd').first()).toHaveText('19.960', { timeout: 40_000 })
  await page.keyboard.press('Control+Enter')
  await page.locator('.job').getByRole('button', { name: 'Abbrechen' }).click()
  await expect(page.getByText('Der Import ist abgebrochen. Nichts wurde geändert.')).toBeVisible({ timeout: 30_000 })
  const answer = await page.evaluate(() => window.stammkunde.call('customers.count', {}))
  expect(answer).toMatchObject({ ok: true, value: { customers: 0 } })
})

test('a vCard from a phone can be dropped onto the page', async ({ page }) => {
  await page.evaluate(() => window.stammkunde.call('settings.update', { welcomeDone: true }))
  await page.evaluate(() => void (location.hash = '#/import'))
  await expect(page.getByText('Kundenliste oder Kassendatei hierher ziehen')).toBeVisible()
  await page.evaluate(() => {
    const card =
      'BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg\r\nTEL;CELL:0171 1234567\r\nEND:VCARD\r\n'
    const data = new DataTransfer()
    data.items.add(new File([card], 'Kontakt.vcf', { type: 'text/vcard' }))
    document.querySelector('.zone')?.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
  })
  await expect(page.getByText('1 Kontakt aus einer vCard-Datei')).toBeVisible({ timeout: 20_000 })
  await expect(page.locator('.sample')).toContainText('Jörg Müller')
  await page.getByRole('button', { name: '1 Kunden übernehmen' }).click()
  await expect(page.getByText('1 Kunde übernommen')).toBeVisible({ timeout: 20_000 })
})

test('a list from Excel is read by the built app', async ({ page, dataDir, stubDialogs }) => {
  const file = path.join(path.dirname(dataDir), 'Kunden.xlsx')
  writeFileSync(
    file,
    workbook([
      {
        name: 'Kunden',
        rows: [
          ['Kd-Nr', 'Nachname', 'PLZ', 'Geburtstag'],
          ['0042', 'Çelik', '01067', { day: 29285 }],
        ],
      },
    ]),
  )
  await stubDialogs({ open: file })
  await page.evaluate(() => window.stammkunde.call('settings.update', { welcomeDone: true, shopAreaCode: '0251' }))
  await page.evaluate(() => void (location.hash = '#/import'))
  await page.getByRole('button', { name: 'Datei wählen' }).click()
  await expect(page.locator('.counts dd')).toHaveText(['1', '0', '0', '0'], { timeout: 20_000 })
  await expect(page.locator('.sample')).toContainText('01067')
  await expect(page.locator('.sample')).toContainText('05.03.1980')
})
