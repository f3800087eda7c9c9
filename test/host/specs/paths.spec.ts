import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { safeName } from '../../../electron/main/drop-folder.ts'
import { rememberPaths } from '../../../electron/main/handed-out-paths.ts'
import { holdDocuments } from '../../../electron/main/held-documents.ts'
import { readLaunchOptions } from '../../../electron/main/launch-options.ts'
import { readPlace, writePlace } from '../../../electron/main/remembered-bounds.ts'

test('only whole paths that were handed out are allowed', () => {
  const paths = rememberPaths()
  paths.allow('/shop/a.csv')
  paths.allowFrom({ copies: [{ file: '/shop/b.db', note: '/shop/c' }], folder: 'relative', job: { result: { file: '/shop/d.pdf' } }, file: null })
  const asked = [
    '/shop/a.csv',
    '/shop/../shop/a.csv',
    '/shop/b.db',
    '/shop/d.pdf',
    '/shop/c',
    '/shop',
    '/shop/a.csv/x',
    'a.csv',
    '',
    null,
    5,
    ['/shop/a.csv'],
  ]
  expect(asked.filter((file) => paths.isAllowed(file))).toEqual(['/shop/a.csv', '/shop/../shop/a.csv', '/shop/b.db', '/shop/d.pdf'])
})

test('names of dropped files become plain file names', () => {
  expect(['Kunden März.csv', '../../x', '..', '', 'a\0b\nc', 'C:\\x|y?.vcf', `${'a'.repeat(200)}.csv`].map(safeName)).toEqual([
    'Kunden März.csv',
    '_.._x',
    'file',
    'file',
    'a_b_c',
    'C__x_y_.vcf',
    `${'a'.repeat(116)}.csv`,
  ])
})

test('the oldest held document makes room', () => {
  const documents = holdDocuments(2)
  const held = ['a', 'b', 'c'].map((html) => documents.hold(html))
  documents.release(held[1] ?? '')
  expect(held.map((pathname) => documents.find(pathname))).toEqual([undefined, undefined, 'c'])
})

test('the command line wins over the environment', () => {
  const read = (...argv: string[]) => readLaunchOptions(['stammkunde', ...argv], { STAMMKUNDE_DATA: '/from/environment' })
  expect(read()).toEqual({ dataDir: '/from/environment', today: null, call: null })
  expect(read('--data', '/a', '--today', '2026-03-02')).toEqual({ dataDir: '/a', today: '2026-03-02', call: null })
  expect(read('--data=/b', '--call', 'jobs.list', '{}')).toEqual({ dataDir: '/b', today: null, call: ['jobs.list', '{}'] })
  expect(readLaunchOptions(['stammkunde'], {}).dataDir).toBeNull()
})

test('a window place is kept only where its title bar can be reached', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'stammkunde-place-')), 'window.json')
  const screen = { x: 0, y: 0, width: 1920, height: 1080 }
  const left = { x: -1900, y: 100, width: 1200, height: 800 }
  const second = { x: -1920, y: 0, width: 1920, height: 1080 }
  writePlace(file, { bounds: left, isMaximized: true })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ bounds: left, isMaximized: true })
  expect(readPlace(file, [screen, second])).toEqual({ bounds: left, isMaximized: true })
  expect(readPlace(file, [screen])).toEqual({ bounds: null, isMaximized: true })
  for (const broken of [
    '',
    'null',
    '[]',
    '{"bounds":{"x":1.5,"y":0,"width":1200,"height":800}}',
    '{"bounds":{"x":0,"y":-300,"width":1200,"height":800}}',
  ]) {
    writeFileSync(file, broken)
    expect(readPlace(file, [screen]).bounds).toBeNull()
  }
})
