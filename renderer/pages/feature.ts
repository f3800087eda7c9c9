import type { Feature } from '../shell/feature.ts'
import { useTodayCount } from '../today/use-today.ts'
import { useUrgent } from '../warnings/use-urgent.ts'
import { tt } from '../words.ts'

/** Screens composed of several capabilities' panels. */
export const pagesFeature: Feature = {
  routes: [
    { path: '/customers/:customerId(\\d+)', name: 'customer', component: () => import('./CustomerPage.vue') },
    { path: '/start-failed', name: 'start-failed', component: () => import('./StartFailedPage.vue'), meta: { bare: true } },
    { path: '/operations', name: 'operations', component: () => import('./OperationsPage.vue') },
    { path: '/today', name: 'today', component: () => import('./TodayPage.vue') },
    { path: '/phases', name: 'phases', component: () => import('./PhasesPage.vue') },
    { path: '/warnings', name: 'warnings', component: () => import('./CarePage.vue') },
    { path: '/cases', name: 'cases', component: () => import('./CasesPage.vue') },
    { path: '/contacts', name: 'contacts', component: () => import('./ContactsPage.vue') },
    { path: '/letters', name: 'letters', component: () => import('./LettersPage.vue') },
    { path: '/texts', name: 'texts', component: () => import('./TextsPage.vue') },
  ],
  nav: [
    { to: '/today', icon: 'sun', label: () => tt('today.title'), group: 'day', order: 0, useCount: useTodayCount },
    { to: '/phases', icon: 'columns-3', label: () => tt('phases.board.title'), group: 'customers', order: 2 },
    { to: '/warnings', icon: 'triangle-alert', label: () => tt('warnings.title'), group: 'day', order: 3, useCount: useUrgent },
  ],
  commands: [],
}
