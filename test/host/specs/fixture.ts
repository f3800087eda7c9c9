import path from 'node:path'
import { expect, test as base } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import { launchApp, temporaryFolder } from '../launch-app.ts'
import type { EvaluateMain } from '../launch-app.ts'
import { fixtureApp } from './build-fixture-app.ts'

interface Fixtures {
  /** Added to the environment of the app; set with `test.use`. */
  environment: Record<string, string>
  dataDir: string
  app: ElectronApplication
  page: Page
  evaluateMain: EvaluateMain
}

export const test = base.extend<Fixtures>({
  environment: [{}, { option: true }],
  // oxlint-disable-next-line no-empty-pattern
  dataDir: async ({}, use) => {
    const folder = temporaryFolder()
    await use(path.join(folder.path, 'data'))
    folder.remove()
  },
  app: async ({ dataDir, environment }, use) => {
    const app = await launchApp({ appPath: fixtureApp, dataDir, environment })
    await use(app)
    await app.close()
  },
  page: async ({ app }, use) => {
    const page = await app.firstWindow()
    await page.waitForURL(/\/index\.html/) // a new window is blank at first
    await expect(page.getByRole('heading', { name: 'Fixture' })).toBeVisible()
    await use(page)
  },
  evaluateMain: async ({ app }, use) => {
    await use((work, argument) => app.evaluate(work as never, argument))
  },
})
export { expect }
