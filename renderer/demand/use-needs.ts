import type { DemandRow } from '#contract'
import { write } from '../api.ts'
import { addDays } from '../ui/date-input.ts'
import { dayToday } from '../ui/today.ts'
import { useTask } from '../ui/use-task.ts'
import { tt } from '../words.ts'

type Need = Pick<DemandRow, 'customerId' | 'subject' | 'what'>
const LATER_DAYS = 14

/** A need is met, put off, ended or taken up again, each with the way back. */
export function useNeeds() {
  const said = (key: 'wasDone' | 'muted' | 'ended' | 'resumed', { what }: Need, name: string) => ({ toast: tt(`demand.${key}`, { what, name }) })
  const change = useTask((id: string, need: Need, name: string) => {
    const one = { customerId: need.customerId, subject: need.subject }
    if (id === 'done') return write('demand.done', one, said('wasDone', need, name))
    if (id === 'mute') return write('demand.mute', { ...one, until: addDays(dayToday(), LATER_DAYS - 1) }, said('muted', need, name))
    if (id === 'resume') return write('demand.resume', one, said('resumed', need, name))
    return write('demand.end', one, said('ended', need, name))
  })
  const entries = () => [
    { id: 'done', label: tt('demand.done'), icon: 'check' as const },
    { id: 'mute', label: tt('demand.mute'), icon: 'hourglass' as const },
    { id: 'end', label: tt('demand.end'), icon: 'ban' as const },
  ]
  return { change, entries }
}
