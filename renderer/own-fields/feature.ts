import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

export const ownFieldsFeature: Feature = {
  routes: [{ path: '/settings/own-fields', name: 'own-fields', component: () => import('./OwnFieldsView.vue') }],
  nav: [],
  commands: [{ id: 'open-own-fields', label: () => tt('ownFields.title'), icon: 'list-plus', run: (router) => router.push({ name: 'own-fields' }) }],
}
