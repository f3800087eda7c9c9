import type { Cents, CustomerId, IsoDate, Timestamp, TodayDone, TodayEntry, TodayKey, TodaySummary } from '#contract'
import type { Db } from '../../database/open.ts'

export interface Mark {
  id: number
  key: TodayKey
  customerId: CustomerId | null
  title: string
  state: 'done' | 'later'
  day: IsoDate
  until: IsoDate
  minutes: number
  note: string
  at: Timestamp
}
/** What a card says of its customer besides why. */
export type Facts = Pick<TodayEntry, 'net12Cents' | 'phone' | 'email' | 'memo' | 'phase'>
export interface DayClose {
  day: IsoDate
  done: number
  left: number
  minutes: number
  note: string
  at: Timestamp
}
type PhaseStep = TodaySummary['phases'][number]

/** All SQL about marks and closed days, and what the day's screen reads of others. */
export function todayRepository(db: Db) {
  const insertMark = db.prepare<[Mark]>(
    `insert into today_mark (id, entry_key, customer_id, title, state, day, until, minutes, note, at)
     values (@id, @key, @customerId, @title, @state, @day, @until, @minutes, @note, @at)`,
  )
  const hidden = db.prepare<[IsoDate, IsoDate], TodayKey>('select entry_key from today_mark where until > ? and day <= ?').pluck()
  // A task that was opened again, and an entry of a customer in the bin, are not done.
  const done = db.prepare<[{ day: IsoDate }], TodayDone & { isOpenTask: number }>(
    `select m.entry_key as key, substr(m.entry_key, 1, instr(m.entry_key, ':') - 1) as kind, m.customer_id as customerId, s.display_name as displayName,
       m.title, m.note, m.minutes, m.at
     from today_mark m left join customer_summary s on s.customer_id = m.customer_id
       left join task t on m.entry_key in ('task:' || t.id, 'reassurance:' || t.id)
     where m.day = @day and m.state = 'done' and (t.id is null or t.done_on is not null)
     order by m.at, m.id`,
  )
  const doneTasks = db.prepare<[{ day: IsoDate }], TodayDone>(
    `select iif(t.source = 'reassurance', 'reassurance', 'task') || ':' || t.id as key, iif(t.source = 'reassurance', 'reassurance', 'task') as kind,
       t.customer_id as customerId, s.display_name as displayName, t.title, t.outcome as note, t.minutes, null as at
     from task t left join customer_summary s on s.customer_id = t.customer_id
     where t.done_on = @day
       and not exists (select 1 from today_mark m where m.day = @day and m.state = 'done' and m.entry_key in ('task:' || t.id, 'reassurance:' || t.id))
     order by t.id limit 100`,
  )
  const facts = db.prepare<[string], Facts & { customerId: CustomerId }>(
    `select s.customer_id as customerId, s.net12_cents as net12Cents, s.email, s.phase, c.memo,
       coalesce((select d.normal from contact_detail d where d.customer_id = s.customer_id and d.kind = 'phone' order by d.position, d.id limit 1), '') as phone
     from json_each(?) i cross join customer_summary s on s.customer_id = i.value cross join customer c on c.id = s.customer_id`,
  )
  const figures = db.prepare<[{ day: IsoDate }], { purchases: number; cents: Cents; secondTime: number; cardsIssued: number }>(
    `select (select count(*) from purchase where day = @day and kind = 'purchase' and voided_at is null) as purchases,
       (select coalesce(sum(total_cents), 0) from purchase where day = @day and voided_at is null) as cents,
       (select count(*) from purchase p join customer_summary s on s.customer_id = p.customer_id and s.second_day = @day
          where p.day = @day and p.kind = 'purchase' and p.voided_at is null
            and p.id = (select min(id) from purchase x where x.customer_id = p.customer_id and x.day = @day and x.kind = 'purchase' and x.voided_at is null)) as secondTime,
       (select count(*) from card where issued_on = @day) as cardsIssued`,
  )
  const phaseSteps = db.prepare<[{ since: Timestamp; day: IsoDate; limit: number }], PhaseStep>(
    `select h.customer_id as customerId, s.display_name as displayName, h.to_phase as phase, s.purchase_days = 2 and h.to_phase = 'repurchase' as isBound
     from phase_change h cross join customer_summary s on s.customer_id = h.customer_id and s.phase = h.to_phase
     where h.id > (select coalesce(max(id), 0) from phase_change where at <= @since)
       and h.day >= @day and h.to_phase <> 'first-contact' and h.id = (select max(id) from phase_change where customer_id = h.customer_id)
     order by h.to_phase = 'repurchase' desc, h.id desc limit @limit`,
  )
  const lastClose = db.prepare<[IsoDate], DayClose>(
    'select day, done, left_open as "left", minutes, note, at from day_close where day < ? order by day desc limit 1',
  )
  const closeOf = db.prepare<[IsoDate], DayClose>('select day, done, left_open as "left", minutes, note, at from day_close where day = ?')
  const insertClose = db.prepare<[DayClose & { id: number }]>(
    'insert into day_close (id, day, done, left_open, minutes, note, at) values (@id, @day, @done, @left, @minutes, @note, @at)',
  )
  const removeClose = db.prepare<[IsoDate]>('delete from day_close where day = ?')

  return {
    insertMark: (mark: Mark) => void insertMark.run(mark),
    /** What is done or put off beyond a day, as it stood on that day. */
    hidden: (day: IsoDate) => new Set(hidden.all(day, day)),
    done: (day: IsoDate): TodayDone[] => [...done.all({ day }), ...doneTasks.all({ day })],
    facts: (ids: readonly CustomerId[]) => new Map(facts.all(JSON.stringify(ids)).map(({ customerId, ...rest }) => [customerId, rest])),
    figures: (day: IsoDate) => figures.get({ day })!,
    /** Who moved on since a moment by something that happened since then, too; what was copied from former years is left out. */
    phaseSteps: (since: Timestamp, limit: number) =>
      phaseSteps.all({ since, day: since.slice(0, 10) as IsoDate, limit }).map((step) => ({ ...step, isBound: Boolean(step.isBound) })),
    lastClose: (day: IsoDate) => lastClose.get(day) ?? null,
    closeOf: (day: IsoDate) => closeOf.get(day) ?? null,
    insertClose: (close: DayClose & { id: number }) => void insertClose.run(close),
    removeClose: (day: IsoDate) => void removeClose.run(day),
  }
}
