import { readFileSync } from 'node:fs'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from './fixture.ts'

const firstWindow = ({ BrowserWindow }: typeof import('electron')) => {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) throw new Error('no window')
  const { width, height, x, y } = window.getNormalBounds()
  return { title: window.getTitle(), isVisible: window.isVisible(), width, height, x, y }
}

test('the window is visible, has its own title and its first size', async ({ page, evaluateMain }) => {
  expect(await evaluateMain(firstWindow)).toMatchObject({ title: 'Stammkunde', isVisible: true, width: 1280, height: 800 })
  expect(await page.title()).toBe('Fixture page')
})

test('Playwright reaches the window of a page', async ({ app, page }) => {
  const handle = await app.browserWindow(page)
  expect(await handle.evaluate((window: Electron.BrowserWindow) => window.webContents.getURL())).toBe('app://bundle/index.html')
})

test('a closed window leaves its place behind', async ({ app, page, evaluateMain, dataDir }) => {
  await evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 1100, height: 720 }))
  const closed = app.waitForEvent('close')
  await page.close()
  await closed
  expect(JSON.parse(readFileSync(path.join(dataDir, 'window.json'), 'utf8'))).toEqual({
    bounds: { x: 40, y: 60, width: 1100, height: 720 },
    isMaximized: false,
  })
})

for (const { name, file, expected } of [
  {
    name: 'opens where it was left',
    file: '{"bounds":{"x":40,"y":60,"width":1100,"height":720},"isMaximized":false}',
    expected: { x: 40, y: 60, width: 1100, height: 720 },
  },
  {
    name: 'opens at its first size when its screen is gone',
    file: '{"bounds":{"x":9000,"y":60,"width":1100,"height":720}}',
    expected: { width: 1280, height: 800 },
  },
  { name: 'opens at its first size when its place is broken', file: '{"bounds":', expected: { width: 1280, height: 800 } },
  {
    name: 'opens at its first size when its place makes no sense',
    file: '{"bounds":{"x":"0","y":0,"width":5,"height":1e99}}',
    expected: { width: 1280, height: 800 },
  },
]) {
  test.describe(() => {
    test.beforeEach(({ dataDir }) => {
      mkdirSync(dataDir, { recursive: true })
      writeFileSync(path.join(dataDir, 'window.json'), file)
    })
    test(`the window ${name}`, async ({ page, evaluateMain }) => {
      await expect(page.getByRole('heading')).toBeVisible()
      expect(await evaluateMain(firstWindow)).toMatchObject(expected)
    })
  })
}

test('the theme reaches the page', async ({ page }) => {
  const colour = () => page.evaluate(() => getComputedStyle(document.body).color)
  await page.evaluate(() => window.stammkunde.shell('setTheme', { theme: 'dark' }))
  await expect.poll(colour).toBe('rgb(200, 201, 202)')
  await page.evaluate(() => window.stammkunde.shell('setTheme', { theme: 'light' }))
  await expect.poll(colour).toBe('rgb(1, 2, 3)')
})
