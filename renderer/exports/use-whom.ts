import { computed, ref, watch } from 'vue'
import { useRoute } from 'vue-router'
import type { CustomerSelection, ExportColumns } from '#contract'
import { ExportColumns as Columns } from '#contract'
import { call, onDataChanged } from '../api.ts'
import { handedCustomers } from '../ui/handed-selection.ts'
import { useTask } from '../ui/use-task.ts'
import { tt } from '../words.ts'

interface Given {
  selection: CustomerSelection
  label: string
  columns: ExportColumns
}

/** Whom to export: everybody, or those with whom the owner came here. */
export function useWhom() {
  const route = useRoute()
  const given = computed<Given | null>(() => {
    const handed = route.query['handed'] === undefined ? null : handedCustomers.value
    if (!handed) return null
    // A list may show what no export knows.
    const columns = Columns.safeParse(handed.columns)
    return {
      selection: handed.selection,
      label: tt(handed.isMarked ? 'exports.who.marked' : 'exports.who.shown'),
      columns: columns.success ? columns.data : 'list',
    }
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
    columns: computed<ExportColumns>(() => (who.value === 'given' ? (given.value?.columns ?? 'list') : 'list')),
    selection: computed(() => (who.value === 'given' ? (given.value?.selection ?? null) : null)),
    count: computed(() => counts.value[who.value]),
  }
}
