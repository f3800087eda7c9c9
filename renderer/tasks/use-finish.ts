import type { Task } from '#contract'
import { write } from '../api.ts'
import { useTask } from '../ui/use-task.ts'
import { tt } from '../words.ts'

/** Finishes a task or opens it again, and takes one away; each with the way back. */
export function useFinish() {
  const finish = useTask((task: Task) =>
    task.doneOn === null
      ? write('tasks.done', { taskId: task.id }, { toast: tt('tasks.finished', { title: task.title }) })
      : write('tasks.reopen', { taskId: task.id }, { toast: tt('tasks.reopened', { title: task.title }) }),
  )
  const remove = useTask((task: Task) => write('tasks.remove', { taskId: task.id }, { toast: tt('tasks.removed', { title: task.title }) }))
  return { finish, remove }
}
