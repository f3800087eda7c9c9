import { ref } from 'vue'
import type { Ref } from 'vue'
import { call, onDataChanged } from '../api.ts'
import { useTask } from '../ui/use-task.ts'

/** How many cases wait for longer than their deadline. */
export function useOverdueCases(): Ref<number> {
  const overdue = ref(0)
  const read = useTask(async () => {
    overdue.value = (await call('cases.count', {})).overdue
  })
  void read.run()
  onDataChanged(['cases', 'customers', 'operations', 'sample'], () => void read.run())
  return overdue
}
