import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'
import { useWaitingTasks } from './use-waiting-tasks.ts'

export const tasksFeature: Feature = {
  routes: [{ path: '/tasks', name: 'tasks', component: () => import('./TasksView.vue') }],
  nav: [{ to: '/tasks', icon: 'list-checks', label: () => tt('tasks.title'), group: 'day', order: 1, useCount: useWaitingTasks }],
  commands: [],
}
