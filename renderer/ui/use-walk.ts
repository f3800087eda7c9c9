import { computed, nextTick, ref } from 'vue'
import type { Ref } from 'vue'

/** Arrows walk through the rows of a list, one of which has the focus. `box` holds the rows; the current one has the class `current`. */
export function useWalk<T>(rows: Ref<readonly T[]>, box: Readonly<Ref<HTMLElement | null>>) {
  const at = ref(0)
  const current = computed(() => rows.value[Math.min(at.value, rows.value.length - 1)])
  async function walk(steps: number): Promise<void> {
    at.value = Math.max(0, Math.min(rows.value.length - 1, at.value + steps))
    await nextTick()
    box.value?.querySelector<HTMLElement>('.current')?.focus()
  }
  /** Answers whether the key was an arrow. */
  function arrows(event: KeyboardEvent): boolean {
    if (event.target !== event.currentTarget || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return false
    event.preventDefault()
    event.stopPropagation()
    void walk(event.key === 'ArrowDown' ? 1 : -1)
    return true
  }
  return { at, current, walk, arrows }
}
