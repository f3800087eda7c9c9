import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'
import { useUnknownCount } from './use-unknown-count.ts'

export const unknownSalesFeature: Feature = {
  routes: [{ path: '/unknown-sales', name: 'unknown-sales', component: () => import('./UnknownSalesView.vue') }],
  nav: [{ to: '/unknown-sales', icon: 'receipt', label: () => tt('unknownSales.title'), group: 'customers', order: 6, useCount: useUnknownCount }],
  commands: [],
}
