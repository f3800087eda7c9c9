import type { CustomerId, IsoDate } from '#contract'
import { addMonths } from '#contract'
import type { Db } from '../../database/open.ts'

/** Net by day of the touched customers, in the order of its key, so that nothing of it has to be sorted. Only this connection sees it. */
export const TOUCHED_NET = `create temp table if not exists touched_net (
  customer_id integer not null, day text not null, cents integer not null, primary key (customer_id, day)) without rowid`
export const CLEAR_NET = 'delete from touched_net'
export const FILL_NET = `insert into touched_net (customer_id, day, cents)
  select p.customer_id, p.counts_on, sum(p.total_cents) from touched_customer t cross join purchase p on p.customer_id = t.customer_id
  where p.voided_at is null group by p.customer_id, p.counts_on`

/** What follows from it: days whose net is not above zero do not count (domain.md G3, §2). Ask after FILL_NET. */
export const FIGURES = `
  figures as materialized (
    select *, case when days > 1 then (
      select n.day from touched_net n where n.customer_id = f.customer_id and n.day > f.first_day and n.cents > 0 order by n.day limit 1) end as second_day
    from (
      select customer_id,
        count(*) filter (where cents > 0) as days,
        count(*) filter (where cents > 0 and day > @after24) as days24,
        min(day) filter (where cents > 0) as first_day,
        max(day) filter (where cents > 0) as last_day,
        coalesce(sum(cents) filter (where day > @after12 and day <= @today), 0) as net12,
        sum(cents) as total
      from touched_net group by customer_id) f
  ),
  windows as materialized (
    select x.customer_id, max(window_end(p.counts_on, coalesce(a.demand_days, g.demand_days, 0))) as ends
    from (select customer_id, first_day as day from figures where days = 1) x
      cross join purchase p on p.customer_id = x.customer_id and p.counts_on = x.day and p.voided_at is null and p.kind = 'purchase'
      left join purchase_line l on l.purchase_id = p.id
      left join article a on a.id = l.article_id
      left join article_group g on g.id = a.group_id
    group by x.customer_id
  )`

/** What the owner set by hand goes before what is computed. */
export const PHASE = `coalesce(o.phase, case when coalesce(f.days, 0) = 0 then 'first-contact' when f.days = 1 then 'after-purchase' else 'repurchase' end)`

/** The day on which the phase in force began. */
export const SINCE = `case when o.id is not null then o.since when coalesce(f.days, 0) = 0 then c.created_on when f.days = 1 then f.first_day else f.second_day end`
/** The owner's step, as long as it belongs to the phase in force. */
export const STEP = `coalesce((select x.step_id from customer_step x join phase_step y on y.id = x.step_id where x.customer_id = c.id and y.phase = ${PHASE}), 0)`

/** What of the read model follows from purchases, steps and phases set by hand; names as in `customer_summary`. */
const RIGHT = {
  phase: PHASE,
  phase_since: SINCE,
  purchase_days: 'coalesce(f.days, 0)',
  purchase_days_24: 'coalesce(f.days24, 0)',
  first_day: 'f.first_day',
  second_day: 'f.second_day',
  last_day: 'f.last_day',
  net12_cents: 'coalesce(f.net12, 0)',
  total_cents: 'coalesce(f.total, 0)',
  window_ends: 'case when f.days = 1 then w.ends end',
  step_id: STEP,
  override_until: 'o.until',
}

/** Looks the figures of many customers over, stretch by stretch in the order of their ids, and corrects those that are not what purchases say. */
export function customerFiguresRepository(db: Db) {
  const names = Object.keys(RIGHT)
  const [clearNet, fillNet] = [db.prepare(CLEAR_NET), db.prepare(FILL_NET)]
  const clear = db.prepare('delete from touched_customer')
  const touch = db.prepare<[CustomerId, number]>(
    `insert into touched_customer (customer_id, is_text)
     select id, 0 from customer where deleted_at is null and id > ? order by id limit ?`,
  )
  const lastTouched = db.prepare<[], CustomerId | null>('select max(customer_id) from touched_customer').pluck()
  const correct = db.prepare<{ today: IsoDate; after12: IsoDate; after24: IsoDate }>(
    `with ${FIGURES},
     right_ones as materialized (
       select c.id as customer_id, ${Object.entries(RIGHT)
         .map(([name, value]) => `${value} as ${name}`)
         .join(', ')}
       from touched_customer t
         cross join customer c on c.id = t.customer_id
         left join figures f on f.customer_id = c.id
         left join windows w on w.customer_id = c.id
         left join phase_override o on o.customer_id = c.id and o.ended_on is null and o.until >= @today
     )
     update customer_summary as s set ${names.map((name) => `${name} = r.${name}`).join(', ')}
     from right_ones r
     where r.customer_id = s.customer_id and (${names.map((name) => `s.${name}`).join(', ')}) is not (${names.map((name) => `r.${name}`).join(', ')})`,
  )
  return {
    /** Answers how many were wrong, and the last customer of the stretch; null behind the last one. */
    correct(after: CustomerId, limit: number, today: IsoDate): { corrected: number; last: CustomerId | null } {
      clear.run()
      touch.run(after, limit)
      const last = lastTouched.get() ?? null
      clearNet.run()
      fillNet.run()
      return { corrected: last === null ? 0 : correct.run({ today, after12: addMonths(today, -12), after24: addMonths(today, -24) }).changes, last }
    },
  }
}
