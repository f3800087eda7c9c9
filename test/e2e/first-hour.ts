/** An owner's first hour, step by step through the window. The tour tells it on the terminal; a spec runs it as a test. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import { words } from '#words'

const de = words.de

export interface Walk {
  app: ElectronApplication
  page: Page
  /** Where the list to import, the PDF and the copies are put. */
  folder: string
}
export interface Step {
  name: string
  /** Does the step in the window, proves it, and answers one line of what came of it. */
  run(walk: Walk): Promise<string>
}

const LIST = [
  'Kd-Nr;Anrede;Vorname;Nachname;Straße Hausnr;PLZ;Ort;Telefon privat;E-Mail-Adresse;Geb.',
  '20482;Frau;Sabine;Kern;Gievenbecker Reihe 41;48161;Münster;0251/27 88 304;sabine.kern@example.de;03.05.79',
  '20483;Herr;Hans-Georg;Çelik;Am Stadtgraben 7;48143;Münster;0251 40 66 12;;',
  '20484;Frau;Ursula;Großjohann;Dorfstraße 2;48351;Everswinkel;02582 71 93;;19.11.1951',
  '20485;Herr;Jörg;Weiß;Hafenweg 18;01067;Dresden;+49 171 3920055;joerg.weiss@example.org;29.02.1984',
  '20486;;;;Ohne Namen 1;48143;Münster;0251 1234;;',
  ';Frau;Aylin;Müller;;;;0176 04069098;;',
].join('\r\n')

/** Latin-1 covers what this list holds of windows-1252: the form in which older programs still write. */
const asWindows1252 = (text: string) => Buffer.from(text, 'latin1')

async function answerDialogs(app: ElectronApplication, answers: { open?: string; save?: string }): Promise<void> {
  await app.evaluate(({ dialog }, { open, save }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: open === undefined, filePaths: open === undefined ? [] : [open] })
    dialog.showSaveDialog = () => Promise.resolve({ canceled: save === undefined, filePath: save ?? '' })
  }, answers)
}

const area = (page: Page, name: string) => page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${name}`) })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

/** Sends keys as a wedge scanner does, one right after the other: keys sent from outside would come too slowly on a busy machine. */
async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate(
    (keys) => {
      for (const key of keys)
        (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    },
    [...code, 'Enter'],
  )
}

const state = { card: '', copy: '' }

export const firstHour: readonly Step[] = [
  {
    name: 'welcome',
    async run({ page }) {
      await button(page, de.welcome.sampleButton).click()
      await expect(page.getByRole('article').first()).toBeVisible({ timeout: 20_000 })
      await area(page, de.shell.nav.customers).click()
      await expect(page.getByRole('row').nth(10)).toBeVisible({ timeout: 20_000 })
      return 'sample shop with 300 invented customers is open, and the day says whom to turn to'
    },
  },
  {
    name: 'import',
    async run({ app, page, folder }) {
      const file = join(folder, 'Kundenliste.csv')
      writeFileSync(file, asWindows1252(LIST))
      await area(page, de.shell.nav.customers).click()
      await button(page, de.customers.list.import)
        .or(page.getByRole('link', { name: de.customers.list.import }))
        .click()
      await answerDialogs(app, { open: file })
      await button(page, de.imports.file.choose).click()
      await expect(page.getByLabel(de.imports.file.encoding)).toHaveValue('windows-1252')
      await expect(page.getByText(/Umlaute stimmen: .*Großjohann/)).toBeVisible()
      await button(page, /^5 Kunden übernehmen/).click()
      await expect(button(page, de.imports.result.undo)).toBeVisible({ timeout: 20_000 })
      return 'five customers taken over from a windows-1252 list; the row without a name stayed out'
    },
  },
  {
    name: 'find',
    async run({ page }) {
      await page.keyboard.press('Control+k')
      await expect(page.getByPlaceholder(de.shell.palette.placeholder)).toBeFocused()
      await page.keyboard.type('ker 0251', { delay: 60 })
      await expect(page.getByRole('option', { name: /Sabine Kern/ })).toBeVisible()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: 'Sabine Kern' })).toBeVisible()
      return 'Sabine Kern found by the beginning of her name and phone number'
    },
  },
  {
    name: 'book',
    async run({ page }) {
      await page.keyboard.press('e')
      await page.getByLabel(de.purchases.sheet.amount).fill('49,90')
      await page.getByLabel(de.purchases.sheet.receipt).fill('2026-03817')
      await page.keyboard.press('Enter')
      await expect(page.getByText(/49,90\s€ nachgetragen, \+49 Punkte/)).toBeVisible()
      await expect(page.getByText(de.phases.phase['after-purchase']).first()).toBeVisible()
      return '49.90 copied from the till: 49 points, phase after-purchase'
    },
  },
  {
    name: 'board',
    async run({ page }) {
      await area(page, de.shell.nav.phases).click()
      await page.getByPlaceholder(de.phases.board.search).fill('kern sab')
      const column = page.getByRole('region', { name: new RegExp(de.phases.phase['after-purchase']) })
      await expect(column.getByText('Sabine Kern')).toBeVisible()
      return 'she stands in the second column'
    },
  },
  {
    name: 'card',
    async run({ page }) {
      await page.getByText('Sabine Kern').first().click()
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: 'Sabine Kern' })).toBeVisible()
      await page.getByRole('tab', { name: de.cards.title }).click()
      await button(page, de.customers.card.issue).first().click()
      const number = page
        .getByRole('tabpanel')
        .getByText(/^2\s\d{6}\s\d{6}$/)
        .first()
      await expect(number).toBeVisible()
      state.card = (await number.innerText()).replace(/\D/g, '')
      return `card ${state.card} issued`
    },
  },
  {
    name: 'print',
    async run({ app, page, folder }) {
      const file = join(folder, 'Kundenkarten.pdf')
      await answerDialogs(app, { save: file })
      await page.getByRole('link', { name: de.customers.card.print }).or(button(page, de.customers.card.print)).first().click()
      await page.getByRole('radiogroup', { name: de.cards.sheet.start }).getByText('4', { exact: true }).click()
      await button(page, de.cards.print.savePdf).click()
      await expect(page.getByText(de.cards.after.question)).toBeVisible({ timeout: 20_000 })
      expect(statSync(file).size).toBeGreaterThan(1000)
      const picture = join(folder, 'Kundenkarten')
      execFileSync('pdftoppm', ['-q', '-r', '300', '-png', file, picture])
      const read = ['1', '2'].flatMap((n) => (existsSync(`${picture}-${n}.png`) ? codesOn(`${picture}-${n}.png`) : []))
      expect(read.toSorted()).toEqual([`EAN-13:${state.card}`, `QR-Code:SK1:${state.card}`])
      await button(page, de.cards.after.yes).click()
      await expect(page.getByText(/als gedruckt vermerkt/)).toBeVisible()
      await expect(page.getByRole('heading', { name: de.cards.title, exact: true })).toBeVisible()
      return `printed on a sheet from position 4; both codes are read from the page: ${read.join(', ')}`
    },
  },
  {
    name: 'scan',
    async run({ page }) {
      await area(page, de.shell.nav.settings).click()
      await expect(page.getByRole('heading', { name: de.shell.nav.settings })).toBeVisible()
      await scan(page, state.card)
      await expect(page.getByRole('heading', { name: 'Sabine Kern' })).toBeVisible()
      return 'the card opens her from the settings screen'
    },
  },
  {
    name: 'backup',
    async run({ app, page, folder }) {
      const target = join(folder, 'SICHERUNG')
      mkdirSync(target)
      await page.locator('a[href="#/backup"]').click()
      await answerDialogs(app, { open: target })
      await button(page, new RegExp(`^${de.backup.now}`)).click()
      await expect(page.getByText(de.backup.state.verified).first()).toBeVisible({ timeout: 20_000 })
      return 'copied, read back and counted'
    },
  },
  {
    name: 'restore',
    async run({ page }) {
      await area(page, de.shell.nav.customers).click()
      await page.getByPlaceholder(de.customers.list.search).fill('kern sabine')
      await expect(page.getByRole('row', { name: /Sabine Kern/ })).toHaveCount(1)
      await page
        .getByRole('row', { name: /Sabine Kern/ })
        .getByRole('gridcell')
        .first()
        .click()
      await button(page, de.views.marked.more).click()
      await page.getByRole('menuitem', { name: de.customers.marked.remove }).click()
      await expect(page.getByRole('row', { name: /Sabine Kern/ })).toHaveCount(0)
      await page.locator('a[href="#/backup"]').click()
      await button(page, new RegExp(`^${de.backup.restore}`))
        .or(page.getByRole('link', { name: new RegExp(`^${de.backup.restore}`) }))
        .first()
        .click()
      await expect(page.getByText(de.backup.page.good)).toBeVisible({ timeout: 20_000 })
      await button(page, new RegExp(`^${de.backup.restore}`))
        .last()
        .click()
      await expect(page.getByText(de.backup.page.doneText, { exact: true })).toBeVisible({ timeout: 20_000 })
      await area(page, de.shell.nav.customers).click()
      await page.getByPlaceholder(de.customers.list.search).fill('kern sabine')
      await expect(page.getByRole('row', { name: /Sabine Kern/ })).toHaveCount(1)
      return 'deleted after the copy, back again after the restore'
    },
  },
]

/** Every code on a picture, as `kind:content`; the front sides have none. */
export function codesOn(picture: string): string[] {
  const { status, stdout, stderr } = spawnSync('zbarimg', ['--quiet', picture], { encoding: 'utf8' })
  const NO_CODE = 4
  if (status !== 0 && status !== NO_CODE) throw new Error(`zbarimg ended with ${status}: ${stderr}`)
  return stdout.split('\n').filter((line) => line !== '')
}
