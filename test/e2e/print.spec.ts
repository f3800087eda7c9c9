import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { judge, missingTools } from '../services/cards/print/print-tools.ts'
import { expect, test } from './fixture.ts'

const call = <T>(page: Page, name: string, input: unknown) =>
  page
    .evaluate(([name, input]) => window.stammkunde.call(name, input), [name, input] as const)
    .then((answer) => {
      if (!answer.ok) throw new Error(answer.failure.reason)
      return answer.value as T
    })

/** A shop in which so many customers have a card that is not printed yet. */
async function shopWithCards(page: Page, count: number): Promise<string[]> {
  await call(page, 'settings.update', { welcomeDone: true, shopName: 'Zweirad Lindner' })
  const numbers: string[] = []
  for (let i = 0; i < count; i++) {
    const lastName = i === 1 ? 'W'.repeat(100) : `Tölle ${i}`
    const { id } = await call<{ id: number }>(page, 'customers.create', { kind: 'person', firstName: 'Miriam', lastName })
    numbers.push((await call<{ number: string }>(page, 'cards.issue', { customerId: id })).number)
  }
  return numbers
}
const openCards = (page: Page) => page.evaluate(() => void (location.hash = '#/cards'))

test.describe('cards', () => {
  test.skip(missingTools.length > 0, `not found: ${missingTools.join(', ')}`)

  test('the owner saves new cards as a PDF in which every code can be read', async ({ page, dataDir, stubDialogs }) => {
    const numbers = await shopWithCards(page, 12)
    const file = path.join(path.dirname(dataDir), 'karten.pdf')
    await stubDialogs({ save: file })
    await openCards(page)
    await page.getByRole('button', { name: 'Neue Karten drucken' }).click()
    await expect(page.locator('.head .count')).toHaveText('12 Karten auf 2 Bögen')
    // The preview is the document itself.
    await expect(page.frameLocator('.middle iframe').locator('.card.front').first()).toContainText('Zweirad Lindner')
    await page.getByRole('button', { name: 'Als PDF sichern' }).click()
    await expect(page.getByText('Sind die Karten gut geworden?')).toBeVisible({ timeout: 30_000 })

    const pages = judge(readFileSync(file))
    expect(pages.map(({ codes }) => codes.length)).toEqual([0, 20, 0, 4])
    for (const { widthMm, heightMm } of pages) {
      expect(Math.abs(widthMm - 210)).toBeLessThanOrEqual(0.2)
      expect(Math.abs(heightMm - 297)).toBeLessThanOrEqual(0.2)
    }
    const read = pages.flatMap(({ codes }) => codes).toSorted()
    expect(read).toEqual(numbers.flatMap((number) => [`EAN-13:${number}`, `QR-Code:SK1:${number}`]).toSorted())

    await page.getByRole('button', { name: 'Ja, als gedruckt vermerken' }).click()
    await expect(page.getByText('12 Karten als gedruckt vermerkt.')).toBeVisible()
    // Twelve cards used two places of the second sheet; the next print begins behind them.
    expect(await call<{ usedPlaces: object }>(page, 'settings.get', {})).toMatchObject({ usedPlaces: { '32010': 2 } })
  })

  test('on plastic cards front and back are pages of the size of a card', async ({ page, dataDir, stubDialogs }) => {
    const numbers = await shopWithCards(page, 2)
    const file = path.join(path.dirname(dataDir), 'plastik.pdf')
    await stubDialogs({ save: file })
    await openCards(page)
    await page.getByRole('button', { name: 'Neue Karten drucken' }).click()
    await page.getByLabel('Worauf gedruckt wird').selectOption('cr80')
    await expect(page.locator('.head .count')).toHaveText('2 Karten, 4 Seiten')
    await page.getByRole('button', { name: 'Als PDF sichern' }).click()
    await expect(page.getByText('Sind die Karten gut geworden?')).toBeVisible({ timeout: 30_000 })
    const pages = judge(readFileSync(file))
    expect(pages.map(({ codes }) => codes.length)).toEqual([0, 2, 0, 2])
    expect(pages.flatMap(({ codes }) => codes)).toEqual(expect.arrayContaining(numbers.map((number) => `EAN-13:${number}`)))
    for (const { widthMm, heightMm } of pages) {
      expect(Math.abs(widthMm - 85.6)).toBeLessThanOrEqual(0.2)
      expect(Math.abs(heightMm - 53.98)).toBeLessThanOrEqual(0.2)
    }
  })

  test('Strg P hands the document to the system, in the owner’s own window', async ({ page, evaluateMain }) => {
    await shopWithCards(page, 1)
    await evaluateMain(({ app }) => {
      const printed: string[] = []
      Object.assign(globalThis, { printed })
      const read = async (window: Electron.BrowserWindow) => {
        printed.push(String(await window.webContents.executeJavaScript('document.querySelectorAll(".page").length')))
      }
      app.on('browser-window-created', (_event, window) => {
        window.webContents.print = (_options, done) => void read(window).finally(() => done?.(true, ''))
      })
    })
    await openCards(page)
    await page.getByRole('button', { name: 'Neue Karten drucken' }).click()
    await expect(page.locator('.head .count')).toHaveText('1 Karte auf 1 Bogen')
    await page.keyboard.press('Control+P')
    await expect(page.getByText('An den Drucker geschickt.')).toBeVisible({ timeout: 30_000 })
    expect(await evaluateMain(() => (globalThis as unknown as { printed: string[] }).printed)).toEqual(['2'])
  })
})
