import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

export const tagsFeature: Feature = {
  routes: [{ path: '/settings/tags', name: 'tags', component: () => import('./TagsView.vue') }],
  nav: [],
  commands: [{ id: 'open-tags', label: () => tt('tags.title'), icon: 'tag', run: (router) => router.push({ name: 'tags' }) }],
}
