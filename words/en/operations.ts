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
      tag: 'Changed tags of {name} | Changed tags of {name} | Changed tags of {count} customers',
      removeMany: 'Moved {name} to the recycle bin | Moved {name} to the recycle bin | Moved {count} customers to the recycle bin',
      amend: 'Changed {name} | Changed {name} | Changed {count} customers',
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
      issueMissing: 'Issued a card to {name} | Issued a card to {name} | Issued {count} cards',
      issue: 'Issued a card to {name}',
      reportLost: 'Reported the card of {name} as lost',
      block: 'Blocked the card of {name}',
      unblock: 'Unblocked the card of {name}',
      replace: 'Replaced the card of {name}',
      markPrinted: 'Marked one card as printed | Marked one card as printed | Marked {count} cards as printed',
    },
    documents: {
      add: 'Document of {name} added',
      remove: 'Document of {name} removed',
      rename: 'Document of {name} renamed',
      note: 'Note on a document of {name} changed',
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
    ownFields: {
      create: 'Added a field of your own',
      update: 'Changed a field of your own',
      reorder: 'Reordered your own fields',
      remove: 'Deleted a field of your own',
      set: 'Changed own fields of {name}',
    },
    relations: {
      add: '{name}: added a relation',
      update: '{name}: changed a relation',
      remove: '{name}: removed a relation',
    },
    tags: {
      setColor: 'Changed the colour of a tag',
      rename: 'Renamed a tag | Renamed a tag of one customer | Renamed a tag of {count} customers',
      mergeInto: 'Merged two tags | Merged two tags of one customer | Merged two tags of {count} customers',
      remove: 'Deleted a tag | Deleted a tag of one customer | Deleted a tag of {count} customers',
    },
    views: {
      save: 'Saved a view',
      rename: 'Renamed a view',
      reorder: 'Rearranged the views',
      remove: 'Deleted a view',
    },
    consents: {
      record: 'Recorded what {name} allows',
    },
    tasks: {
      create: 'Added a task',
      createFor: 'Added no task | Added a task | Added {count} tasks',
      change: 'Changed a task',
      done: 'Finished a task',
      reopen: 'Reopened a task',
      remove: 'Deleted a task',
    },
    sample: {
      load: 'Loaded the sample shop',
      remove: 'Removed the sample shop',
    },
  },
}
