import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

// The router reads the features, so it is looked up when it is needed.
const printNew = async () => (await import('../router.ts')).router.push({ name: 'cards-print', query: { ids: 'new' } })

export const cardsFeature: Feature = {
  routes: [
    { path: '/cards', name: 'cards', component: () => import('./CardsView.vue') },
    { path: '/cards/print', name: 'cards-print', component: () => import('./CardsPrintView.vue') },
  ],
  nav: [{ to: '/cards', icon: 'id-card', label: () => tt('cards.title'), group: 'bind', order: 1 }],
  commands: [{ id: 'print-new-cards', label: () => tt('cards.list.printNew'), icon: 'printer', run: printNew }],
}
