import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'rolldown'

const root = path.join(import.meta.dirname, '../../..')
const source = path.join(import.meta.dirname, 'fixture-app')
const fakeBackend = path.join(source, 'fake-backend.ts')

/** The built fixture app: the real main and preload around a tiny page and a backend without data. */
export const fixtureApp = path.join(root, '.gen/fixture-app')

export async function buildFixtureApp(): Promise<void> {
  rmSync(fixtureApp, { recursive: true, force: true })
  mkdirSync(path.join(fixtureApp, 'out/renderer'), { recursive: true })
  writeFileSync(
    path.join(fixtureApp, 'package.json'),
    JSON.stringify({
      name: 'fixture-app',
      productName: 'Fixture',
      version: '1.2.3',
      type: 'module',
      main: 'out/main/index.js',
    }),
  )
  for (const name of ['index.html', 'page.js', 'page.css']) cpSync(path.join(source, name), path.join(fixtureApp, 'out/renderer', name))
  await Promise.all([
    build({
      input: { index: path.join(root, 'electron/main/index.ts') },
      platform: 'node',
      external: ['electron', /^node:/],
      resolve: { alias: { '#contract': path.join(root, 'electron/contract/index.ts') } },
      plugins: [
        {
          name: 'fake-backend',
          resolveId: (id) => (/\/(backend\/create-backend|cli)\.ts$/.test(id) ? fakeBackend : null),
        },
      ],
      output: { dir: path.join(fixtureApp, 'out/main'), format: 'esm', sourcemap: true },
    }),
    build({
      input: { index: path.join(root, 'electron/preload/index.ts') },
      platform: 'browser',
      external: ['electron'],
      output: { dir: path.join(fixtureApp, 'out/preload'), format: 'cjs', entryFileNames: '[name].cjs' },
    }),
  ])
}

// Playwright calls a global set-up through the default export.
// oxlint-disable-next-line import/no-default-export
export default buildFixtureApp
