import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from './fixture.ts'

test('a chosen file is handed out once, and then accepted', async ({ page, evaluateMain }) => {
  await evaluateMain(({ dialog }) => {
    dialog.showOpenDialog = async (...args: unknown[]) => {
      Object.assign(globalThis, { asked: args.at(-1) })
      return { canceled: false, filePaths: ['/shop/kunden.csv'] }
    }
  })
  const chosen = await page.evaluate(() => window.stammkunde.shell('chooseFile', { kind: 'customers' }))
  expect(chosen).toEqual({ ok: true, value: { path: '/shop/kunden.csv', name: 'kunden.csv' } })
  expect(await evaluateMain(() => Reflect.get(globalThis, 'asked') as unknown)).toEqual({
    properties: ['openFile'],
    filters: [{ name: 'Kundenlisten (Excel, CSV, vCard)', extensions: ['csv', 'tsv', 'txt', 'xlsx', 'vcf'] }],
  })
  expect(await page.evaluate(() => window.stammkunde.call('imports.start', { file: '/shop/kunden.csv' }))).toEqual({
    ok: true,
    value: { file: '/shop/kunden.csv' },
  })
})

test('a cancelled dialog answers null', async ({ page, evaluateMain }) => {
  await evaluateMain(({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: true, filePaths: [] })
    dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' })
  })
  const answers = await page.evaluate(async () => [
    await window.stammkunde.shell('chooseFile', { kind: 'any' }),
    await window.stammkunde.shell('chooseFolder', undefined),
    await window.stammkunde.shell('chooseSaveFile', { kind: 'pdf', suggestedName: 'Karten.pdf' }),
  ])
  expect(answers).toEqual([
    { ok: true, value: null },
    { ok: true, value: null },
    { ok: true, value: null },
  ])
})

test('a file to save gets its extension, and no folder from the window', async ({ page, evaluateMain }) => {
  await evaluateMain(({ dialog }) => {
    dialog.showSaveDialog = async (...args: unknown[]) => {
      Object.assign(globalThis, { asked: args.at(-1) })
      return { canceled: false, filePath: '/shop/Karten' }
    }
  })
  const saved = await page.evaluate(() => window.stammkunde.shell('chooseSaveFile', { kind: 'pdf', suggestedName: '../../etc/Karten.pdf' }))
  expect(saved).toEqual({ ok: true, value: { path: '/shop/Karten.pdf', name: 'Karten.pdf' } })
  const asked = await evaluateMain(({ app }) => [Reflect.get(globalThis, 'asked') as { defaultPath: string }, app.getPath('documents')] as const)
  expect(asked[0].defaultPath).toBe(path.join(asked[1], 'Karten.pdf'))
})

test('a dropped file is kept under its own name inside the data folder', async ({ page, dataDir }) => {
  const drop = (name: string) => page.evaluate((file) => window.stammkunde.shell('dropFile', { name: file, bytes: new Uint8Array([1, 2, 3]) }), name)
  const plain = await drop('Kunden März.csv')
  const hostile = await drop('../../../etc/passwd')
  if (!plain.ok || !hostile.ok) throw new Error('refused')
  expect(plain.value.name).toBe('Kunden März.csv')
  expect([...readFileSync(plain.value.path)]).toEqual([1, 2, 3])
  for (const { value } of [plain, hostile]) expect(path.relative(path.join(dataDir, 'drop'), value.path)).toMatch(/^[\w-]+[\\/][^\\/]+$/)
  expect((await page.evaluate((file) => window.stammkunde.call('imports.start', { file }), plain.value.path)).ok).toBe(true)
})

test('only a handed out path is shown in its folder', async ({ page, evaluateMain }) => {
  await evaluateMain(({ shell }) => {
    Object.assign(globalThis, { shown: [] })
    shell.showItemInFolder = (file) => {
      ;(Reflect.get(globalThis, 'shown') as string[]).push(file)
    }
  })
  const show = () => page.evaluate(() => window.stammkunde.shell('showInFolder', { path: '/shop/b.db' }))
  expect(await show()).toMatchObject({ ok: false, failure: { reason: 'path-not-chosen' } })
  await evaluateMain(() =>
    fixture.announce({ topic: 'jobs.changed', job: { id: 1, call: 'backup.create', state: 'done', result: { file: '/shop/b.db' } } as never }),
  )
  expect(await show()).toEqual({ ok: true, value: null })
  expect(await evaluateMain(() => Reflect.get(globalThis, 'shown') as unknown)).toEqual(['/shop/b.db'])
})
