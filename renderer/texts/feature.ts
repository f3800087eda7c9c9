import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'

/** The route `texts` stands with the screens of several capabilities: its preview finds customers. */
export const textsFeature: Feature = {
  routes: [],
  nav: [{ to: '/texts', icon: 'quote', label: () => tt('texts.title'), group: 'bind', order: 3 }],
  commands: [
    { id: 'open-texts', label: () => tt('texts.title'), icon: 'quote', run: (router) => router.push({ name: 'texts' }) },
    { id: 'new-text', label: () => tt('texts.new'), icon: 'plus', run: (router) => router.push({ name: 'texts', query: { new: 1 } }) },
  ],
}
