import type { Case } from '#contract'
import { dayToday } from '../ui/today.ts'
import { formatCents, formatDay, tt } from '../words.ts'

type Dated = Pick<Case, 'dueOn' | 'closedOn'>
export const isOverdue = ({ dueOn, closedOn }: Dated): boolean => closedOn === null && dueOn !== null && dueOn < dayToday()

/** "bis 15.03.2026", "seit 10.03.2026 fällig", "erledigt am 12.03.2026, Kulanz 29,90 €". */
export function standWords(entry: Dated & Pick<Case, 'goodwillCents'>): string {
  if (entry.closedOn !== null) {
    const closed = tt('cases.closedOn', { day: formatDay(entry.closedOn) })
    return entry.goodwillCents > 0 ? `${closed}, ${tt('cases.goodwillOf', { amount: formatCents(entry.goodwillCents) })}` : closed
  }
  if (entry.dueOn === null) return tt('cases.noDue')
  if (entry.dueOn === dayToday()) return tt('cases.dueToday')
  return tt(isOverdue(entry) ? 'cases.dueSince' : 'cases.dueOn', { day: formatDay(entry.dueOn) })
}

/** "Beschwerde · Produkt". */
export const aboutWords = ({ kind, referencePoint }: Pick<Case, 'kind' | 'referencePoint'>): string =>
  `${tt(`cases.kind.${kind}`)} · ${tt(`cases.point.${referencePoint}`)}`
