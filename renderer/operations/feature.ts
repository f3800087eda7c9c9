import type { Feature } from '../features.ts'
import { tt } from '../words.ts'

export const operationsFeature: Feature = {
  routes: [{ path: '/operations', name: 'operations', component: () => import('./OperationsView.vue') }],
  nav: [],
  commands: [
    {
      id: 'open-operations',
      label: () => tt('operations.title'),
      icon: 'history',
      run: (router) => router.push({ name: 'operations' }),
    },
  ],
}
