import type { Feature } from '../features.ts'
import { tt } from '../words.ts'

export const operationsFeature: Feature = {
  // The route is a page's: a line of the list unfolds to fields, which the customers' words tell.
  routes: [],
  nav: [],
  commands: [
    {
      id: 'open-operations',
      label: () => tt('operations.title'),
      icon: 'history',
      run: (router) => router.push({ name: 'operations' }),
    },
  ],
}
