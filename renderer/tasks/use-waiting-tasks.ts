import { ref } from 'vue'
import type { Ref } from 'vue'
import { call, onDataChanged } from '../api.ts'
import { useTask } from '../ui/use-task.ts'

/** How many tasks wait: what is due today or earlier. */
export function useWaitingTasks(): Ref<number> {
  const waiting = ref(0)
  const read = useTask(async () => {
    const { overdue, dueToday } = await call('tasks.open', { limit: 1 })
    waiting.value = overdue + dueToday
  })
  void read.run()
  onDataChanged(['tasks', 'customers', 'operations', 'sample'], () => void read.run())
  return waiting
}
