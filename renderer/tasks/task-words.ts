import type { Task, TaskKind } from '#contract'
import { dayToday } from '../ui/today.ts'
import { formatDay, tt } from '../words.ts'

export const TASK_KINDS = ['task', 'call', 'letter', 'email', 'message', 'visit', 'thanks'] as const satisfies readonly TaskKind[]
export const USUAL_MINUTES = 5
const MOST_MINUTES = 1440
/** Minutes as they are typed; null where that is none. Nothing typed means none. */
export function minutesOf(text: string): number | null {
  const minutes = Number(text.trim())
  return /^\s*\d{0,4}\s*$/.test(text) && minutes <= MOST_MINUTES ? minutes : null
}

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

/** The reasons that most have for putting something off. */
export const snoozeReasons = (): string[] => (['reached', 'time', 'goods', 'wish'] as const).map((key) => tt(`tasks.later.because.${key}`))

/** "2-mal verschoben, zuletzt: nicht erreicht"; empty for what was never put off. */
export function snoozeWords({ snoozes, snoozeReason }: Pick<Task, 'snoozes' | 'snoozeReason'>): string {
  if (snoozes === 0) return ''
  const times = tt('tasks.snoozed', { count: snoozes })
  return snoozeReason === '' ? times : tt('tasks.snoozedWhy', { times, reason: snoozeReason })
}

/** What is worth knowing of a task besides its day: how, how long, for which part of the shop, by whom. */
export function detailWords({ kind, minutes, area, staffName }: Pick<Task, 'kind' | 'minutes' | 'area' | 'staffName'>): string[] {
  const time = minutes === USUAL_MINUTES || minutes === 0 ? '' : tt('tasks.minutesShort', { count: minutes })
  return [kind === 'task' ? '' : tt(`tasks.kindOf.${kind}`), time, area, staffName ?? ''].filter((part) => part !== '')
}
