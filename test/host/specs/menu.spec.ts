import { expect, test } from './fixture.ts'

const labels = ({ Menu }: typeof import('electron')) => (Menu.getApplicationMenu()?.items ?? []).map((item) => item.label)

test('a menu item sends its command to the window', async ({ page, evaluateMain }) => {
  await evaluateMain(({ Menu }) => {
    for (const id of ['new-customer', 'undo', 'theme-dark']) Menu.getApplicationMenu()?.getMenuItemById(id)?.click()
  })
  await expect(page.locator('output')).toHaveText('command:new-customer command:undo command:theme-dark')
})

test('the menu speaks the language of the window', async ({ page, evaluateMain }) => {
  await expect.poll(() => evaluateMain(labels)).toEqual(expect.arrayContaining(['Datei', 'Bearbeiten', 'Ansicht', 'Hilfe']))
  await page.evaluate(() => window.stammkunde.shell('setLanguage', { language: 'en' }))
  expect(await evaluateMain(labels)).toEqual(expect.arrayContaining(['File', 'Edit', 'View', 'Help']))
  expect(await evaluateMain(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('quit')?.label)).toBe('Quit')
})

test('undo and redo are commands with keys', async ({ page, evaluateMain }) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const keys = await evaluateMain(({ Menu }) =>
    ['undo', 'redo'].map((id) => {
      const item = Menu.getApplicationMenu()?.getMenuItemById(id)
      return [item?.accelerator, item?.role ?? null]
    }),
  )
  expect(keys).toEqual([
    ['CmdOrCtrl+Z', null],
    ['CmdOrCtrl+Shift+Z', null],
  ])
})

// Playwright's key presses go to the page; whether they reach a native menu as well is up to the host.
test('the stand-in reads the keys of the menu in the page', async ({ page }) => {
  test.skip(process.env['ELECTRON_OVERRIDE_DIST_PATH'] === undefined, 'the real Electron has native menus')
  await page.keyboard.press('Control+n')
  await page.keyboard.press('Control+Shift+Z')
  await expect(page.locator('output')).toHaveText('command:new-customer command:redo')
  await page.getByLabel('Text').fill('typed')
  await page.getByLabel('Text').press('Control+z')
  await expect(page.getByLabel('Text')).toHaveValue('')
  await expect(page.locator('output')).toHaveText('command:new-customer command:redo')
})
