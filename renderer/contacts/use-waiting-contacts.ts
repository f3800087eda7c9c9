import { ref } from 'vue'
import type { Ref } from 'vue'
import { call, onDataChanged } from '../api.ts'
import { useTask } from '../ui/use-task.ts'

/** How many contacts wait for an answer. */
export function useWaitingContacts(): Ref<number> {
  const waiting = ref(0)
  const read = useTask(async () => {
    waiting.value = (await call('contacts.waiting', {})).waiting
  })
  void read.run()
  onDataChanged(['contacts', 'customers', 'operations', 'sample'], () => void read.run())
  return waiting
}
