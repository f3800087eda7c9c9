import type { shell as de } from '../de/shell.ts'
import type { SameKeys } from '../same-keys.ts'

export const shell: SameKeys<typeof de> = {
  nav: {
    label: 'Areas',
    groupCustomers: 'Customers',
    groupBind: 'Retain',
    customers: 'Customers',
    phases: 'Phases',
    imports: 'Import',
    cards: 'Cards',
    settings: 'Settings',
    operations: 'Recent changes',
    ownShop: 'Your shop',
  },
  search: 'Search',
}
