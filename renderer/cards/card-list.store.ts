import { defineStore } from 'pinia'
import { computed, effectScope, ref, shallowRef } from 'vue'
import type { CardDesignId, CardId, CardRow, Input } from '#contract'
import { call } from '../api.ts'
import type { GridPlace } from '../ui/grid-columns.ts'
import { nothingSelected, selectedCount } from '../ui/selection.ts'
import type { Selection } from '../ui/selection.ts'
import { usePaged } from '../ui/use-paged.ts'

export type CardFilter = NonNullable<Input<'cards.list'>['filter']>
interface CardQuery {
  text: string
  filter: CardFilter
  designId?: CardDesignId | undefined
}
/** How many cards one print takes. */
export const MOST_AT_ONCE = 2000
const PAGE = 1000

const inputOf = ({ designId, ...query }: Partial<CardQuery>) => ({ ...query, ...(designId !== undefined && { designId }) })

/** The list of cards as it was left. It outlives the view. */
export const useCardList = defineStore('card-list', () => {
  const query = ref<CardQuery>({ text: '', filter: 'all' })
  const selection = shallowRef<Selection>(nothingSelected)
  const place = shallowRef<GridPlace>({ top: 0, active: 0 })
  const isRead = ref(false)
  const paged = effectScope(true).run(() =>
    usePaged<CardRow, CardQuery>(query, async (wanted) => {
      const page = await call('cards.list', inputOf(wanted))
      isRead.value = true
      return page
    }),
  )!
  const marked = computed(() => selectedCount(selection.value, paged.total.value))

  /** "All of these" would mean others after another search, so it is given up. */
  function ask(change: Partial<CardQuery>): void {
    if (selection.value.all) selection.value = nothingSelected
    query.value = { ...query.value, ...change }
  }

  /** The ids of cards of a query, at most `MOST_AT_ONCE`, newest first. */
  async function idsOf(wanted: Partial<CardQuery>, without: ReadonlySet<number> = new Set()): Promise<CardId[]> {
    const found: CardId[] = []
    for (let offset = 0, total = 1; offset < total && found.length < MOST_AT_ONCE; offset += PAGE) {
      const page = await call('cards.list', { ...inputOf(wanted), limit: PAGE, offset })
      total = page.total
      found.push(...page.rows.map(({ id }) => id).filter((id) => !without.has(id)))
    }
    return found.slice(0, MOST_AT_ONCE)
  }
  async function markedIds(): Promise<CardId[]> {
    const { all, ids } = selection.value
    return all ? idsOf(query.value, ids) : ([...ids] as CardId[])
  }
  return {
    query,
    selection,
    place,
    isRead,
    total: paged.total,
    failure: paged.failure,
    row: paged.row,
    ensure: paged.ensure,
    reload: paged.reload,
    marked,
    ask,
    idsOf,
    markedIds,
  }
})
