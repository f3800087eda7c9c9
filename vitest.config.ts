import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { windowConfig } from './scripts/window/window-config.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const { plugins, define, resolve } = windowConfig
const running = { pool: 'threads', maxWorkers: 2, testTimeout: 20_000 } as const

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias: { '#contract': here('electron/contract/index.ts'), '#words': here('words/index.ts') } },
        test: { ...running, name: 'backend', include: ['test/{architecture,database,services,backend}/**/*.test.ts'], environment: 'node' },
      },
      {
        // Mounted views over the real backend, and the pure parts of the window.
        plugins,
        define,
        resolve,
        test: {
          ...running,
          name: 'slices',
          include: ['test/slices/**/*.test.ts'],
          environment: 'happy-dom',
          setupFiles: ['test/slices/platform.ts'],
        },
      },
    ],
  },
})
