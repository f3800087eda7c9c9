import type { staff as de } from '../de/staff.ts'
import type { SameKeys } from '../same-keys.ts'

export const staff: SameKeys<typeof de> = {
  title: 'Staff',
  hint: 'First names are enough. They can be chosen for purchases, contacts and tasks; there are no accounts and no passwords.',
  empty: 'Nobody is entered yet. While the list is empty, Stammkunde does not ask who served.',
  list: 'Everybody on the list',
  name: 'First name',
  nameExample: 'for example Anna',
  add: 'Enter',
  rename: 'Rename',
  newName: 'New name for {name}',
  save: 'Save',
  cancel: 'Cancel',
  leave: 'Has left',
  leaveOne: 'Note that {name} has left',
  renameOne: 'Rename {name}',
  comeBack: 'Bring back',
  comeBackOne: 'Bring {name} back',
  leftOn: 'left on {day}',
  added: '{name} is on the list.',
  renamed: '{before} is now called {name}.',
  left: '{name} can no longer be chosen. Earlier entries keep the name.',
  back: '{name} can be chosen again.',
  who: 'Who',
  nobody: 'Nobody chosen',
}
