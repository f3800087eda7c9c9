import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createBackend, DATABASE_FILE } from '../../electron/backend/create-backend.ts'
import { expect, test as base } from './fixture.ts'

/** A shop whose data were spoilt over night, with a copy on a stick. */
const test = base.extend<{ stick: string }>({
  stick: [
    async ({ dataDir }, use) => {
      const stick = join(dataDir, '../Stick')
      mkdirSync(stick, { recursive: true })
      const backend = createBackend({ dataDir, today: '2026-03-12' })
      for (const lastName of ['Kern', 'Brandt']) await backend.dispatch('customers.create', { kind: 'person', lastName })
      await backend.dispatch('settings.update', { welcomeDone: true, shopName: 'Zweirad Lindner' })
      await backend.dispatch('backup.create', { folder: stick })
      await backend.jobs.whenIdle()
      await backend.close()
      writeFileSync(join(dataDir, DATABASE_FILE), 'Sehr geehrte Frau Kern,\n'.repeat(500))
      await use(stick)
    },
    { auto: true },
  ],
  app: async ({ stick, app }, use) => {
    expect(stick).not.toBe('')
    await use(app)
  },
})

test('an owner whose data are damaged brings the last copy back and goes on in the same window', async ({ page, dataDir }) => {
  await expect(page.getByText('Stammkunde kann die Daten nicht öffnen')).toBeVisible()
  const copy = page.getByRole('radio')
  await expect(copy).toHaveCount(1)
  await expect(page.locator('.copy')).toContainText('2 Kunden')
  await copy.check()
  await expect(page.getByText('Diese Kopie ist in Ordnung.')).toBeVisible()
  await page.getByRole('button', { name: 'Wiederherstellen' }).click()
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Kunden/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Kunden', level: 1 })).toBeVisible()
  await expect(page.getByText('Brandt').first()).toBeVisible()
  await expect(page.locator('.toast')).toContainText('Zurückgeholt: 2 Kunden')
  const [aside = ''] = readdirSync(join(dataDir, 'set-aside'))
  expect(readFileSync(join(dataDir, 'set-aside', aside), 'utf8')).toMatch(/^Sehr geehrte Frau Kern/)
  await page.reload()
  await expect(page.getByText('Brandt').first()).toBeVisible()
})
