import { expect, test } from './fixture.ts'

test('the page sees three frozen functions and nothing of Node', async ({ page }) => {
  const seen = await page.evaluate(() => ({
    keys: Object.keys(window.stammkunde).sort(),
    isFrozen: Object.isFrozen(window.stammkunde),
    isFunctionFrozen: Object.isFrozen(window.stammkunde.call),
    canReplace: Reflect.set(window, 'stammkunde', {}),
    canDelete: Reflect.deleteProperty(window, 'stammkunde'),
    require: typeof Reflect.get(window, 'require'),
    process: typeof Reflect.get(window, 'process'),
    isSecure: isSecureContext,
  }))
  expect(seen).toEqual({
    keys: ['call', 'on', 'shell'],
    isFrozen: true,
    isFunctionFrozen: true,
    canReplace: false,
    canDelete: false,
    require: 'undefined',
    process: 'undefined',
    isSecure: true,
  })
})

test('inline scripts, inline styles and foreign addresses violate the policy', async ({ page }) => {
  const violations = await page.evaluate(async () => {
    const seen: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective))
    const add = (tag: string, content: string) => document.body.append(Object.assign(document.createElement(tag), { textContent: content }))
    add('script', 'window.injected = 1')
    add('style', 'body { display: none }')
    document.body.append(Object.assign(new Image(), { src: 'https://example.invalid/pixel.png' }))
    await fetch('https://example.invalid/').catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 300))
    return { seen: seen.sort(), injected: Reflect.get(window, 'injected') as unknown }
  })
  expect(violations).toEqual({ seen: ['connect-src', 'img-src', 'script-src-elem', 'style-src-elem'], injected: undefined })
})

test('neither a link nor a script leads the window away', async ({ page }) => {
  const address = page.url()
  await page.getByRole('link', { name: 'away' }).click({ noWaitAfter: true })
  await page.evaluate(() => {
    location.href = 'https://example.invalid/'
  })
  await page.waitForTimeout(300)
  expect(page.url()).toBe(address)
  await expect(page.getByRole('heading', { name: 'Fixture' })).toBeVisible()
  await page.getByRole('link', { name: 'inside' }).click()
  expect(new URL(page.url()).hash).toBe('#/inside')
})

test('the page can be loaded again', async ({ page }) => {
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Fixture' })).toBeVisible()
  expect(await page.evaluate(() => typeof window.stammkunde.call)).toBe('function')
})

test('no new window opens', async ({ page, evaluateMain }) => {
  await page.evaluate(() => {
    window.open('https://example.invalid/', 'popup')
  })
  await page.waitForTimeout(300)
  expect(await evaluateMain(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('every permission is refused but copying to the clipboard', async ({ page }) => {
  const answers = await page.evaluate(async () => [
    await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      (error: Error) => error.name,
    ),
    await navigator.clipboard.writeText('copied').then(
      () => 'granted',
      (error: Error) => error.name,
    ),
    await navigator.clipboard.readText().then(
      () => 'granted',
      (error: Error) => error.name,
    ),
    await Notification.requestPermission(),
    await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('granted'),
        (error) => resolve(error.code),
      ),
    ),
  ])
  expect(answers).toEqual(['NotAllowedError', 'granted', 'NotAllowedError', 'denied', 1])
})

test('a page that is not ours gets no answer, although it has the preload', async ({ app, page, evaluateMain }) => {
  await expect(page.getByRole('heading')).toBeVisible()
  const opened = app.waitForEvent('window')
  await evaluateMain(({ app: main, BrowserWindow }) => {
    const window = new BrowserWindow({ webPreferences: { preload: `${main.getAppPath()}/out/preload/index.cjs` } })
    void window.loadURL('data:text/html,<title>foreign</title>')
  })
  const foreign = await opened
  await foreign.waitForURL(/^data:/)
  const answers = await foreign.evaluate(async () => [
    await window.stammkunde.call('customers.list', {}),
    await window.stammkunde.shell('quit', undefined),
  ])
  const denied = { ok: false, failure: { code: 'denied', reason: 'unexpected', detail: {} } }
  expect(answers).toEqual([denied, denied])
  expect(await evaluateMain(() => fixture.calls)).toEqual([])
})

test('a frame in our page has no way to main', async ({ page }) => {
  const reach = await page.evaluate(async () => {
    const held = await window.stammkunde.shell('holdDocument', {
      html: '<style>p { color: rgb(9, 8, 7) }</style><p>inside</p><script>parent.broken = 1</script>',
    })
    const frame = document.createElement('iframe')
    frame.src = held.ok ? held.value.path : ''
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
    document.body.append(frame)
    await loaded
    const inner = frame.contentDocument?.querySelector('p')
    return {
      api: typeof Reflect.get(frame.contentWindow ?? {}, 'stammkunde'),
      colour: inner && getComputedStyle(inner).color,
      broken: Reflect.get(window, 'broken') as unknown,
    }
  })
  expect(reach).toEqual({ api: 'undefined', colour: 'rgb(9, 8, 7)', broken: undefined })
})
