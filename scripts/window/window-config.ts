import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import type { UserConfig } from 'vite'
import { lucideIcons } from './lucide-icons.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** How the window's files are built; the same for the app and for the tests that mount views. */
export const windowConfig = {
  root: here('../../renderer'),
  plugins: [vue(), lucideIcons()],
  resolve: { alias: { '#contract': here('../../electron/contract/index.ts'), '#words': here('../../words/index.ts') } },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    rolldownOptions: {
      // The contract's parsers run in main; the window takes its types and its calendar, and must not carry zod for them.
      treeshake: { moduleSideEffects: [{ test: /\/electron\/contract\//, sideEffects: false }] },
    },
  },
} satisfies UserConfig
