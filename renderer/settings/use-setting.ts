import { computed, ref, watch } from 'vue'
import type { Ref } from 'vue'
import type { Settings } from '#contract'
import { changeSettings, currentSettings } from '../shell/current-settings.ts'
import { useTask } from '../ui/use-task.ts'
import type { Task } from '../ui/use-task.ts'
import { tt } from '../words.ts'

/**
 * One setting as a field's model: shows what is stored, keeps what is being typed, and `save` stores it when it differs.
 * `name` is what the toast calls it.
 */
export function useSetting<K extends keyof Settings>(key: K, name: () => string): { draft: Ref<Settings[K]>; save: Task<[], void> } {
  const stored = computed(() => currentSettings.value?.[key] as Settings[K])
  const draft = ref(stored.value) as Ref<Settings[K]>
  watch(stored, (value) => (draft.value = value))
  const save = useTask(async () => {
    if (draft.value === stored.value) return
    await changeSettings({ [key]: draft.value } as Partial<Settings>, () => tt('settings.saved', { what: name() }))
  })
  return { draft, save }
}

/** A setting that is stored at once, such as a switch. */
export function useSwitch<K extends keyof Settings>(key: K, name: () => string): { value: Ref<Settings[K]>; save: Task<[], void> } {
  const { draft, save } = useSetting(key, name)
  return { value: computed({ get: () => draft.value, set: (next) => ((draft.value = next), void save.run()) }), save }
}
