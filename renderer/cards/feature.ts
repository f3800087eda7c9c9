import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

export const cardsFeature: Feature = {
  routes: [
    { path: '/cards', name: 'cards', component: () => import('./CardsView.vue') },
    { path: '/cards/designs', name: 'card-designs', component: () => import('./CardDesignsView.vue') },
    { path: '/cards/link', name: 'card-link', component: () => import('./CardLinkView.vue') },
    { path: '/cards/print', name: 'cards-print', component: () => import('./CardsPrintView.vue') },
  ],
  nav: [{ to: '/cards', icon: 'id-card', label: () => tt('cards.title'), group: 'bind', order: 1 }],
  commands: [
    { id: 'card-designs', label: () => tt('cards.designs.title'), icon: 'id-card', run: (router) => router.push({ name: 'card-designs' }) },
    {
      id: 'print-new-cards',
      label: () => tt('cards.list.printNew'),
      icon: 'printer',
      run: (router) => router.push({ name: 'cards-print', query: { ids: 'new' } }),
    },
  ],
}
