import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

export const importsFeature: Feature = {
  routes: [{ path: '/import', name: 'import', component: () => import('./ImportView.vue') }],
  nav: [],
  commands: [{ id: 'import', label: () => tt('imports.title'), icon: 'download', menu: 'import', run: (router) => router.push({ name: 'import' }) }],
}
