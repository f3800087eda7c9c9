import { computed, ref, shallowRef, watch } from 'vue'
import type { CustomerId, MergeChoices, MergeField, MergePreview } from '#contract'
import { call, CallFailed, onDataChanged } from '../api.ts'
import { useTask } from '../ui/use-task.ts'

/** Which customers become one, who stays, and whose value is kept in each field. At first the oldest stays. */
export function useMerge(ids: () => readonly CustomerId[]) {
  const survivorId = ref<CustomerId | null>(null)
  const choices = ref<MergeChoices>({})
  const preview = shallowRef<MergePreview | null>(null)
  const isMemoTooLong = ref(false)
  /** While it is written there is nothing to compare any more. */
  const isMerging = ref(false)
  const order = computed(() =>
    survivorId.value === null
      ? null
      : { survivorId: survivorId.value, otherIds: ids().filter((id) => id !== survivorId.value), choices: choices.value },
  )
  const read = useTask(async (): Promise<MergePreview | null> => {
    if (order.value === null || order.value.otherIds.length === 0) return null
    try {
      return await call('customers.mergePreview', order.value)
    } catch (error) {
      const isTooLong = error instanceof CallFailed && error.failure.reason === 'merge-memo-too-long'
      if (!isTooLong || isMemoTooLong.value) throw error
      isMemoTooLong.value = true
      choices.value = { ...choices.value, memo: order.value.survivorId }
      return preview.value
    }
  })
  async function again(): Promise<void> {
    const answer = await read.run()
    if (answer !== undefined) preview.value = answer
  }
  watch(
    () => ids().join(),
    () => {
      survivorId.value = ids().length === 0 ? null : (Math.min(...ids()) as CustomerId)
      choices.value = {}
      preview.value = null
    },
    { immediate: true },
  )
  watch(order, again, { immediate: true })
  onDataChanged(['customers', 'purchases', 'loyalty', 'cards', 'operations'], () => void (isMerging.value || again()))

  return {
    survivorId,
    order,
    preview,
    failure: read.failure,
    isMemoTooLong,
    isMerging,
    again,
    choose: (field: MergeField, value: CustomerId | 'all') => (choices.value = { ...choices.value, [field]: value } as MergeChoices),
  }
}
