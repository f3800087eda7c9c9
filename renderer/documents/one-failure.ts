import { computed } from 'vue'
import type { Task } from '../ui/use-task.ts'

type Failing = Pick<Task<never[], unknown>, 'failure'>

/** Several things can be done at one place, and only what went wrong last is told there. */
export function oneFailure(...tasks: readonly Failing[]) {
  return {
    failure: computed(() => tasks.find((task) => task.failure.value !== null)?.failure.value ?? null),
    forget(): void {
      for (const task of tasks) task.failure.value = null
    },
  }
}
