import type { Feature } from '../features.ts'
import { tt } from '../words.ts'

export const backupFeature: Feature = {
  routes: [
    { path: '/backup', name: 'backup', component: () => import('./BackupView.vue') },
    { path: '/backup/restore', name: 'restore', component: () => import('./RestoreView.vue') },
  ],
  nav: [],
  commands: [
    { id: 'open-backup', label: () => tt('backup.title'), icon: 'shield-check', run: (router) => router.push({ name: 'backup' }) },
    {
      id: 'back-up',
      label: () => tt('backup.now'),
      icon: 'save',
      menu: 'back-up',
      run: (router) => router.push({ name: 'backup', query: { now: '1' } }),
    },
  ],
}
