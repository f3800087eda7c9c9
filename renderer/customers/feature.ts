import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

const view = () => import('./CustomersView.vue')

export const customersFeature: Feature = {
  routes: [
    { path: '/customers', name: 'customers', component: view },
    { path: '/customers/new', name: 'new-customer', component: view },
    { path: '/customers/merge', name: 'merge-customers', component: () => import('./MergeView.vue') },
    { path: '/customers/bin', name: 'customer-bin', component: () => import('./BinView.vue') },
  ],
  nav: [{ to: '/customers', icon: 'users', label: () => tt('customers.list.title'), group: 'customers', order: 1 }],
  commands: [
    {
      id: 'new-customer',
      label: () => tt('customers.list.new'),
      icon: 'user-plus',
      keys: 'N',
      menu: 'new-customer',
      run: (router) => router.push({ name: 'new-customer' }),
    },
    { id: 'open-bin', label: () => tt('customers.bin.title'), icon: 'trash-2', run: (router) => router.push({ name: 'customer-bin' }) },
  ],
}
