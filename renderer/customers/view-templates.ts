import type { CustomerSort, Filter } from '#contract'

interface Template {
  key: 'missed' | 'regulars' | 'birthday'
  filter: Filter
  sort: CustomerSort
  descending: boolean
}
/** Views that most shops want; offered when a view is added. */
export const viewTemplates: readonly Template[] = [
  {
    key: 'missed',
    filter: { all: [{ field: 'secondPurchaseMissed', op: 'is', value: true }] },
    sort: 'lastPurchase',
    descending: true,
  },
  { key: 'regulars', filter: { all: [{ field: 'regular', op: 'is', value: true }] }, sort: 'net12', descending: true },
  { key: 'birthday', filter: { all: [{ field: 'birthday', op: 'this-month', value: null }] }, sort: 'birthday', descending: false },
]
