import type { Feature } from '../features.ts'
import { tt } from '../words.ts'

export const settingsFeature: Feature = {
  routes: [
    { path: '/settings', name: 'settings', component: () => import('./SettingsView.vue') },
    { path: '/settings/notices', name: 'notices', component: () => import('./NoticesView.vue') },
    { path: '/shortcuts', name: 'shortcuts', component: () => import('./ShortcutsView.vue') },
  ],
  nav: [],
  commands: [
    { id: 'open-settings', label: () => tt('settings.title'), icon: 'settings', keys: 'Ctrl+,', run: (router) => router.push({ name: 'settings' }) },
    { id: 'open-shortcuts', label: () => tt('shell.shortcuts.title'), icon: 'keyboard', run: (router) => router.push({ name: 'shortcuts' }) },
  ],
}
