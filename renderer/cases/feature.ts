import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'
import { useOverdueCases } from './use-overdue-cases.ts'

/** The route `cases` stands with the screens of several capabilities: a new case finds its customer there. */
export const casesFeature: Feature = {
  routes: [],
  nav: [{ to: '/cases', icon: 'message-circle-warning', label: () => tt('cases.title'), group: 'day', order: 4, useCount: useOverdueCases }],
  commands: [{ id: 'new-case', label: () => tt('cases.new'), icon: 'plus', run: (router) => router.push({ name: 'cases', query: { new: 1 } }) }],
}
