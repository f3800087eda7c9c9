import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

export const vouchersFeature: Feature = {
  routes: [{ path: '/vouchers', name: 'vouchers', component: () => import('./VouchersView.vue') }],
  nav: [{ to: '/vouchers', icon: 'ticket-percent', label: () => tt('vouchers.title'), group: 'bind', order: 2 }],
  commands: [
    { id: 'open-vouchers', label: () => tt('vouchers.title'), icon: 'ticket-percent', run: (router) => router.push({ name: 'vouchers' }) },
    {
      id: 'new-voucher',
      label: () => tt('vouchers.new'),
      icon: 'plus',
      run: (router) => router.push({ name: 'vouchers', query: { new: '1' } }),
    },
  ],
}
