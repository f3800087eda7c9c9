import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

export const birthdaysFeature: Feature = {
  routes: [{ path: '/birthdays', name: 'birthdays', component: () => import('./BirthdaysView.vue') }],
  nav: [{ to: '/birthdays', icon: 'cake', label: () => tt('birthdays.title'), group: 'day', order: 2 }],
  commands: [],
}
