import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Who may import whom. A folder's first matching row counts; `packages` lists npm packages ('*' = any but electron), `ours` our own folders. */
const TABLE: readonly { folder: string; ours: readonly string[]; packages: readonly string[]; node: boolean }[] = [
  { folder: 'electron/contract', ours: ['electron/contract'], packages: ['zod'], node: false },
  { folder: 'electron/database', ours: ['electron/contract', 'electron/database'], packages: ['better-sqlite3'], node: true },
  { folder: 'electron/services', ours: ['electron/contract', 'electron/database', 'electron/services'], packages: ['*'], node: true },
  {
    folder: 'electron/backend',
    ours: ['electron/contract', 'electron/database', 'electron/services', 'electron/backend'],
    packages: ['zod', 'better-sqlite3'],
    node: true,
  },
  {
    folder: 'electron/cli',
    ours: ['electron/contract', 'electron/database', 'electron/services', 'electron/backend', 'electron/cli', 'words'],
    packages: ['zod'],
    node: true,
  },
  { folder: 'electron/main', ours: ['electron', 'words'], packages: ['electron', 'zod'], node: true },
  { folder: 'electron/preload', ours: ['electron/contract', 'electron/preload'], packages: ['electron'], node: false },
  { folder: 'words', ours: ['words', 'electron/contract'], packages: [], node: false },
  { folder: 'renderer/ui', ours: ['renderer/ui', 'renderer/words', 'words', 'electron/contract'], packages: ['*'], node: false },
  { folder: 'renderer/pages', ours: ['renderer', 'electron/contract'], packages: ['*'], node: false },
  { folder: 'renderer', ours: ['renderer', 'words', 'electron/contract'], packages: ['*'], node: false },
]
/** Renderer folders that are not a feature of their own. */
const SHARED = new Set(['ui', 'words', 'api', 'style', 'router', 'features', 'App', 'main', 'pages', 'shell', 'env'])

interface Import {
  from: string
  to: string
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|vue)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}
const ALIASES: Record<string, string> = { '#contract': 'electron/contract/index.ts', '#words': 'words/index.ts' }

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  const found = [...text.matchAll(/(?:^|[\s;}])(?:import|export)\s(?:[^'"]*?\sfrom\s*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g)]
  return found.map((match) => {
    const target = (match[1] ?? match[2])!
    const to = ALIASES[target] ?? (target.startsWith('.') ? relative(root, resolve(root, dirname(file), target)) : target)
    return { from: file, to }
  })
}
const isOurs = (to: string) => /^(electron\/|renderer\/|words\/|test\/|scripts\/|resources\/)/.test(to)
const packageOf = (to: string) =>
  to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/')
const featureOf = (path: string) => /^renderer\/([^/.]+)/.exec(path)?.[1]

function breach({ from, to }: Import): string | null {
  const row = TABLE.find(({ folder }) => from.startsWith(folder))
  if (!row) return null
  if (to.startsWith('node:')) return row.node ? null : `${from} may not use ${to}`
  if (to.startsWith('virtual:') || /\.(css|woff2|svg)(\?.*)?$/.test(to)) return null
  if (!isOurs(to)) {
    const name = packageOf(to)
    if (row.packages.includes(name) || (row.packages.includes('*') && name !== 'electron')) return null
    return `${from} may not import the package ${name}`
  }
  if (!row.ours.some((folder) => to.startsWith(folder))) return `${from} may not import ${to}`
  return innerBreach(from, to)
}

/** Rules inside a folder: no foreign repository, no foreign feature. */
function innerBreach(from: string, to: string): string | null {
  const serviceOf = (path: string) => /^electron\/services\/([^/.]+)\//.exec(path)?.[1]
  if (serviceOf(from) && serviceOf(to) && serviceOf(from) !== serviceOf(to) && to.endsWith('.repository.ts'))
    return `${from} may not use another capability's ${to}`
  const [mine, theirs] = [featureOf(from), featureOf(to)]
  if (mine && theirs && !SHARED.has(mine) && !SHARED.has(theirs) && mine !== theirs) return `${from} may not import the feature ${to}`
  if (from.startsWith('renderer/ui') && /renderer\/(api|features)/.test(to)) return `${from} may not know ${to}`
  return null
}

describe('who may import whom', () => {
  const all = ['electron', 'renderer', 'words'].flatMap(sources).flatMap(importsOf)
  test('there are imports to judge', () => expect(all.length).toBeGreaterThan(100))
  test('no import breaks the table', () => expect(all.map(breach).filter((line) => line !== null)).toEqual([]))
  test('the judge would notice a breach', () => {
    expect(breach({ from: 'electron/contract/values.ts', to: 'electron/database/open.ts' })).toContain('may not')
    expect(breach({ from: 'electron/services/cards/cards.service.ts', to: 'electron' })).toContain('may not')
    expect(breach({ from: 'electron/services/cards/cards.service.ts', to: 'electron/services/customers/customers.repository.ts' })).toContain(
      'may not',
    )
    expect(breach({ from: 'renderer/customers/CustomersView.vue', to: 'renderer/imports/imports.store.ts' })).toContain('may not')
    expect(breach({ from: 'renderer/ui/DataGrid.vue', to: 'renderer/api.ts' })).toContain('may not')
  })
  test('nobody exports a default, except where a tool asks for it', () => {
    const offenders = ['electron', 'renderer', 'words']
      .flatMap(sources)
      .filter((file) => file.endsWith('.ts') && /^export default/m.test(readFileSync(join(root, file), 'utf8')))
    expect(offenders).toEqual([])
  })
})
