import type { FunnelShare, Phase, PhaseFunnel } from '#contract'

/** Fewer than these say nothing. */
export const ENOUGH = 20

/** More than half of the time spent before the first purchase while too few come back: the hint of domain.md §2. */
export function hintOf(minutes: Record<Phase, number>, returnedInAYear: FunnelShare, targetPercent: number): PhaseFunnel['hint'] {
  const all = minutes['first-contact'] + minutes['after-purchase'] + minutes.repurchase
  const returnPercent = returnedInAYear.of === 0 ? 0 : Math.round((returnedInAYear.did / returnedInAYear.of) * 100)
  if (returnedInAYear.of < ENOUGH) return { key: 'too-little', values: { firstBuyers: returnedInAYear.of, minutes: all } }
  const isBelow = returnedInAYear.did * 100 < targetPercent * returnedInAYear.of
  if (!isBelow) return { key: 'on-target', values: { returnPercent, targetPercent } }
  const sharePercent = all === 0 ? 0 : Math.round((minutes['first-contact'] / all) * 100)
  const key = minutes['first-contact'] * 2 > all ? 'too-much-first' : 'below-target'
  return { key, values: { sharePercent, returnPercent, targetPercent } }
}
