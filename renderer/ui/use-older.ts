import { computed, shallowRef } from 'vue'
import { useTask } from './use-task.ts'

interface Slice<T> {
  rows: readonly T[]
  total: number
}

/**
 * A list that begins with the newest entries and grows on demand ("Ältere zeigen").
 * An answer that arrives after the list began anew is dropped.
 */
export function useOlder<T>(read: (range: { offset: number; limit: number }) => Promise<Slice<T>>, step = 50) {
  const slice = shallowRef<Slice<T> | null>(null)
  let generation = 0

  async function fill(keep: boolean, limit: number): Promise<void> {
    const mine = keep ? generation : ++generation
    const known = keep ? (slice.value?.rows ?? []) : []
    const answer = await read({ offset: known.length, limit })
    if (mine === generation) slice.value = { rows: [...known, ...answer.rows], total: answer.total }
  }
  const task = useTask(fill)
  return {
    rows: computed(() => slice.value?.rows ?? []),
    total: computed(() => slice.value?.total ?? 0),
    /** False until the first answer is there. */
    isRead: computed(() => slice.value !== null),
    hasOlder: computed(() => slice.value !== null && slice.value.rows.length < slice.value.total),
    isBusy: task.isBusy,
    failure: task.failure,
    /** Forgets what is shown and reads the newest entries, for another customer. */
    async begin(): Promise<void> {
      slice.value = null
      await task.run(false, step)
    },
    /** Reads as many entries again as are shown, after something changed. */
    again: () => task.run(false, Math.min(1000, Math.max(step, slice.value?.rows.length ?? 0))),
    older: () => (task.isBusy.value ? Promise.resolve() : task.run(true, step)),
  }
}
