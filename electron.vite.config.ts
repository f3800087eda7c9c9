import path from 'node:path'
import { defineConfig } from 'electron-vite'
import { windowConfig } from './scripts/window/window-config.ts'

const inRoot = (file: string): string => path.join(import.meta.dirname, file)
const alias = { '#contract': inRoot('electron/contract/index.ts'), '#words': inRoot('words/index.ts') }

// Its form for Node brings a `require` of its own, which a bundled module may not declare a second time.
const plainZip = { find: /^fflate$/, replacement: inRoot('node_modules/fflate/esm/browser.js') }

export default defineConfig({
  main: {
    resolve: { alias: [...Object.entries(alias).map(([find, replacement]) => ({ find, replacement })), plainZip] },
    build: {
      target: 'node24',
      sourcemap: true,
      externalizeDeps: true, // better-sqlite3 is the only dependency; all else is bundled
      rolldownOptions: { input: { index: inRoot('electron/main/index.ts'), worker: inRoot('electron/backend/worker.ts') } },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      target: 'node24',
      sourcemap: 'inline',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: inRoot('electron/preload/index.ts') },
        // A sandboxed preload is one CommonJS file: it can load nothing but `electron`.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    ...windowConfig,
    base: './',
    build: {
      target: 'chrome152',
      sourcemap: true,
      modulePreload: { polyfill: false }, // Electron's Chromium needs none
      outDir: inRoot('out/renderer'),
      emptyOutDir: true,
      rolldownOptions: { ...windowConfig.build.rolldownOptions, input: inRoot('renderer/index.html') },
    },
  },
})
