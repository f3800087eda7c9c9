import { shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import { call, onDataChanged } from '../api.ts'

/** How many pairs wait to be looked at. */
export function useWaitingCount(): ShallowRef<number> {
  const proposed = shallowRef(0)
  async function read(): Promise<void> {
    try {
      proposed.value = (await call('duplicates.status', {})).proposed
    } catch {
      // The sidebar is no place for a failure; the screen itself tells it.
      proposed.value = 0
    }
  }
  onDataChanged(['duplicates', 'customers', 'operations'], () => void read())
  void read()
  return proposed
}
