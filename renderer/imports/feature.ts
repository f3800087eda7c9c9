import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

// The router reads the features, so it is looked up when it is needed.
const open = async () => (await import('../router.ts')).router.push({ name: 'import' })

export const importsFeature: Feature = {
  routes: [{ path: '/import', name: 'import', component: () => import('./ImportView.vue') }],
  nav: [],
  commands: [{ id: 'import', label: () => tt('imports.title'), icon: 'download', menu: 'import', run: open }],
}
