// Every spelling of the `electron` module, imported or required, leads to the stand-in. A synchronous hook reaches the
// built main bundle, modules given with -r and the inspector's `require` alike; a bundler alias would test another bundle.
import { registerHooks } from 'node:module'

const url = new URL('./electron.ts', import.meta.url).href
const spellings = new Set(['electron', 'electron/main', 'electron/common'])

registerHooks({
  resolve: (specifier, context, next) =>
    spellings.has(specifier) ? { url, format: 'module-typescript', shortCircuit: true } : next(specifier, context),
})
