import type { MayContact } from '#contract'
import { addDays } from './date-input.ts'
import { formatDay, tt } from '../words.ts'

/** Why a way may not be used: "nicht erlaubt, nie gefragt", "nicht jetzt, Pause bis 20.03.2026". */
export function reasonWords({ reason, freeOn }: Pick<MayContact, 'reason'> & { freeOn?: MayContact['freeOn'] | null }): string {
  return tt(`consents.reason.${reason}`, freeOn ? { day: formatDay(freeOn), until: formatDay(addDays(freeOn, -1)) } : {})
}
