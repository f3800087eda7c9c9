import { _electron, expect, test as base } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import type {} from '../../../electron/preload/api.ts'
import type {} from './fixture-app/fake-backend.ts'
import { fixtureApp } from './build-fixture-app.ts'

type Electron = typeof import('electron')
interface Fixtures {
  /** Added to the environment of the app; set with `test.use`. */
  environment: Record<string, string>
  dataDir: string
  app: ElectronApplication
  page: Page
  evaluateMain: <R, A = undefined>(work: (electron: Electron, argument: A) => R | Promise<R>, argument?: A) => Promise<R>
}

const processEnv = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))

export const test = base.extend<Fixtures>({
  environment: [{}, { option: true }],
  // eslint-disable-next-line no-empty-pattern
  dataDir: async ({}, use, info) => use(info.outputPath('data')),
  app: async ({ dataDir, environment }, use) => {
    const app = await _electron.launch({
      args: [fixtureApp, '--data', dataDir], cwd: fixtureApp, env: { ...processEnv(), ...environment },
      colorScheme: null, // else Playwright would override nativeTheme
    })
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
