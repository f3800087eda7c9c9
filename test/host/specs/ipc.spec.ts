import { expect, test } from './fixture.ts'

test('values cross as the structured clone algorithm has it', async ({ page }) => {
  const seen = await page.evaluate(async () => {
    const answer = await window.stammkunde.call('fixture.echo', {
      date: new Date(5),
      map: new Map([[1, new Set(['x'])]]),
      nothing: undefined,
      notANumber: Number.NaN,
      big: 10n,
      bytes: new Uint8Array([1, 2]),
      none: null,
      minusZero: -0,
    })
    const value = (answer as { value: Record<string, unknown> }).value
    return {
      date: (value['date'] as Date).getTime(),
      map: [...(value['map'] as Map<number, Set<string>>)].map(([key, set]) => [key, ...set]),
      hasNothing: 'nothing' in value && value['nothing'] === undefined,
      notANumber: Number.isNaN(value['notANumber']),
      big: typeof value['big'],
      bytes: value['bytes'] instanceof Uint8Array && [...value['bytes']],
      none: value['none'],
      minusZero: Object.is(value['minusZero'], -0),
    }
  })
  expect(seen).toEqual({ date: 5, map: [[1, 'x']], hasNothing: true, notANumber: true, big: 'bigint', bytes: [1, 2], none: null, minusZero: true })
})

test('a megabyte crosses both ways', async ({ page }) => {
  const isSame = await page.evaluate(async () => {
    const bytes = Uint8Array.from({ length: 1 << 20 }, (_, index) => index % 251)
    const answer = await window.stammkunde.call('fixture.echo', { bytes })
    const echoed = (answer as { value: { bytes: Uint8Array } }).value.bytes
    return echoed.length === bytes.length && echoed.every((byte, index) => byte === bytes[index])
  })
  expect(isSame).toBe(true)
})

test('a proxy, such as a reactive object, is refused', async ({ page }) => {
  const message = await page.evaluate(async () => {
    try {
      await window.stammkunde.call('fixture.echo', new Proxy({ a: 1 }, {}))
      return 'accepted'
    } catch (error) {
      return (error as Error).message
    }
  })
  expect(message).toMatch(/could not be cloned/)
})

test('an error and an answer that cannot be cloned arrive as an error by their text', async ({ page }) => {
  const messageOf = (name: string) => page.evaluate((call) => window.stammkunde.call(call, {}).catch((error: Error) => error.message), name)
  expect(await messageOf('fixture.throw')).toBe("Error invoking remote method 'call': RangeError: broken on purpose")
  expect(await messageOf('fixture.unclonable')).toMatch(/Error invoking remote method 'call'.*could not be cloned/)
})

test('what main announces arrives until the subscription ends', async ({ page, evaluateMain }) => {
  await page.evaluate(() => {
    const seen: unknown[] = []
    const stop = window.stammkunde.on('data.changed', (event) => {
      seen.push(event)
      stop()
    })
    Object.assign(window, { seen })
  })
  for (let time = 0; time < 2; time++) await evaluateMain(() => fixture.announce({ topic: 'data.changed', capabilities: ['customers'] }))
  await expect(page.locator('output')).toHaveText('data.changed:customers data.changed:customers')
  expect(await page.evaluate(() => Reflect.get(window, 'seen') as unknown)).toEqual([{ topic: 'data.changed', capabilities: ['customers'] }])
})

test('a path that no dialog has handed out is refused', async ({ page, evaluateMain }) => {
  const start = (file: unknown) => page.evaluate((path) => window.stammkunde.call('imports.start', { file: path }), file)
  const refused = { ok: false, failure: { code: 'denied', reason: 'path-not-chosen', detail: {} } }
  expect(await start('/etc/passwd')).toEqual(refused)
  expect(await start(7)).toEqual(refused)
  expect(await start(['/etc/passwd'])).toEqual(refused)
  expect(await evaluateMain(() => fixture.calls)).toEqual([])
})

test('a path that an answer has named is accepted', async ({ page }) => {
  const check = () => page.evaluate(() => window.stammkunde.call('backup.check', { file: '/backups/a.db' }))
  expect((await check()).ok).toBe(false)
  await page.evaluate(() => window.stammkunde.call('backup.list', { copies: [{ file: '/backups/a.db' }] })) // the fixture echoes
  expect((await check()).ok).toBe(true)
})

test('an unknown or malformed shell call is refused', async ({ page }) => {
  const refusals = await page.evaluate(async () => {
    const shell = window.stammkunde.shell as (name: string, input: unknown) => Promise<unknown>
    return [await shell('toString', {}), await shell('setTheme', { theme: 'pink' }), await shell('setTheme', { theme: 'dark', more: 1 })]
  })
  expect(refusals).toMatchObject([
    { ok: false, failure: { reason: 'call-unknown' } },
    { ok: false, failure: { code: 'invalid' } },
    { ok: false, failure: { code: 'invalid' } },
  ])
})
