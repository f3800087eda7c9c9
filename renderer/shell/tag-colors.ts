import { shallowRef } from 'vue'
import type { TagColor } from '#contract'
import { call, onDataChanged } from '../api.ts'
import { useTask } from '../ui/use-task.ts'

const colors = shallowRef<ReadonlyMap<string, TagColor>>(new Map())

/** The colours of tags, for every screen that shows some; one small answer for all of them, kept up to date. */
export function useTagColors(): { tagColor(name: string): TagColor } {
  const load = useTask(async () => {
    colors.value = new Map((await call('tags.colors', {})).map(({ name, color }) => [name, color]))
  })
  void load.run()
  // Undo names the settings, not the tags.
  onDataChanged(['tags', 'settings'], () => void load.run())
  return { tagColor: (name) => colors.value.get(name) ?? 'grey' }
}
