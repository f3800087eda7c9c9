import type { IsoDate, Phase } from '#contract'
import { FUNNEL_HORIZONS } from '#contract'
import type { Db } from '../../database/open.ts'

export interface ProspectRow {
  quarter: string
  of: number
  did: number
}
export type ReturnRow = { quarter: string } & Record<string, number | string>

const quarterOf = (day: string) => `substr(${day}, 1, 4) || '-Q' || ((cast(substr(${day}, 6, 2) as integer) + 2) / 3)`
const within = (from: string, to: string, days: string) => `${to} <= date(${from}, '+' || ${days} || ' days')`
/** In which phase a customer stood on a day, by the purchase days that are known now. */
const phaseOn = (day: string) =>
  `case when s.first_day is null or ${day} < s.first_day then 'first-contact'
    when s.second_day is null or ${day} < s.second_day then 'after-purchase' else 'repurchase' end`

/** All SQL about the funnel: reads the read model and what was done with customers, writes nothing. */
export function phaseFunnelRepository(db: Db) {
  // Counted by day first, so that few days are put into quarters instead of every customer.
  const prospects = db.prepare<{ today: IsoDate; bornBy: IsoDate }, ProspectRow>(
    `select ${quarterOf('created_on')} as quarter, sum(n) as "of", sum(bought) as did from (
       select created_on, count(*) as n, count(*) filter (where ${within('created_on', 'first_day', '180')}) as bought
       from customer_summary where created_on <= @bornBy and (first_day is null or first_day > created_on) and created_on <= @today
       group by created_on
     ) group by quarter`,
  )
  const returns = db.prepare<Record<string, IsoDate>, ReturnRow>(
    `select ${quarterOf('first_day')} as quarter, ${FUNNEL_HORIZONS.map(
      (days) => `coalesce(sum(n) filter (where first_day <= @by${days}), 0) as of${days},
        coalesce(sum(r${days}) filter (where first_day <= @by${days}), 0) as did${days}`,
    ).join(', ')}
     from (
       select first_day, count(*) as n, ${FUNNEL_HORIZONS.map((days) => `count(*) filter (where julianday(second_day) - julianday(first_day) <= ${days}) as r${days}`).join(', ')}
       from customer_summary where first_day is not null group by first_day
     ) group by quarter`,
  )
  const minutes = db.prepare<{ after: IsoDate; today: IsoDate }, { phase: Phase; minutes: number }>(
    `select phase, sum(minutes) as minutes from (
       select ${phaseOn('c.day')} as phase, c.minutes from contact c join customer_summary s on s.customer_id = c.customer_id
       where c.day > @after and c.day <= @today and c.minutes > 0
       union all
       select ${phaseOn('t.done_on')}, t.minutes from task t join customer_summary s on s.customer_id = t.customer_id
       where t.done_on > @after and t.done_on <= @today
     ) group by phase`,
  )
  return {
    prospects: (today: IsoDate, bornBy: IsoDate) => prospects.all({ today, bornBy }),
    returns: (by: Record<string, IsoDate>) => returns.all(by),
    minutes: (after: IsoDate, today: IsoDate) => minutes.all({ after, today }),
  }
}
