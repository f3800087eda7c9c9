import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

export const processesFeature: Feature = {
  routes: [{ path: '/processes', name: 'processes', component: () => import('./ProcessesView.vue') }],
  nav: [{ to: '/processes', icon: 'hand-heart', label: () => tt('processes.title'), group: 'bind', order: 2 }],
  commands: [],
}
