import { execFile } from 'node:child_process'
import path from 'node:path'
import { findHost } from '../find-host.ts'
import { fixtureApp } from './build-fixture-app.ts'
import { expect, test } from './fixture.ts'

interface Finished {
  code: number | string | null
  stdout: string
  stderr: string
}

/** Starts the app beside the one that Playwright drives. As root, Chromium needs to be told to do without its sandbox. */
function run(args: string[]): Promise<Finished> {
  const isRoot = process.getuid?.() === 0
  return new Promise((resolve) => {
    execFile(findHost().executable, [...(isRoot ? ['--no-sandbox'] : []), fixtureApp, ...args], (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? null) : 0, stdout, stderr })
    })
  })
}

test('quitting closes the backend before the app ends', async ({ app, page, evaluateMain }) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const output: string[] = []
  app.process().stdout?.on('data', (text: Buffer) => output.push(text.toString()))
  const closed = app.waitForEvent('close')
  await evaluateMain(({ Menu }) => {
    setTimeout(() => Menu.getApplicationMenu()?.getMenuItemById('quit')?.click())
  })
  await closed
  expect(output.join('')).toContain('fixture: backend closed')
})

test('the window can quit the app', async ({ app, page }) => {
  const closed = app.waitForEvent('close')
  await page.evaluate(() => {
    void window.stammkunde.shell('quit', undefined)
  })
  await closed
})

test('before-quit and close can be prevented', async ({ page, evaluateMain }) => {
  await evaluateMain(({ app, BrowserWindow }) => {
    app.once('before-quit', (event) => event.preventDefault())
    app.quit()
    BrowserWindow.getAllWindows()[0]?.once('close', (event) => event.preventDefault())
    BrowserWindow.getAllWindows()[0]?.close()
  })
  await expect(page.getByRole('heading')).toBeVisible()
  expect(await evaluateMain(() => fixture.isClosed)).toBe(false)
})

test('a second start hands over to the first and ends', async ({ page, evaluateMain, dataDir }) => {
  await evaluateMain(({ app, BrowserWindow }) => {
    Object.assign(globalThis, { seconds: [] })
    BrowserWindow.getAllWindows()[0]?.minimize()
    app.on('second-instance', (_event, argv) => {
      ;(Reflect.get(globalThis, 'seconds') as unknown[]).push(argv.at(-1))
    })
  })
  const second = await run(['--data', dataDir])
  expect(second.code).toBe(0)
  await expect.poll(() => evaluateMain(() => Reflect.get(globalThis, 'seconds') as unknown)).toEqual([dataDir])
  expect(await evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())).toBe(false)
  await expect(page.getByRole('heading')).toBeVisible()
})

test.describe('when the data cannot be opened', () => {
  test.use({ environment: { FIXTURE_START_FAILS: '1' } })
  test('the window says why, and every call answers so', async ({ page }) => {
    const hash = new URL(page.url()).hash
    const query = new URLSearchParams(hash.slice(hash.indexOf('?')))
    expect(hash).toMatch(/^#\/start-failed\?/)
    expect([query.get('reason'), query.get('detail')]).toEqual(['database-newer', '{"file":"a & b"}'])
    expect(await page.evaluate(() => window.stammkunde.call('customers.list', {}))).toEqual({
      ok: false,
      failure: { code: 'conflict', reason: 'database-newer', detail: { file: 'a & b' } },
    })
  })
})

test('--call runs one call without a window and answers on stdout alone', async ({ page, dataDir }, info) => {
  await expect(page.getByRole('heading')).toBeVisible() // the app itself may be open meanwhile
  const other = info.outputPath('other')
  const { code, stdout } = await run(['--data', other, '--call', 'print', '{"a":1}'])
  expect(code).toBe(3)
  const answer = JSON.parse(stdout) as { words: string[]; pdfBytes: number }
  expect(answer.words).toEqual(['print', '{"a":1}', '--data', other])
  expect(answer.pdfBytes).toBeGreaterThan(500)
  expect((await run(['--call', 'list', '{}', `--data=${dataDir}`])).stdout).toContain(path.basename(dataDir))
})
