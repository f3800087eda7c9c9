import { ref } from 'vue'
import type { Ref } from 'vue'
import { call, onDataChanged } from '../api.ts'
import { useTask } from '../ui/use-task.ts'

/** How many customers are urgent. */
export function useUrgent(): Ref<number> {
  const urgent = ref(0)
  const read = useTask(async () => void (urgent.value = (await call('warnings.list', { level: 'red', limit: 1 })).total))
  void read.run()
  onDataChanged(['warnings', 'purchases', 'imports', 'sample', 'operations'], () => void read.run())
  return urgent
}
