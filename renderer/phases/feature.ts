import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

export const phasesFeature: Feature = {
  routes: [{ path: '/phases/funnel', name: 'phase-funnel', component: () => import('./PhaseFunnelView.vue') }],
  nav: [],
  commands: [
    { id: 'open-phase-funnel', label: () => tt('phases.funnel.title'), icon: 'list-filter', run: (router) => router.push({ name: 'phase-funnel' }) },
  ],
}
