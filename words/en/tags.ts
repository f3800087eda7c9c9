import type { tags as de } from '../de/tags.ts'
import type { SameKeys } from '../same-keys.ts'

export const tags: SameKeys<typeof de> = {
  title: 'Tags',
  hint: 'Applies everywhere at once, to customers in the bin as well. Ctrl Z takes everything back.',
  empty: 'No tag yet. You write one at a customer under “Edit”; here it gets its colour.',
  emptyExample: 'For example “Regulars’ table”, “pays by invoice”, “likes surprises”.',
  toCustomers: 'To the customers',
  list: 'Tags',
  name: 'Tag',
  color: 'Colour',
  colorOf: 'Colour of “{name}”',
  customers: 'Customers',
  rename: 'Rename',
  remove: 'Delete',
  actions: 'Actions for “{name}”',
  newName: 'New name',
  merge: 'Merge',
  mergeInto: 'Merge into',
  mergeHint: '“{name}” becomes “{other}”. Customers who have both have it once afterwards.',
  mergeTitle: 'Merge “{name}”',
  save: 'Save',
  cancel: 'Cancel',
  colored: '“{name}” is {color} now.',
  renamed:
    '“{name}” is called “{other}” now. | “{name}” is called “{other}” now, with one customer. | “{name}” is called “{other}” now, with {count} customers.',
  merged:
    '“{name}” is part of “{other}” now. | “{name}” is part of “{other}” now, with one customer. | “{name}” is part of “{other}” now, with {count} customers.',
  removed: '“{name}” is deleted. | “{name}” is deleted from one customer. | “{name}” is deleted from {count} customers.',
  back: 'Settings',
  colors: { grey: 'grey', berry: 'berry', violet: 'violet', blue: 'blue', green: 'green', yellow: 'yellow', orange: 'orange', red: 'red' },
}
