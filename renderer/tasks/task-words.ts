import type { Task } from '#contract'
import { dayToday } from '../ui/today.ts'
import { formatDay, tt } from '../words.ts'

export type TaskGroup = 'overdue' | 'today' | 'later' | 'anytime'

/** Where a task stands on the list. */
export function groupOf({ dueOn }: Pick<Task, 'dueOn'>): TaskGroup {
  if (dueOn === null) return 'anytime'
  const today = dayToday()
  return dueOn < today ? 'overdue' : dueOn === today ? 'today' : 'later'
}

/** "seit 12.03.2026 fällig", "heute", "bis 20.03.2026", "erledigt am 12.03.2026"; empty without a day. */
export function dueWords(task: Task): string {
  if (task.doneOn !== null) return tt('tasks.doneOn', { day: formatDay(task.doneOn) })
  switch (groupOf(task)) {
    case 'anytime':
      return ''
    case 'today':
      return tt('tasks.dueToday')
    case 'overdue':
      return tt('tasks.dueSince', { day: formatDay(task.dueOn) })
    case 'later':
      return tt('tasks.dueOn', { day: formatDay(task.dueOn) })
  }
}
