import { addDays, daysBetween } from '#contract'
import type { Away, BirthdayRow, CustomerId, IsoDate, Settings, Timestamp } from '#contract'
import type { Db } from '../../database/open.ts'
import { shopCalendar } from '../birthdays/shop-days.rules.ts'

/** One missed day is a day off; from the second open day on something may have come up. */
const LEAST_OPEN_DAYS = 2
/** Longer away nothing is counted day by day. */
const MOST_DAYS = 366
const NAMES_EACH = 2

interface Deps {
  db: Db
  settings: { read(): Pick<Settings, 'shopState' | 'closedWeekdays'> }
  birthdays: { between(from: IsoDate, until: IsoDate, limit: number): { rows: BirthdayRow[]; total: number } }
}
/** Which entry of the day's marks says that it was read. */
export const awayKey = (since: IsoDate): string => `away:${since}`

/** What came up while nobody was at the app. */
export function awayDigest({ db, settings, birthdays }: Deps) {
  const lastWork = db.prepare<[string], Timestamp>('select at from operation where at < ? order by at desc limit 1').pluck()
  const isRead = db.prepare<[string], 1>('select 1 from today_mark where entry_key = ? limit 1').pluck()
  const tasks = db
    .prepare<[IsoDate, IsoDate], number>(
      `select count(*) from task t left join customer_summary s on s.customer_id = t.customer_id
       where t.done_on is null and t.due_on is null = 0 and t.due_on > ? and t.due_on < ? and (t.customer_id is null or s.customer_id is not null)`,
    )
    .pluck()
  const answers = db
    .prepare<[IsoDate, IsoDate], number>(
      `select count(*) from contact c join customer_summary s on s.customer_id = c.customer_id
       where c.needs_answer = 1 and c.answered_at is null and c.answer_by > ? and c.answer_by < ?`,
    )
    .pluck()
  const WARNED = 'from customer_warning w join customer_summary s on s.customer_id = w.customer_id where w.level between 2 and 3 and w.since > ?'
  const warned = db.prepare<[IsoDate], number>(`select count(*) ${WARNED}`).pluck()
  const first = db.prepare<[IsoDate, number], { customerId: CustomerId; displayName: string }>(
    `select s.customer_id as customerId, s.display_name as displayName ${WARNED} order by w.level desc, s.net12_cents desc, s.customer_id limit ?`,
  )

  return (today: IsoDate): Away | null => {
    const last = lastWork.get(today)
    if (last === undefined) return null
    const since = last.slice(0, 10) as IsoDate
    const days = daysBetween(since, today)
    if (days > MOST_DAYS || isRead.get(awayKey(since)) === 1) return null
    const calendar = shopCalendar(settings.read())
    const openDays = Array.from({ length: days - 1 }, (_, index) => addDays(since, index + 1)).filter((day) => !calendar.closedOn(day)).length
    if (openDays < LEAST_OPEN_DAYS) return null
    const missed = birthdays.between(addDays(since, 1), addDays(today, -1), NAMES_EACH)
    const digest = {
      since,
      openDays,
      tasks: tasks.get(since, today) ?? 0,
      answers: answers.get(addDays(since, 1), today) ?? 0,
      birthdays: missed.total,
      warnings: warned.get(since) ?? 0,
      names: [
        ...first.all(since, NAMES_EACH).map((row) => ({ ...row, what: 'warning' as const })),
        ...missed.rows.map(({ customerId, displayName }) => ({ customerId, displayName, what: 'birthday' as const })),
      ],
    }
    return digest.tasks + digest.answers + digest.birthdays + digest.warnings === 0 ? null : digest
  }
}
