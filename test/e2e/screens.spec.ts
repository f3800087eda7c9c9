import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  id: string
  impact: string | null
  nodes: string[]
}

const call = (page: Page, name: string, input: unknown) =>
  page.evaluate(
    ([called, given]) =>
      (window as unknown as { stammkunde: { call(name: string, input: unknown): Promise<unknown> } }).stammkunde.call(called, given),
    [name, input] as const,
  ) as Promise<{
    ok: boolean
    value: never
  }>

async function findings(page: Page): Promise<Finding[]> {
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const axe = (window as unknown as { axe: typeof import('axe-core') }).axe
    const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => ({ id, impact: impact ?? null, nodes: nodes.map(({ html }) => html.slice(0, 160)) }))
  })
}

/** Opens a screen and waits until nothing moves any more. */
async function open(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), address)
  await expect(page.locator('main').getByRole('heading').first()).toBeVisible()
  await page.waitForTimeout(400)
}

async function loadSample(page: Page): Promise<number> {
  await call(page, 'sample.load', {})
  await expect.poll(async () => (await call(page, 'customers.count', {})).value, { timeout: 20_000 }).toMatchObject({ customers: 300 })
  const found = (await call(page, 'customers.search', { text: 'bakkali', limit: 1 })).value as { rows: { id: number }[] }
  return found.rows[0]!.id
}

for (const theme of ['light', 'dark'] as const) {
  test(`every screen can be read and reached by everyone (${theme})`, async ({ page }) => {
    test.setTimeout(120_000)
    expect(await findings(page), 'welcome').toEqual([])
    const id = await loadSample(page)
    await call(page, 'tasks.create', { customerId: id, title: 'Sattel bestellen', dueOn: '2026-01-02', note: 'Leder' })
    await call(page, 'articles.save', { name: 'Sattel aus Leder', priceCents: 8900, demandDays: 900 })
    await call(page, 'settings.update', { theme, language: theme === 'dark' ? 'en' : 'de' })
    for (const address of [
      '#/customers',
      '#/customers/bin',
      `#/customers/${id}`,
      '#/phases',
      '#/tasks',
      '#/birthdays',
      '#/cards',
      '#/cards/designs',
      `#/cards/link?code=2000000000152&for=${id}`,
      '#/duplicates',
      '#/articles',
      '#/articles/new',
      '#/articles/groups',
      '#/articles/import',
      '#/unknown-sales',
      '#/import',
      '#/export',
      '#/backup',
      '#/settings',
      '#/settings/own-fields',
      '#/settings/tags',
      '#/operations',
      '#/shortcuts',
    ]) {
      await open(page, address)
      expect(await findings(page), address).toEqual([])
    }
  })
}

test('nothing runs out of the window, from the smallest size on', async ({ page, evaluateMain }) => {
  test.setTimeout(120_000)
  const id = await loadSample(page)
  for (const [width, height] of [
    [1024, 700],
    [1280, 800],
    [1920, 1080],
  ] as const) {
    await evaluateMain(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]!.setBounds({ width: size[0], height: size[1] }), [
      width,
      height,
    ] as const)
    await page.waitForTimeout(200)
    for (const address of [
      '#/customers',
      `#/customers/${id}`,
      '#/phases',
      '#/tasks',
      '#/birthdays',
      '#/cards',
      '#/cards/designs',
      `#/cards/link?code=2000000000152&for=${id}`,
      '#/duplicates',
      '#/articles',
      '#/articles/groups',
      '#/articles/import',
      '#/import',
      '#/export',
      '#/backup',
      '#/settings',
      '#/settings/own-fields',
      '#/settings/tags',
      '#/operations',
      '#/shortcuts',
    ]) {
      await open(page, address)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(overflow, `${address} at ${width}`).toBeLessThanOrEqual(0)
    }
  }
})
