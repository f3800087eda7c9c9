import type { BonusRule, BonusRuleId, CustomerId, Handlers, IsoDate, TierId, ViewId } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { ServiceBase } from '../service-base.ts'
import { holds } from './bonus.rules.ts'
import type { RunningRule } from './bonus.rules.ts'

/** Who is in a saved view; asked only where a rule is for some. */
export interface TargetGroups {
  members(viewId: ViewId): ReadonlySet<CustomerId>
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId'> {
  targets: TargetGroups
}
interface Row extends Omit<BonusRule, 'weekdays' | 'state'> {
  weekdays: string
}
const RULE = `id, name, from_day as fromDay, to_day as toDay, weekdays, min_base_cents as minBaseCents, extra_bp as extraBp,
  extra_points as extraPoints, view_id as viewId, tier_id as tierId`
const ORDER = { running: 0, coming: 1, over: 2 }

/** Rules that give more points for a time, to everybody, a target group or a tier. */
export function bonusRules({ db, clock, newId, targets }: Deps) {
  const open = db.prepare<[], Omit<Row, 'viewName' | 'tierName' | 'pointsGiven'>>(
    `select ${RULE} from bonus_rule where retired_on is null order by id`,
  )
  const list = db.prepare<[], Row>(
    `select ${RULE}, iif(view_id is null, '', (select name from saved_view where saved_view.id = view_id)) as viewName,
       coalesce((select name from tier where tier.id = tier_id), '') as tierName,
       coalesce((select sum(e.points) + coalesce((select sum(c.points) from point_entry c where c.lot_id = e.id or c.reverses_id = e.id), 0)
         from point_entry e where e.rule_id = bonus_rule.id and e.lot_id is null and e.reverses_id is null), 0) as pointsGiven
     from bonus_rule where retired_on is null`,
  )
  const exists = db.prepare<[BonusRuleId], number>('select 1 from bonus_rule where id = ? and retired_on is null').pluck()
  const hasTier = db.prepare<[TierId], number>('select 1 from tier where id = ? and retired_on is null').pluck()
  const hasView = db.prepare<[ViewId], number>('select 1 from saved_view where id = ?').pluck()
  const put = db.prepare<[Record<string, unknown>]>(
    `insert into bonus_rule (id, name, from_day, to_day, weekdays, min_base_cents, extra_bp, extra_points, view_id, tier_id)
     values (@id, @name, @fromDay, @toDay, @weekdays, @minBaseCents, @extraBp, @extraPoints, @viewId, @tierId)
     on conflict (id) do update set name = excluded.name, from_day = excluded.from_day, to_day = excluded.to_day, weekdays = excluded.weekdays,
       min_base_cents = excluded.min_base_cents, extra_bp = excluded.extra_bp, extra_points = excluded.extra_points,
       view_id = excluded.view_id, tier_id = excluded.tier_id`,
  )
  const retire = db.prepare<[IsoDate, BonusRuleId]>('update bonus_rule set retired_on = ? where id = ?')

  function stateOf({ fromDay, toDay }: { fromDay: IsoDate; toDay: IsoDate }): BonusRule['state'] {
    const today = clock.today()
    return today < fromDay ? 'coming' : today > toDay ? 'over' : 'running'
  }
  const weekdaysOf = (json: string) => JSON.parse(json) as number[]
  function require(ruleId: BonusRuleId): void {
    if (exists.get(ruleId) === undefined) throw new AppError('missing', 'bonus-rule-gone')
  }

  return {
    /** The rules that hold for receipts; read once for as many receipts as are booked together. */
    reading() {
      const rules: RunningRule[] = open.all().map((row) => ({ ...row, weekdays: weekdaysOf(row.weekdays) }))
      const groups = new Map<ViewId, ReadonlySet<CustomerId>>()
      function isMeant(rule: RunningRule, customerId: CustomerId): boolean {
        if (rule.viewId === null) return true
        let group = groups.get(rule.viewId)
        if (!group) groups.set(rule.viewId, (group = hasView.get(rule.viewId) === undefined ? new Set() : targets.members(rule.viewId)))
        return group.has(customerId)
      }
      return (receipt: { customerId: CustomerId; day: IsoDate; baseCents: number; tierId: TierId | null }) =>
        rules.length === 0 ? rules : rules.filter((rule) => holds(rule, receipt) && isMeant(rule, receipt.customerId))
    },
    calls: {
      bonusRules: () =>
        list
          .all()
          .map((row) => ({ ...row, weekdays: weekdaysOf(row.weekdays), state: stateOf(row) }))
          .toSorted((a, b) => ORDER[a.state] - ORDER[b.state] || (a.toDay < b.toDay ? -1 : 1)),
      saveBonusRule({ ruleId, weekdays, ...rule }) {
        if (ruleId !== undefined) require(ruleId)
        if (rule.tierId !== null && hasTier.get(rule.tierId) === undefined) throw new AppError('missing', 'tier-gone')
        if (rule.viewId !== null && hasView.get(rule.viewId) === undefined) throw new AppError('missing', 'view-gone')
        const id = ruleId ?? (newId() as BonusRuleId)
        put.run({ id, ...rule, weekdays: JSON.stringify([...new Set(weekdays)].toSorted()) })
        return { ruleId: id }
      },
      removeBonusRule({ ruleId }) {
        require(ruleId)
        retire.run(clock.today(), ruleId)
        return {}
      },
    } satisfies Partial<Handlers['loyalty']>,
  }
}
export type BonusRules = ReturnType<typeof bonusRules>
