import type { CustomerId, CustomerKind } from '#contract'
import type { Db } from '../../database/open.ts'
import type { MonthDay } from './birthday.rules.ts'

export interface BirthdayRecord {
  customerId: CustomerId
  displayName: string
  kind: CustomerKind
  day: number
  month: number
  year: number | null
}

const ends = (value: MonthDay) => [Math.floor(value / 100), value % 100] as const

/** Reads birthdays by month and day, along their index. */
export function birthdaysRepository(db: Db) {
  const count = db
    .prepare<number[], number>(
      `select count(*) from customer c where c.deleted_at is null and c.birth_month is not null
         and (c.birth_month, c.birth_day) >= (?, ?) and (c.birth_month, c.birth_day) <= (?, ?)`,
    )
    .pluck()
  const page = db.prepare<number[], BirthdayRecord>(
    `select c.id as customerId, s.display_name as displayName, c.kind, c.birth_day as day, c.birth_month as month, c.birth_year as year
     from customer c join customer_summary s on s.customer_id = c.id
     where c.deleted_at is null and c.birth_month is not null
       and (c.birth_month, c.birth_day) >= (?, ?) and (c.birth_month, c.birth_day) <= (?, ?)
     order by c.birth_month, c.birth_day, c.id limit ? offset ?`,
  )
  return {
    count: (first: MonthDay, last: MonthDay) => count.get(...ends(first), ...ends(last)) ?? 0,
    /** By day, within a day in the order of entry. */
    page: (first: MonthDay, last: MonthDay, limit: number, offset: number) => page.all(...ends(first), ...ends(last), limit, offset),
  }
}
