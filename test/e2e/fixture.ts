import path from 'node:path'
import { expect, test as base } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import { launchApp, temporaryFolder } from '../host/launch-app.ts'
import type { EvaluateMain } from '../host/launch-app.ts'

const root = path.join(import.meta.dirname, '../..')

/** What the next dialogs answer; null is a click on Cancel, and a dialog that is not named here fails the test. */
interface DialogAnswers {
  open?: string | null
  save?: string | null
}
interface Fixtures {
  /** More of the app's command line, such as `['--today', '2026-03-02']`; set with `test.use`. */
  appArguments: string[]
  /** Errors that a test brings about on purpose. */
  allowedErrors: RegExp[]
  dataDir: string
  app: ElectronApplication
  page: Page
  evaluateMain: EvaluateMain
  stubDialogs: (answers: DialogAnswers) => Promise<void>
}

/** Errors in any window, breaches of the content security policy included: Chromium reports those on the console. */
function collectErrors(app: ElectronApplication): string[] {
  const errors: string[] = []
  const watch = (page: Page): void => {
    page.on('pageerror', (error) => errors.push(`uncaught: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.text().includes('Content Security Policy'))
        errors.push(`console: ${message.text()} (${message.location().url})`)
    })
  }
  app.windows().forEach(watch)
  app.on('window', watch)
  return errors
}

/** The built app with an empty data folder. */
export const test = base.extend<Fixtures>({
  appArguments: [[], { option: true }],
  allowedErrors: [[], { option: true }],
  // oxlint-disable-next-line no-empty-pattern
  dataDir: async ({}, use) => {
    const folder = temporaryFolder()
    await use(path.join(folder.path, 'data'))
    folder.remove()
  },
  app: async ({ dataDir, appArguments, allowedErrors }, use) => {
    const app = await launchApp({ appPath: root, dataDir, args: appArguments })
    const errors = collectErrors(app)
    await use(app)
    await app.close()
    expect(
      errors.filter((error) => !allowedErrors.some((allowed) => allowed.test(error))),
      'errors and policy violations in the window',
    ).toEqual([])
  },
  page: async ({ app }, use) => {
    const page = await app.firstWindow()
    await page.waitForURL(/\/index\.html/) // a new window is blank at first
    await expect(page.locator('#app > *').first()).toBeVisible()
    await use(page)
  },
  evaluateMain: async ({ app }, use) => {
    await use((work, argument) => app.evaluate(work as never, argument))
  },
  stubDialogs: async ({ evaluateMain }, use) => {
    await use((answers) =>
      evaluateMain(({ dialog }, { open, save }) => {
        const unexpected = (kind: string) => Promise.reject(new Error(`no answer for a dialog to ${kind} a file`))
        dialog.showOpenDialog = () =>
          open === undefined ? unexpected('open') : Promise.resolve({ canceled: open === null, filePaths: open === null ? [] : [open] })
        dialog.showSaveDialog = () => (save === undefined ? unexpected('save') : Promise.resolve({ canceled: save === null, filePath: save ?? '' }))
      }, answers),
    )
  },
})
export { expect }
