import { expect, test } from './fixture.ts'

test('main knows the page by its own scheme, and the page keeps what it stores', async ({ page, evaluateMain }) => {
  expect(await evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())).toBe('app://bundle/index.html')
  expect(
    await page.evaluate(() => {
      localStorage.setItem('key', 'value')
      return localStorage.getItem('key')
    }),
  ).toBe('value')
})

test('files are served with their type and the policy', async ({ page }) => {
  const headers = await page.evaluate(async () => {
    const response = await fetch('/page.css')
    return [response.status, ...['content-type', 'content-security-policy', 'x-content-type-options'].map((name) => response.headers.get(name))]
  })
  expect(headers).toEqual([
    200,
    'text/css; charset=utf-8',
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-src 'self' blob:",
    'nosniff',
  ])
})

test('nothing else is found, least of all outside the folder', async ({ page }) => {
  const paths = [
    '/missing.css',
    '/../main/index.js',
    '/%2e%2e/main/index.js',
    '/..%2fmain/index.js',
    '/..%5cmain/index.js',
    '/%00',
    '/%',
    '/',
    '/print/99',
    '//etc/passwd',
  ]
  const answers = await page.evaluate(
    (all) => Promise.all(all.map((path) => fetch(location.origin + path).then(({ status }) => `${path} ${status}`))),
    paths,
  )
  expect(answers).toEqual(paths.map((path) => `${path} 404`))
})
