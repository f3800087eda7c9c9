import { z } from 'zod'
import { read, write } from './call.ts'
import { BonusRuleId, IsoDate, line, Nothing, TierId, ViewId } from './values.ts'

export const bonusRuleReasons = [
  'bonus-name-missing',
  'bonus-days-backwards',
  'bonus-extra-missing',
  'bonus-extra-odd',
  'bonus-rule-gone',
  'bonus-weekdays-odd',
] as const

const fields = {
  name: line(60).refine((name) => name !== '', 'bonus-name-missing'),
  fromDay: IsoDate,
  /** The last day, itself included. */
  toDay: IsoDate,
  /** 0 = Sunday; none means every day. */
  weekdays: z.array(z.int('bonus-weekdays-odd').min(0, 'bonus-weekdays-odd').max(6, 'bonus-weekdays-odd')).max(7, 'bonus-weekdays-odd').default([]),
  minBaseCents: z.int('input-invalid').min(0, 'input-invalid').max(100_000_000, 'amount-too-large').default(0),
  /** So much more of the points, in basis points (10,000 doubles them) … */
  extraBp: z.int('bonus-extra-odd').min(1, 'bonus-extra-odd').max(100_000, 'bonus-extra-odd').nullable().default(null),
  /** … or so many more. One of both. */
  extraPoints: z.int('bonus-extra-odd').min(1, 'bonus-extra-odd').max(100_000, 'bonus-extra-odd').nullable().default(null),
  /** Only for those in this saved view. */
  viewId: ViewId.nullable().default(null),
  /** Only for those on this tier. */
  tierId: TierId.nullable().default(null),
}
const BonusRule = z.object({
  id: BonusRuleId,
  name: z.string(),
  fromDay: IsoDate,
  toDay: IsoDate,
  weekdays: z.array(z.int()),
  minBaseCents: z.int(),
  extraBp: z.int().nullable(),
  extraPoints: z.int().nullable(),
  viewId: ViewId.nullable(),
  /** '' without a target group; null where the view is gone, so that it holds nobody. */
  viewName: z.string().nullable(),
  tierId: TierId.nullable(),
  tierName: z.string(),
  state: z.enum(['coming', 'running', 'over']),
  /** What it has given so far, returns taken off. */
  pointsGiven: z.int(),
})
export type BonusRule = z.infer<typeof BonusRule>

export const bonusRuleCalls = {
  /** Running ones first, then those to come, then those that are over. */
  bonusRules: read(Nothing, z.array(BonusRule)),
  /** Adds a rule, or changes one; what it has given stays as it was given. */
  saveBonusRule: write(
    z
      .object({ ruleId: BonusRuleId.optional(), ...fields })
      .refine(({ fromDay, toDay }) => fromDay <= toDay, 'bonus-days-backwards')
      .refine(({ extraBp, extraPoints }) => (extraBp === null) !== (extraPoints === null), 'bonus-extra-missing'),
    z.object({ ruleId: BonusRuleId }),
    ['loyalty'],
  ),
  /** Takes a rule away; what it has given stays. */
  removeBonusRule: write(z.object({ ruleId: BonusRuleId }), Nothing, ['loyalty']),
}
