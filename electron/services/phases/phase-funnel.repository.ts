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
/** In which phase a customer stood on a day, by the purchase days that are known now. */
const phaseOn = (day: string) =>
  `case when s.first_day is null or ${day} < s.first_day then 'first-contact'
    when s.second_day is null or ${day} < s.second_day then 'after-purchase' else 'repurchase' end`

/** All SQL about the funnel: reads the read model and what was done with customers, writes nothing. */
export function phaseFunnelRepository(db: Db) {
  // Borders are worked out once for each day on which somebody came, and each day is counted along a stretch of an index.
  const prospects = db.prepare<{ bornBy: IsoDate }, ProspectRow>(
    `with days as materialized (
       select created_on as day, date(created_on, '+180 days') as by from (select distinct created_on from customer_summary)
       where created_on <= @bornBy
     ), counted as (
       select day,
         (select count(*) from customer_summary where created_on = day and (first_day is null or first_day > day)) as n,
         (select count(*) from customer_summary where created_on = day and first_day > day and first_day <= by) as bought
       from days
     )
     select ${quarterOf('day')} as quarter, sum(n) as "of", sum(bought) as did from counted where n > 0 group by quarter`,
  )
  const returns = db.prepare<Record<string, IsoDate>, ReturnRow>(
    `with days as materialized (select distinct first_day as day from customer_summary where first_day is not null),
     counted as (
       select day, (select count(*) from customer_summary where first_day = day) as n, ${FUNNEL_HORIZONS.map(
         (days) => `(select count(*) from customer_summary where first_day = day and second_day <= date(day, '+${days} days')) as r${days}`,
       ).join(', ')}
       from days
     )
     select ${quarterOf('day')} as quarter, ${FUNNEL_HORIZONS.map(
       (days) => `coalesce(sum(n) filter (where day <= @by${days}), 0) as of${days},
        coalesce(sum(r${days}) filter (where day <= @by${days}), 0) as did${days}`,
     ).join(', ')}
     from counted group by quarter`,
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
    prospects: (bornBy: IsoDate) => prospects.all({ bornBy }),
    returns: (by: Record<string, IsoDate>) => returns.all(by),
    minutes: (after: IsoDate, today: IsoDate) => minutes.all({ after, today }),
  }
}
