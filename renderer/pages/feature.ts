import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

/** Screens composed of several capabilities' panels. */
export const pagesFeature: Feature = {
  routes: [
    { path: '/customers/:customerId(\\d+)', name: 'customer', component: () => import('./CustomerPage.vue') },
    { path: '/start-failed', name: 'start-failed', component: () => import('./StartFailedPage.vue'), meta: { bare: true } },
    { path: '/operations', name: 'operations', component: () => import('./OperationsPage.vue') },
    { path: '/phases', name: 'phases', component: () => import('./PhasesPage.vue') },
  ],
  nav: [{ to: '/phases', icon: 'columns-3', label: () => tt('phases.board.title'), group: 'customers', order: 2 }],
  commands: [],
}
