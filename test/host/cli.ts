// What Electron does before an app's first line: read the command line, load -r modules, find the app's main file.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

interface Manifest {
  name?: string
  productName?: string
  version?: string
  main?: string
}

const readJson = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T

const electronVersion = readJson<{ version: string }>(path.join(import.meta.dirname, '../../node_modules/electron/package.json')).version

/** Chromium reads its switches on either side of the app's path, so both sides are collected. */
function readCommandLine(words: readonly string[]) {
  const preloaded: string[] = []
  const switches: string[] = []
  let appPath: string | undefined
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (word === '-r' || word === '--require') preloaded.push(words[++index] ?? '')
    else if (word === '-v' || word === '--version') {
      console.log(`v${electronVersion}`)
      process.exit(0)
    } else if (word.startsWith('-')) switches.push(word)
    else appPath ??= word
  }
  return { preloaded, switches, appPath }
}

function findApp(appPath: string) {
  const target = path.resolve(appPath)
  if (!existsSync(target)) {
    console.error(`electron stand-in: no app at ${target}`)
    process.exit(1)
  }
  if (!statSync(target).isDirectory()) return { root: path.dirname(target), entry: target, manifest: {} as Manifest }
  const manifest = readJson<Manifest>(path.join(target, 'package.json'))
  return { root: target, entry: path.join(target, manifest.main ?? 'index.js'), manifest }
}

const words = process.argv.slice(2)
const { preloaded, switches, appPath } = readCommandLine(words)
if (appPath === undefined) {
  console.error('usage: electron [switches] <path to app> [arguments]')
  process.exit(1)
}
const { root, entry, manifest } = findApp(appPath)

process.argv = [path.join(import.meta.dirname, 'electron'), ...words]
Object.defineProperty(process, 'versions', { value: Object.freeze({ ...process.versions, electron: electronVersion }) })
Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: path.join(root, 'resources') })

const { configure } = await import('./runtime.ts')
configure({ root, manifest, switches })

const require = createRequire(path.join(root, 'package.json'))
for (const module of preloaded) require(module)
// The app's top level runs to its end before Chromium starts: paths, switches and a lost instance lock still count.
await import(pathToFileURL(entry).href)

const { start } = await import('./start.ts')
await start()
