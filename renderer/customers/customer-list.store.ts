import { defineStore } from 'pinia'
import { computed, effectScope, ref, shallowRef } from 'vue'
import type { CustomerId, CustomerRow, CustomerSort } from '#contract'
import { call } from '../api.ts'
import type { GridPlace } from '../ui/grid-columns.ts'
import { nothingSelected, selectedCount } from '../ui/selection.ts'
import type { Selection } from '../ui/selection.ts'
import { usePaged } from '../ui/use-paged.ts'

export interface CustomerQuery {
  text: string
  sort: CustomerSort
  descending: boolean
}
/** How many customers one call may move or print. */
export const MOST_AT_ONCE = 1000

/** The customer list as it was left: query, rows at hand, place and marks. It outlives the view, so that coming back finds all as it was. */
export const useCustomerList = defineStore('customer-list', () => {
  const query = ref<CustomerQuery>({ text: '', sort: 'name', descending: false })
  const selection = shallowRef<Selection>(nothingSelected)
  const place = shallowRef<GridPlace>({ top: 0, active: 0 })
  /** Column widths that were dragged. */
  const widths = ref<Record<string, number>>({})
  /** False until the first answer, so that the view does not claim that there is nobody. */
  const isRead = ref(false)
  // The rows stay while no view is mounted; a scope of their own keeps the watcher from ending with the first view.
  const paged = effectScope(true).run(() =>
    usePaged<CustomerRow, CustomerQuery>(query, async (wanted) => {
      const page = await call('customers.search', wanted)
      isRead.value = true
      return page
    }),
  )!

  /** How many customers there are, whatever is searched for. */
  const all = ref<number | null>(null)
  async function countAll(): Promise<void> {
    all.value = (await call('customers.count', {})).customers
  }

  const marked = computed(() => selectedCount(selection.value, paged.total.value))
  /** Marked single rows stay marked while another search is made; "all of these" would mean others and is given up. */
  function ask(change: Partial<CustomerQuery>): void {
    if (change.text !== undefined && change.text !== query.value.text && selection.value.all) selection.value = nothingSelected
    query.value = { ...query.value, ...change }
  }

  /** The ids of the marked customers, at most `MOST_AT_ONCE`, in the order of the list. */
  async function markedIds(): Promise<CustomerId[]> {
    const { all, ids } = selection.value
    if (!all) return [...ids] as CustomerId[]
    const found: CustomerId[] = []
    for (let offset = 0; offset < paged.total.value && found.length < MOST_AT_ONCE; offset += MOST_AT_ONCE) {
      const { rows } = await call('customers.search', { ...query.value, limit: MOST_AT_ONCE, offset })
      found.push(...rows.map(({ id }) => id).filter((id) => !ids.has(id)))
    }
    return found.slice(0, MOST_AT_ONCE)
  }
  return {
    query,
    selection,
    place,
    widths,
    isRead,
    all,
    total: paged.total,
    failure: paged.failure,
    marked,
    row: paged.row,
    ensure: paged.ensure,
    reload: () => Promise.all([paged.reload(), countAll()]),
    ask,
    markedIds,
  }
})
