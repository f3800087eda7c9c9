import type { Feature } from '../features.ts'

export const settingsFeature: Feature = {
  routes: [
    { path: '/settings', name: 'settings', component: () => import('./SettingsView.vue') },
    { path: '/settings/notices', name: 'notices', component: () => import('./NoticesView.vue') },
    { path: '/shortcuts', name: 'shortcuts', component: () => import('./ShortcutsView.vue') },
  ],
  nav: [],
  commands: [],
}
