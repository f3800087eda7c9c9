import type { Feature } from '../shell/feature.ts'
import { tt } from '../words.ts'
import { noteContact, useContacts } from './contacts.store.ts'
import { useWaitingContacts } from './use-waiting-contacts.ts'

/** The route `contacts` stands with the screens of several capabilities: whoever is written to is found there. */
export const contactsFeature: Feature = {
  routes: [],
  nav: [{ to: '/contacts', icon: 'inbox', label: () => tt('contacts.title'), group: 'day', order: 2, useCount: useWaitingContacts }],
  commands: [
    {
      id: 'note-contact',
      label: () => tt('contacts.note'),
      icon: 'messages-square',
      keys: 'K',
      run() {
        const { subject } = useContacts()
        // At the counter it is the customer who begins; where a way is planned, the shop does.
        noteContact(subject, subject?.channel === undefined ? {} : { channel: subject.channel, direction: 'out' })
      },
    },
  ],
}
