import { computed, ref, watch } from 'vue'
import { useRoute } from 'vue-router'
import type { CustomerSelection, ViewId } from '#contract'
import { call, onDataChanged } from '../api.ts'
import { handedSelection } from '../ui/handed-selection.ts'
import { useTask } from '../ui/use-task.ts'
import { tt } from '../words.ts'

interface Given {
  selection: CustomerSelection
  label: string
}

/** Whom to export: everybody, or those with whom the owner came here. */
export function useWhom() {
  const route = useRoute()
  const given = computed<Given | null>(() => {
    const { marked, viewId, name, text: typed } = route.query
    const text = typeof typed === 'string' ? typed.slice(0, 500) : ''
    if (marked !== undefined && handedSelection.value) return { selection: handedSelection.value, label: tt('exports.who.marked') }
    if (Number(viewId) > 0)
      return { selection: { viewId: Number(viewId) as ViewId, text, except: [] }, label: typeof name === 'string' ? name : tt('exports.who.view') }
    return text === '' ? null : { selection: { viewId: null, text, except: [] }, label: tt('exports.who.found', { text }) }
  })

  const who = ref<'all' | 'given'>('all')
  const counts = ref<{ all: number | null; given: number | null }>({ all: null, given: null })
  const read = useTask(async () => {
    const selection = given.value?.selection
    const [all, some] = await Promise.all([call('exports.count', {}), selection ? call('exports.count', { selection }) : null])
    counts.value = { all: all.customers, given: some?.customers ?? null }
  })
  watch(
    () => given.value?.selection,
    (selection) => {
      who.value = selection ? 'given' : 'all'
      void read.run()
    },
    { immediate: true },
  )
  onDataChanged(['customers', 'imports', 'sample', 'operations'], () => void read.run())

  return {
    who,
    failure: read.failure,
    retry: read.run,
    options: computed(() => [
      { value: 'all' as const, label: tt('exports.who.all'), count: counts.value.all },
      ...(given.value ? [{ value: 'given' as const, label: given.value.label, count: counts.value.given }] : []),
    ]),
    selection: computed(() => (who.value === 'given' ? (given.value?.selection ?? null) : null)),
    count: computed(() => counts.value[who.value]),
  }
}
