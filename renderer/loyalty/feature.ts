import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

export const loyaltyFeature: Feature = {
  routes: [{ path: '/loyalty', name: 'loyalty', component: () => import('./LoyaltyView.vue') }],
  nav: [{ to: '/loyalty', icon: 'coins', label: () => tt('loyalty.programme.title'), group: 'bind', order: 0 }],
  commands: [
    { id: 'open-loyalty', label: () => tt('loyalty.programme.title'), icon: 'coins', run: (router) => router.push({ name: 'loyalty' }) },
    {
      id: 'open-tiers',
      label: () => tt('loyalty.tiers.title'),
      icon: 'coins',
      run: (router) => router.push({ name: 'loyalty', query: { tab: 'tiers' } }),
    },
    {
      id: 'open-bonus-rules',
      label: () => tt('loyalty.bonus.title'),
      icon: 'coins',
      run: (router) => router.push({ name: 'loyalty', query: { tab: 'bonus' } }),
    },
    {
      id: 'open-promises',
      label: () => tt('loyalty.promises.title'),
      icon: 'coins',
      run: (router) => router.push({ name: 'loyalty', query: { tab: 'promises' } }),
    },
    {
      id: 'verify-points',
      label: () => tt('loyalty.verify.title'),
      icon: 'shield-check',
      run: (router) => router.push({ name: 'loyalty', query: { tab: 'verify' } }),
    },
  ],
}
