import type { TodayEntry, TodayKind } from '#contract'
import { TodayKind as Kinds } from '#contract'

/** More than seven things nobody does in a day beside the shop. */
export const MOST = 7
const LEVELS = ['green', 'yellow', 'orange', 'red', 'lost'] as const satisfies readonly TodayEntry['level'][]
/** What was promised to somebody is shown even where others bring more. */
const PROMISED: readonly TodayKind[] = ['answer', 'case', 'task']

/** By warning, then value, then days overdue (domain.md §5); what is alike stands in the order of its key. */
export function byUrgency(one: TodayEntry, other: TodayEntry): number {
  // Somebody lost is past being urgent, but still before somebody who is not late at all.
  const level = ({ level: own }: TodayEntry) => (own === 'lost' ? 0.5 : LEVELS.indexOf(own))
  return (
    level(other) - level(one) ||
    other.net12Cents - one.net12Cents ||
    other.overdueDays - one.overdueDays ||
    (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)
  )
}

/** One card for each customer: what was promised first, then the most urgent; the rest is named on it. Tasks stay cards of their own. */
export function oneForEach(entries: readonly TodayEntry[]): TodayEntry[] {
  const own = entries.filter(({ kind, customerId }) => customerId === null || PROMISED.includes(kind) || kind === 'reassurance')
  const rank = (entry: TodayEntry) => Kinds.options.indexOf(entry.kind)
  const shared = Map.groupBy(
    entries.filter((entry) => !own.includes(entry)),
    ({ customerId }) => customerId,
  )
  const joined = [...shared.values()].map((all): TodayEntry => {
    const [first, ...others] = all.toSorted((one, other) => rank(one) - rank(other)) as [TodayEntry, ...TodayEntry[]]
    return { ...first, also: others.map(({ key, kind, title, why }) => ({ key, kind, title, why })) }
  })
  return [...own, ...joined]
}

export interface Plan {
  chosen: TodayEntry[]
  more: TodayEntry[]
}
/**
 * At most `MOST` entries with those that are done already, within the minutes that are left. The best of each kind goes first, so that no kind
 * is drowned by another; then the most urgent of all. One entry is always shown while nothing is done, be it ever so long.
 */
export function planDay(
  entries: readonly TodayEntry[],
  { available, done, doneMinutes }: { available: number; done: number; doneMinutes: number },
): Plan {
  const sorted = entries.toSorted(byUrgency)
  const bests = Kinds.options.flatMap((kind) => sorted.find((entry) => entry.kind === kind) ?? [])
  const chosen = new Set<TodayEntry>()
  let left = available - doneMinutes
  for (const entry of [...bests, ...sorted]) {
    if (chosen.has(entry) || chosen.size + done >= MOST) continue
    const isFirst = chosen.size === 0 && done === 0
    if (entry.minutes > left && !isFirst) continue
    chosen.add(entry)
    left -= entry.minutes
  }
  return { chosen: sorted.filter((entry) => chosen.has(entry)), more: sorted.filter((entry) => !chosen.has(entry)) }
}

/** In the fixed order of the kinds; a kind without entries is left out. */
export function byKind(entries: readonly TodayEntry[]): { kind: TodayKind; entries: TodayEntry[] }[] {
  return Kinds.options.map((kind) => ({ kind, entries: entries.filter((entry) => entry.kind === kind) })).filter(({ entries: own }) => own.length > 0)
}
