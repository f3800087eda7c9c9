import type { CustomerId, WarningAction } from '#contract'
import { write } from '../api.ts'
import { useTask } from '../ui/use-task.ts'
import { tt } from '../words.ts'

/** What can be noted with one key each. */
export const ACTION_KEYS = [
  { action: 'called', keys: 'A', icon: 'phone' },
  { action: 'wrote', keys: 'B', icon: 'mail' },
  { action: 'offer', keys: 'G', icon: 'gift' },
  { action: 'visited', keys: 'D', icon: 'store' },
  { action: 'nothing', keys: 'X', icon: 'minus' },
] as const

interface Who {
  customerId: CustomerId
  displayName: string
}

/** Notes what was done about a warning, and mutes it, each with the way back. */
export function useActing() {
  const act = useTask(({ customerId, displayName: name }: Who, action: WarningAction) =>
    write('warnings.act', { customerId, action }, { toast: tt('warnings.acted', { name, action: tt(`warnings.action.${action}`) }) }),
  )
  const unmute = useTask(({ customerId, displayName: name }: Who) =>
    write('warnings.unmute', { customerId }, { toast: tt('warnings.unmuted', { name }) }),
  )
  return { act, unmute }
}
