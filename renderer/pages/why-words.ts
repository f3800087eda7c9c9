import type { TodayEntry, WarningWhy } from '#contract'
import { ownWhyWords } from '../today/today-words.ts'
import { becauseWords } from '../warnings/warning-words.ts'

/** Why somebody is on the list of the day, in the words of the part that says so. */
export function whyWords({ kind, why, displayName }: Pick<TodayEntry, 'kind' | 'why' | 'displayName'>): string {
  if (kind === 'warning') return becauseWords(why as unknown as WarningWhy, displayName ?? '')
  return ownWhyWords(why)
}
