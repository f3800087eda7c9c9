import type { Feature } from '../features.ts'
import { call } from '../api.ts'

/** The welcome for who has nothing yet; the customers for everybody else. */
async function firstScreen() {
  const [count, settings] = await Promise.all([call('customers.count', {}), call('settings.get', {})])
  return { name: count.customers === 0 && !settings.welcomeDone ? 'welcome' : 'customers' }
}

export const welcomeFeature: Feature = {
  routes: [
    { path: '/', name: 'home', component: { render: () => null }, beforeEnter: firstScreen },
    { path: '/welcome', name: 'welcome', component: () => import('./WelcomeView.vue'), meta: { bare: true } },
  ],
  nav: [],
  commands: [],
}
