import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'
import TaskCount from './TaskCount.vue'

export const tasksFeature: Feature = {
  routes: [{ path: '/tasks', name: 'tasks', component: () => import('./TasksView.vue') }],
  nav: [{ to: '/tasks', icon: 'list-checks', label: () => tt('tasks.title'), group: 'day', order: 1, badge: TaskCount }],
  commands: [],
}
