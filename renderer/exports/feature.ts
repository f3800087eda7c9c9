import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

/** Query of the route: `format`, and whom to export: with `handed` those in ui/handed-selection.ts. */
export const exportsFeature: Feature = {
  routes: [{ path: '/export', name: 'export', component: () => import('./ExportView.vue') }],
  nav: [],
  commands: [
    { id: 'export', label: () => tt('exports.title'), icon: 'upload', run: (router) => router.push({ name: 'export' }) },
    {
      id: 'export-archive',
      label: () => tt('exports.archiveCommand'),
      icon: 'file-down',
      run: (router) => router.push({ name: 'export', query: { format: 'archive' } }),
    },
  ],
}
