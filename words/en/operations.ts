import type { operations as de } from '../de/operations.ts'
import type { SameKeys } from '../same-keys.ts'

export const operations: SameKeys<typeof de> = {
  title: 'Recent changes',
  hint: 'Every change can be undone here on its own, as long as nobody has changed the same thing since.',
  empty: 'No changes yet. As soon as you create or change something it is listed here and can be undone.',
  older: 'Show older ones',
  isUndone: 'undone',
  sampleOnly: 'through “Remove the sample”',
  notUndoable: 'cannot be undone',
  undid: 'Undone: {what}',
  redid: 'Redone: {what}',
  someone: 'a customer',
  other: 'Changed data',
  did: {
    customers: {
      create: 'Created {name} | Created {name} | Created {count} customers',
      update: 'Changed {name} | Changed {name} | Changed {count} customers',
      remove: 'Moved {name} to the recycle bin | Moved {name} to the recycle bin | Moved {count} customers to the recycle bin',
      restore: 'Restored {name} | Restored {name} | Restored {count} customers',
    },
    purchases: {
      record: 'Recorded a purchase of {name}',
      remove: 'Removed a purchase of {name}',
    },
    loyalty: {
      adjust: 'Changed the points of {name}',
    },
    cards: {
      issue: 'Issued a card to {name}',
      reportLost: 'Reported the card of {name} as lost',
      block: 'Blocked the card of {name}',
      unblock: 'Unblocked the card of {name}',
      replace: 'Replaced the card of {name}',
      markPrinted: 'Marked one card as printed | Marked one card as printed | Marked {count} cards as printed',
    },
    settings: {
      update: 'Changed the settings',
    },
    backup: {
      setReminder: 'Changed the reminder for backups',
    },
    imports: {
      start: 'Import without changes | Imported one customer | Imported {count} customers',
    },
    duplicates: {
      dismiss: '{name} is not a duplicate',
      reconsider: '{name} marked as a possible duplicate again',
    },
    sample: {
      load: 'Loaded the sample shop',
      remove: 'Removed the sample shop',
    },
  },
}
