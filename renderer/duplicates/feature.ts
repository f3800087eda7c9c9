import { defineAsyncComponent } from 'vue'
import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'
import { useWaitingCount } from './use-waiting-count.ts'

export const duplicatesFeature: Feature = {
  routes: [{ path: '/duplicates', name: 'duplicates', component: () => import('./DuplicatesView.vue') }],
  nav: [{ to: '/duplicates', icon: 'copy', label: () => tt('duplicates.title'), group: 'customers', order: 5, useCount: useWaitingCount }],
  commands: [],
  draftNotes: [defineAsyncComponent(() => import('./DuplicateHint.vue'))],
}
