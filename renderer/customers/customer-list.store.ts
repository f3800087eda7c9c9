import { defineStore } from 'pinia'
import { computed, effectScope, ref, shallowRef } from 'vue'
import type { CustomerRow, CustomerSelection, CustomerSort, Density, Filter, Output, ViewGroup, ViewId } from '#contract'
import { call } from '../api.ts'
import type { GridPlace } from '../ui/grid-columns.ts'
import { nothingSelected, selectedCount } from '../ui/selection.ts'
import type { Selection } from '../ui/selection.ts'
import { usePaged } from '../ui/use-paged.ts'
import { nodesOf } from './filter-nodes.ts'
import type { SavedView } from './views.store.ts'

export interface CustomerQuery {
  text: string
  sort: CustomerSort
  descending: boolean
  filter: Filter
  groupBy: ViewGroup | null
}
/** What a view keeps besides its conditions. */
interface Look {
  columns: string[]
  density: Density
}
export const NO_FILTER: Filter = { all: [] }
export const ROW_HEIGHTS = { compact: 30, normal: 36, comfortable: 44 } as const satisfies Record<Density, number>
/** How many hits are counted while somebody types; the rest is counted when the first ones stand. */
const FIRST_COUNT = 1000
const countMatches = async ({ text, sort, descending }: CustomerQuery): Promise<number> =>
  (await call('customers.search', { text, sort, descending, limit: 1 })).total
/** How many customers can be marked one by one. */
const MOST_SINGLE = 10_000

/** The customer list as it was left: view, query, rows at hand, place and marks. It outlives the screen, so that coming back finds all as it was. */
export const useCustomerList = defineStore('customer-list', () => {
  const query = ref<CustomerQuery>({ text: '', sort: 'name', descending: false, filter: NO_FILTER, groupBy: null })
  const look = ref<Look>({ columns: [], density: 'normal' })
  /** The saved view on show; null for all customers. */
  const view = shallowRef<SavedView | null>(null)
  const selection = shallowRef<Selection>(nothingSelected)
  const place = shallowRef<GridPlace>({ top: 0, active: 0 })
  /** Column widths that were dragged. */
  const widths = ref<Record<string, number>>({})
  /** False until the first answer, so that the view does not claim that there is nobody. */
  const isRead = ref(false)
  const groups = shallowRef<Output<'views.groups'>>([])
  const inactive = shallowRef<Output<'views.run'>['inactive']>([])
  const isPlain = (wanted: Pick<CustomerQuery, 'filter' | 'groupBy'>) => nodesOf(wanted.filter).length === 0 && wanted.groupBy === null

  // The rows stay while no view is mounted; a scope of their own keeps the watcher from ending with the first view.
  const paged = effectScope(true).run(() =>
    usePaged<CustomerRow, CustomerQuery>(
      query,
      async ({ filter, groupBy, ...wanted }) => {
        const countUpTo = wanted.text.trim() === '' ? {} : { countUpTo: FIRST_COUNT }
        const page = isPlain({ filter, groupBy })
          ? { ...(await call('customers.search', { ...wanted, ...countUpTo })), inactive: [] }
          : await call('views.run', { ...wanted, filter, groupBy })
        const { text, descending, sort } = wanted
        const found = groupBy === null ? [] : await call('views.groups', { filter, text, groupBy, descending: sort === 'name' && descending })
        if (JSON.stringify(found) !== JSON.stringify(groups.value)) groups.value = found
        inactive.value = page.inactive
        isRead.value = true
        return page
      },
      { count: countMatches },
    ),
  )!

  /** How many customers there are, whatever is searched for. */
  const all = ref<number | null>(null)
  async function countAll(): Promise<void> {
    all.value = (await call('customers.count', {})).customers
  }

  const marked = computed(() => selectedCount(selection.value, paged.total.value))
  /** Marked single rows stay marked while another search is made; "all of these" would mean others and is given up. */
  function ask(change: Partial<CustomerQuery>): void {
    const next = { ...query.value, ...change }
    const means = ({ text, filter }: CustomerQuery) => JSON.stringify([text, filter])
    if (selection.value.all && means(next) !== means(query.value)) selection.value = nothingSelected
    query.value = next
  }
  /** Shows a saved view as it was saved, or all customers; what is typed in the search stays. */
  function show(saved: SavedView | null): void {
    view.value = saved
    look.value = { columns: [...(saved?.columns ?? [])], density: saved?.density ?? 'normal' }
    place.value = { top: 0, active: 0 }
    const { sort = 'name', descending = false, filter = NO_FILTER, groupBy = null } = saved ?? {}
    ask({ sort, descending, filter, groupBy })
  }
  /** What is on show, as a view would keep it. */
  const asView = computed(() => {
    const { filter, sort, descending, groupBy } = query.value
    return { filter, sort, descending, groupBy, ...look.value }
  })
  const isChanged = computed(() => {
    const text = ({ filter, sort, descending, groupBy, columns, density }: Omit<typeof asView.value, never>) =>
      JSON.stringify([filter, sort, descending, groupBy, columns, density])
    return view.value !== null && text(view.value) !== text(asView.value)
  })
  const hasConditions = computed(() => nodesOf(query.value.filter).length > 0)

  /** The marked customers as the backend takes them. */
  function marks(): CustomerSelection {
    const { all, ids } = selection.value
    const some = [...ids].slice(0, MOST_SINGLE) as never[]
    return all ? { ...shown(), except: some } : { ids: some }
  }
  /** Everybody whom the list shows. */
  function shown() {
    const { text, filter } = query.value
    const saved = view.value
    const isSaved = saved !== null && JSON.stringify(saved.filter) === JSON.stringify(filter)
    return { viewId: isSaved ? (saved.id as ViewId) : null, text, except: [], ...(!isSaved && hasConditions.value && { filter }) }
  }
  return {
    query,
    look,
    view,
    groups,
    inactive,
    selection,
    place,
    widths,
    isRead,
    all,
    asView,
    isChanged,
    hasConditions,
    total: paged.total,
    isTotalExact: paged.isExact,
    failure: paged.failure,
    marked,
    row: paged.row,
    ensure: paged.ensure,
    reload: () => Promise.all([paged.reload(), countAll()]),
    ask,
    show,
    marks,
    shown,
  }
})
