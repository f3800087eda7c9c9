import type { CustomerId, IsoDate, OperationId, Phase, Timestamp } from '#contract'
import { insertQueue } from '../../database/insert-queue.ts'
import type { Db } from '../../database/open.ts'
import type { DayAmount, PhaseStep } from './phases.rules.ts'

/** Whose phase by the purchases is no longer the one last written down. */
export interface Moved {
  customerId: CustomerId
  known: Phase
  purchaseDays: number
  first: IsoDate | null
  second: IsoDate | null
}
/** All SQL of the engine: purchases, which are only read, and the log of changes, which is ours. */
export function phasesRepository(db: Db) {
  // left join: an inner one implies that there is an article, and the planner then walks all lines along their articles.
  const amounts = db.prepare<{ ids: string; day: IsoDate }, DayAmount>(
    `select p.counts_on as day, p.total_cents as cents, case p.kind when 'purchase' then coalesce((
         select max(coalesce(a.demand_days, g.demand_days, 0)) from purchase_line l left join article a on a.id = l.article_id
           left join article_group g on g.id = a.group_id where l.purchase_id = p.id), 0) else 0 end as demandDays
     from purchase p where p.customer_id in (select value from json_each(@ids)) and p.voided_at is null and p.counts_on <= @day and p.day <= @day
     order by p.counts_on, p.id`,
  )
  const history = db.prepare<[CustomerId], { from: Phase | null; to: Phase; day: IsoDate; trigger: string; at: Timestamp }>(
    `select from_phase as "from", to_phase as "to", day, trigger_call as trigger, at from phase_change where customer_id = ? order by id desc`,
  )
  const touches = db.prepare<[OperationId], number>(`select exists (select 1 from change where operation_id = ? and table_name = 'purchase')`).pluck()
  const standings = (touched: string) =>
    `with touched as materialized (${touched}), net as (
       select touched.customer_id, counts_on as day, sum(total_cents) > 0 as counts
       from touched join customer on customer.id = touched.customer_id and customer.merged_into_id is null
         left join purchase on purchase.customer_id = touched.customer_id and voided_at is null
       group by touched.customer_id, counts_on
     ), numbered as (
       select customer_id, day, counts, row_number() over (partition by customer_id order by counts desc, day) as place from net
     ), standing as (
       select customer_id, count(*) filter (where counts) as n, min(day) filter (where counts) as first,
         min(day) filter (where counts and place = 2) as second,
         coalesce((select to_phase from phase_change where customer_id = numbered.customer_id order by id desc limit 1), 'first-contact') as known
       from numbered group by customer_id
     )
     select customer_id as customerId, known, n as purchaseDays, first, second from standing
     where known <> case n when 0 then 'first-contact' when 1 then 'after-purchase' else 'repurchase' end
     order by customer_id`
  const moved = db.prepare<[OperationId], Moved>(
    standings("select distinct customer_id from change where operation_id = ? and table_name = 'purchase'"),
  )
  const KNOWN = "coalesce((select to_phase from phase_change where customer_id = s.customer_id order by id desc limit 1), 'first-contact')"
  const behind = db.prepare<[CustomerId, CustomerId], Moved>(
    `select customerId, known, purchaseDays, first, second from (
       select customer_id as customerId, ${KNOWN} as known, purchase_days as purchaseDays, first_day as first, second_day as second
       from customer_summary s where customer_id > ? and customer_id <= ?)
     where known <> case purchaseDays when 0 then 'first-contact' when 1 then 'after-purchase' else 'repurchase' end`,
  )
  const behindInBin = db.prepare<[CustomerId, CustomerId], Moved>(
    standings('select id as customer_id from customer where id > ? and id <= ? and deleted_at is not null'),
  )
  const appended = insertQueue(db, 'insert into phase_change (id, customer_id, from_phase, to_phase, day, trigger_call, at)', 7)
  const countCustomers = db.prepare<[], number>('select count(*) from customer where deleted_at is null').pluck()
  const createdOn = db.prepare<[CustomerId], IsoDate>('select created_on from customer where id = ?').pluck()
  const purge = db.prepare<[CustomerId]>('delete from phase_change where customer_id = ?')

  return {
    /** What one customer or several together bought, as it was known at the end of a day: later purchases and returns are not seen. */
    amounts: (customerIds: readonly CustomerId[], day: IsoDate) => amounts.all({ ids: JSON.stringify(customerIds), day }),
    countCustomers: () => countCustomers.get() ?? 0,
    createdOn: (customerId: CustomerId) => createdOn.get(customerId)!,
    history: (customerId: CustomerId) => history.all(customerId),
    /** Customers whose purchases the operation touched and whose phase is no longer the one last written down. */
    movedBy: (operationId: OperationId) => (touches.get(operationId) ? moved.all(operationId) : []),
    /** The same for all customers between two ids, whose figures must be right. */
    behindLog: (after: CustomerId, upTo: CustomerId) => [...behind.all(after, upTo), ...behindInBin.all(after, upTo)],
    append: ({ id, customerId, from, to, day, call, at }: { id: number; customerId: CustomerId; call: string; at: Timestamp } & PhaseStep) =>
      appended.add(id, customerId, from, to, day, call, at),
    /** Writes what was appended. */
    flush: appended.flush,
    purge: (customerId: CustomerId) => void purge.run(customerId),
  }
}
