import { daysBetween } from '#contract'
import type { HitRate, IsoDate, WarningAction, WarningRule } from '#contract'

/** Won back: a purchase within so many days. */
export const OUTCOME_DAYS = 60
/** Shares of fewer say nothing. */
const LEAST = 10

interface Start {
  day: IsoDate
  level: number
  /** The first purchase day from there on. */
  boughtOn: IsoDate | null
}
interface Rate {
  count: number
  wonBack: number
  open: number
  share: number | null
}

/** What became of a customer from a day on. */
export function outcomeOf({ day, boughtOn }: Pick<Start, 'day' | 'boughtOn'>, today: IsoDate): 'won-back' | 'open' | 'none' {
  if (boughtOn !== null && boughtOn <= today && daysBetween(day, boughtOn) <= OUTCOME_DAYS) return 'won-back'
  return daysBetween(day, today) <= OUTCOME_DAYS ? 'open' : 'none'
}

export function rateOf(starts: readonly Start[], today: IsoDate): Rate {
  const outcomes = starts.map((start) => outcomeOf(start, today))
  const wonBack = outcomes.filter((outcome) => outcome === 'won-back').length
  const open = outcomes.filter((outcome) => outcome === 'open').length
  const decided = starts.length - open
  return { count: starts.length, wonBack, open, share: decided < LEAST ? null : wonBack / decided }
}

/**
 * By rule and action. Beside it stand those at the same levels for whom nothing was done, each level with the weight that it has among the
 * treated: urgent cases come back less often by themselves, so without it whoever cares for them first would look bad.
 */
export function hitRates(
  actions: readonly (Start & { rule: WarningRule | null; action: WarningAction })[],
  untreated: readonly Start[],
  today: IsoDate,
): HitRate[] {
  const byLevel = Map.groupBy(untreated, ({ level }) => level)
  const groups = Map.groupBy(actions, ({ rule, action }) => `${rule} ${action}`)
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const { rule, action } = group[0]!
      return rule === null ? [] : [{ rule, action, ...rateOf(group, today), without: compared(group, byLevel, today) }]
    })
}

function compared(group: readonly Start[], byLevel: ReadonlyMap<number, Start[]>, today: IsoDate): Rate {
  const levels = Map.groupBy(group, ({ level }) => level)
  const rates = [...levels].map(([level, treated]) => ({ weight: treated.length, ...rateOf(byLevel.get(level) ?? [], today) }))
  const sum = (of: (rate: (typeof rates)[number]) => number) => rates.reduce((total, rate) => total + of(rate), 0)
  const isKnown = rates.every(({ share }) => share !== null)
  return {
    count: sum(({ count }) => count),
    wonBack: sum(({ wonBack }) => wonBack),
    open: sum(({ open }) => open),
    share: isKnown ? sum(({ weight, share }) => weight * (share ?? 0)) / sum(({ weight }) => weight) : null,
  }
}
