import { computed, shallowRef } from 'vue'
import type { IsoDate, Today, TodayEntry } from '#contract'
import { call, onDataChanged, write } from '../api.ts'
import { addDays } from '../ui/date-input.ts'
import { dayToday } from '../ui/today.ts'
import { useTask } from '../ui/use-task.ts'
import { formatDay, tt } from '../words.ts'

const FOLLOWED = [
  'today',
  'tasks',
  'contacts',
  'cases',
  'warnings',
  'care',
  'demand',
  'purchases',
  'phases',
  'customers',
  'consents',
  'settings',
  'operations',
  'sample',
] as const

/** How long "Später" waits. */
export const LATER = { tomorrow: 1, days3: 3, week: 7, month: 30 } as const
export type Later = keyof typeof LATER

/** The list of the day, kept up to date, and what can be done with an entry. */
export function useToday() {
  const today = shallowRef<Today | null>(null)
  const read = useTask(async () => {
    today.value = await call('tasks.today', {})
  })
  void read.run()
  onDataChanged(FOLLOWED, () => void read.run())

  const entries = computed(() => today.value?.kinds.flatMap(({ entries: own }) => own) ?? [])
  const more = computed(() => today.value?.more.flatMap(({ entries: own }) => own) ?? [])
  const nameOf = (entry: TodayEntry) => entry.displayName ?? entry.title
  const told = ({ key, customerId, title }: TodayEntry) => ({ key, customerId, title })

  const finish = useTask(async (entry: TodayEntry, note: string) => {
    const outcome = note === '' && entry.kind === 'case' ? tt('today.caseOutcome') : note
    const input = { ...told(entry), channel: entry.channel, minutes: entry.minutes, note: outcome }
    await write('today.done', input, { toast: tt('today.finished', { name: nameOf(entry) }) })
    await read.run()
  })
  const putOff = useTask(async (entry: TodayEntry, later: Later) => {
    const until: IsoDate = addDays(dayToday(), LATER[later])
    await write('today.later', { ...told(entry), until }, { toast: tt('today.postponed', { name: nameOf(entry), day: formatDay(until) }) })
    await read.run()
  })
  return { today, read, entries, more, finish, putOff, isBusy: computed(() => finish.isBusy.value || putOff.isBusy.value) }
}

/** How many entries the day still holds, for the sidebar. */
export function useTodayCount() {
  const { entries } = useToday()
  return computed(() => entries.value.length)
}
