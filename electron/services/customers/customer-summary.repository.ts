import type { CustomerId, IsoDate, OperationId } from '#contract'
import { addMonths } from '#contract'
import type { Db } from '../../database/open.ts'
import { windowEndOf } from '../phases/phases.rules.ts'
import { CLEAR_NET, FIGURES, FILL_NET, PHASE, SINCE, STEP, TOUCHED_NET } from './customer-figures.ts'
import { DISPLAY_NAME } from './customers.repository.ts'
import { numberSortKey, sortKey } from './folding.rules.ts'
import { nameOrderRepository } from './name-order.repository.ts'

/** From so many customers on, building the sort indexes anew is quicker than keeping each up to date row by row. */
const BULK = 20_000

const COLUMNS = [
  'place',
  'sort_name',
  'display_name',
  'number',
  'number_sort',
  'city',
  'city_sort',
  'postcode',
  'phone',
  'email',
  'birthday_sort',
  'phase',
  'phase_since',
  'purchase_days',
  'purchase_days_24',
  'first_day',
  'last_day',
  'net12_cents',
  'total_cents',
  'points',
  'card_number',
  'tags',
  'created_on',
  'window_ends',
  'second_day',
  'step_id',
  'override_until',
] as const

/**
 * The read model of the customer list: `customer_summary`, computed set-based from the base tables for the customers in the
 * temporary table `touched_customer`, be it one or 100,000. The search index follows the same list.
 */
export function customerSummaryRepository(db: Db) {
  db.function('customer_sort_key', { deterministic: true }, (text) => sortKey(String(text)))
  db.function('customer_number_key', { deterministic: true }, (text) => numberSortKey(String(text)))
  db.function('window_end', { deterministic: true }, (day, demandDays) => windowEndOf(String(day) as IsoDate, Number(demandDays)))
  // Only this connection sees it. sort_name is null for customers that are gone or in the bin.
  db.exec(`create temp table if not exists touched_customer (
    customer_id integer primary key, is_text integer not null, old_place integer, sort_name text, low integer, high integer, place integer)`)

  db.exec(TOUCHED_NET)
  const [clearNet, fillNet] = [db.prepare(CLEAR_NET), db.prepare(FILL_NET)]

  const nameOrder = nameOrderRepository(db)

  const clear = db.prepare('delete from touched_customer')
  const touchOperation = db.prepare<[OperationId]>(
    `insert into touched_customer (customer_id, is_text)
     select customer_id, max(table_name in ('customer', 'contact_detail', 'address', 'contact_person', 'card'))
     from change where operation_id = ? and customer_id is not null group by customer_id`,
  )
  // A changed interval of demand moves the windows of those who bought it once and not again.
  const touchDemand = db.prepare<[{ operationId: OperationId }]>(
    `insert or ignore into touched_customer (customer_id, is_text)
     select p.customer_id, 0 from change h
       cross join article a on a.id = h.row_id or a.group_id = h.row_id
       cross join purchase_line l on l.article_id = a.id
       cross join purchase p on p.id = l.purchase_id
       cross join customer_summary s on s.customer_id = p.customer_id and s.purchase_days = 1
     where h.operation_id = @operationId and h.kind = 'update' and h.table_name in ('article', 'article_group')
       and (h.after like '%"demand_days"%' or h.after like '%"group_id"%')`,
  )
  const isDemandChanged = db
    .prepare<[OperationId], number>("select exists (select 1 from change where operation_id = ? and table_name in ('article', 'article_group'))")
    .pluck()
  const touchOne = db.prepare<[CustomerId]>('insert or ignore into touched_customer (customer_id, is_text) values (?, 0)')
  const touchAll = db.prepare('insert into touched_customer (customer_id, is_text) select id, 1 from customer where deleted_at is null')
  const sortNames = db.prepare(
    `update touched_customer as t set (sort_name, old_place) = (
       select case when c.deleted_at is not null or c.id is null then null
           when c.kind = 'firm' then customer_sort_key(c.firm_name)
           else customer_sort_key(concat_ws(char(9), nullif(c.last_name, ''), nullif(c.first_name, ''), nullif(c.name_addition, ''))) end,
         s.place
       from (select t.customer_id as id) x left join customer c on c.id = x.id left join customer_summary s on s.customer_id = x.id)`,
  )
  const countTouched = db.prepare<[], number>('select count(*) from touched_customer').pluck()
  const dropGone = db.prepare('delete from customer_summary where customer_id in (select customer_id from touched_customer where sort_name is null)')
  const write = db.prepare<{ today: IsoDate; after12: IsoDate; after24: IsoDate }>(
    `with ${FIGURES}
     insert into customer_summary (customer_id, ${COLUMNS.join(', ')})
     select c.id, t.place, t.sort_name, ${DISPLAY_NAME}, c.number, customer_number_key(c.number),
       coalesce(a.city, ''), case when coalesce(a.city, '') = '' then '~' else customer_sort_key(a.city) end, coalesce(a.postcode, ''),
       coalesce((select value from contact_detail d where d.customer_id = c.id and d.kind = 'phone' order by d.position, d.id limit 1), ''),
       coalesce((select value from contact_detail d where d.customer_id = c.id and d.kind = 'email' order by d.position, d.id limit 1), ''),
       case when c.birth_day is null then '~' else format('%02d-%02d-%04d', c.birth_month, c.birth_day, coalesce(c.birth_year, 0)) end,
       ${PHASE},
       ${SINCE},
       coalesce(f.days, 0), coalesce(f.days24, 0), f.first_day, f.last_day, coalesce(f.net12, 0), coalesce(f.total, 0),
       coalesce((select sum(e.points) from point_entry e where e.account_id = l.id), 0),
       (select k.number from card k where k.account_id = l.id and k.status = 'active' order by k.id desc limit 1),
       (select json_group_array(name) from (select name from customer_tag g where g.customer_id = c.id order by g.id)),
       c.created_on, case when f.days = 1 then w.ends end, f.second_day,
       ${STEP},
       o.until
     from touched_customer t
       cross join customer c on c.id = t.customer_id
       left join address a on a.id = (select i.id from address i where i.customer_id = c.id order by i.position, i.id limit 1)
       left join loyalty_account l on l.customer_id = c.id
       left join figures f on f.customer_id = c.id
       left join windows w on w.customer_id = c.id
       left join phase_override o on o.customer_id = c.id and o.ended_on is null and o.until >= @today
     where t.sort_name is not null
     on conflict (customer_id) do update set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}`,
  )

  const touchMoved = db.prepare<{ from24: IsoDate; to24: IsoDate; from12: IsoDate; to12: IsoDate; from: IsoDate; to: IsoDate }>(
    `insert into touched_customer (customer_id, is_text)
     select customer_id, 0 from purchase where voided_at is null and customer_id > 0 and counts_on > @from24 and counts_on <= @to24
     union select customer_id, 0 from purchase where voided_at is null and customer_id > 0 and counts_on > @from12 and counts_on <= @to12
     union select customer_id, 0 from purchase where voided_at is null and customer_id > 0 and counts_on > @from and counts_on <= @to`,
  )
  const writeDay = db.prepare<{ today: IsoDate; after12: IsoDate; after24: IsoDate }>(
    `with ${FIGURES}
     update customer_summary as s set net12_cents = f.net12, purchase_days_24 = f.days24 from figures f
     where f.customer_id = s.customer_id and (s.net12_cents <> f.net12 or s.purchase_days_24 <> f.days24)`,
  )
  const readDay = db.prepare<[], IsoDate | null>('select summary_day from customer_mark').pluck()
  const saveDay = db.prepare<[IsoDate]>('update customer_mark set summary_day = ?')
  const isStale = db
    .prepare<[], number>('select exists (select 1 from customer where deleted_at is null) and not exists (select 1 from customer_summary)')
    .pluck()
  const empty = db.prepare('delete from customer_summary')
  const count = db.prepare<[], number>('select count(*) from customer_summary').pluck()
  const sortIndexes = db.prepare<[], { name: string; sql: string }>(
    "select name, sql from sqlite_schema where type = 'index' and tbl_name = 'customer_summary' and sql is not null",
  )
  const windows = (today: IsoDate) => ({ today, after12: addMonths(today, -12), after24: addMonths(today, -24) })

  function refresh(today: IsoDate): void {
    clearNet.run()
    fillNet.run()
    const touched = countTouched.get() ?? 0
    if (touched < BULK || touched * 2 < (count.get() ?? 0)) {
      write.run(windows(today))
      return
    }
    const indexes = sortIndexes.all()
    for (const { name } of indexes) db.exec(`drop index "${name}"`)
    write.run(windows(today))
    for (const { sql } of indexes) db.exec(sql)
  }

  return {
    /** Lists the customers whose rows an operation changed. */
    touchOperation(operationId: OperationId): void {
      clear.run()
      touchOperation.run(operationId)
      if (isDemandChanged.get(operationId)) touchDemand.run({ operationId })
    },
    touchSome(customerIds: readonly CustomerId[]): void {
      clear.run()
      for (const customerId of customerIds) touchOne.run(customerId)
    },
    touchAll(): void {
      clear.run()
      touchAll.run()
    },
    /** Gives each listed customer its place in the order of names. */
    findPlaces(): void {
      sortNames.run()
      nameOrder.findPlaces()
    },
    /** Computes the listed customers' rows anew and drops those of customers that are gone. */
    refresh(today: IsoDate): void {
      dropGone.run()
      refresh(today)
    },
    /** Figures that change with the day alone, for customers with a purchase at the edge of a window between both days. */
    moveDay(last: IsoDate, today: IsoDate): void {
      clear.run()
      const [earlier, later] = last < today ? [last, today] : [today, last]
      touchMoved.run({
        from24: addMonths(earlier, -24),
        to24: addMonths(later, -24),
        from12: addMonths(earlier, -12),
        to12: addMonths(later, -12),
        from: earlier,
        to: later,
      })
      clearNet.run()
      fillNet.run()
      writeDay.run(windows(today))
    },
    day: () => readDay.get() ?? null,
    saveDay: (today: IsoDate) => void saveDay.run(today),
    isStale: () => isStale.get() === 1,
    empty: () => void empty.run(),
  }
}
