import { shallowRef } from 'vue'
import type { OwnField } from '#contract'
import { call, onDataChanged } from '../api.ts'
import { useTask } from '../ui/use-task.ts'

/** The fields that the owner made, in the order of the form, kept up to date. */
export function useOwnFields({ withRemoved = false } = {}) {
  const fields = shallowRef<readonly OwnField[]>([])
  const load = useTask(async () => (fields.value = await call('ownFields.list', { withRemoved })))
  void load.run()
  // Undo names the settings, not the own fields.
  onDataChanged(['ownFields', 'settings'], () => void load.run())
  return { fields, failure: load.failure }
}
