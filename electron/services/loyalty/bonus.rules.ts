import { weekdayOf } from '#contract'
import type { BonusRuleId, IsoDate, TierId, ViewId } from '#contract'
import { pointsFor } from './loyalty.rules.ts'

/** A rule that gives more points, as booking asks for it. */
export interface RunningRule {
  id: BonusRuleId
  name: string
  fromDay: IsoDate
  toDay: IsoDate
  weekdays: readonly number[]
  minBaseCents: number
  extraBp: number | null
  extraPoints: number | null
  viewId: ViewId | null
  tierId: TierId | null
}
/** Whether a rule holds for a receipt of this day, base and tier; whether its customer is in the target group is asked apart. */
export function holds(rule: RunningRule, { day, baseCents, tierId }: { day: IsoDate; baseCents: number; tierId: TierId | null }): boolean {
  return (
    rule.fromDay <= day &&
    day <= rule.toDay &&
    (rule.weekdays.length === 0 || rule.weekdays.includes(weekdayOf(day))) &&
    baseCents > 0 &&
    baseCents >= rule.minBaseCents &&
    (rule.tierId === null || rule.tierId === tierId)
  )
}

/** What a bonus comes to for a base: a part of the points of the receipt, or a number of its own while the base is large enough. */
export function bonusFor(
  baseCents: number,
  rate: number,
  tierBp: number | null,
  { extraBp, extraPoints, minBaseCents }: { extraBp: number | null; extraPoints: number | null; minBaseCents: number },
): number {
  if (baseCents <= 0 || baseCents < minBaseCents) return 0
  return extraBp === null ? (extraPoints ?? 0) : Math.floor((pointsFor(baseCents, rate, tierBp) * extraBp) / 10_000)
}
