import { shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import { call, onDataChanged } from '../api.ts'

/** How many names and numbers of the till wait for their customer. */
export function useUnknownCount(): ShallowRef<number> {
  const named = shallowRef(0)
  async function read(): Promise<void> {
    try {
      named.value = (await call('purchases.unknownGroups', { limit: 1 })).named
    } catch {
      // The sidebar is no place for a failure; the screen itself tells it.
      named.value = 0
    }
  }
  onDataChanged(['purchases', 'imports', 'operations'], () => void read())
  void read()
  return named
}
