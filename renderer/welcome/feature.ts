import type { Feature } from '../features.ts'
import { call } from '../api.ts'

/** The welcome for who has nothing yet, the empty list for who began so, and the day for everybody else. */
async function firstScreen() {
  const [count, settings] = await Promise.all([call('customers.count', {}), call('settings.get', {})])
  if (count.customers > 0) return { name: 'today' }
  return { name: settings.welcomeDone ? 'customers' : 'welcome' }
}

export const welcomeFeature: Feature = {
  routes: [
    { path: '/', name: 'home', component: { render: () => null }, beforeEnter: firstScreen },
    { path: '/welcome', name: 'welcome', component: () => import('./WelcomeView.vue'), meta: { bare: true } },
  ],
  nav: [],
  commands: [],
}
