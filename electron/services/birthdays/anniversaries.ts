import { addMonths } from '#contract'
import type { AnniversaryRow, CustomerId, IsoDate, Settings } from '#contract'
import type { Db } from '../../database/open.ts'
import type { ConsentsService } from '../consents/consents.service.ts'
import { keptOn, spansBetween } from './birthday.rules.ts'
import { shopCalendar } from './shop-days.rules.ts'

/** Who has not bought for so long is asked to come back, not congratulated. */
const STILL_CUSTOMER_MONTHS = 24

interface Deps {
  db: Db
  settings: { read(): Pick<Settings, 'shopState' | 'closedWeekdays'> }
  consents: Pick<ConsentsService, 'mayContactAll'>
  today(): IsoDate
}
interface Stored {
  customerId: CustomerId
  displayName: string
  since: IsoDate
  years: number
}

/** Customers who first bought one, five, ten, fifteen … years ago and still do. */
export function anniversaries({ db, settings, consents, today }: Deps) {
  const WHERE = `from customer_summary s where s.purchase_days >= 2 and substr(s.first_day, 6) between @first and @last and s.last_day >= @still
    and (@year - cast(substr(s.first_day, 1, 4) as integer) = 1
      or (@year > cast(substr(s.first_day, 1, 4) as integer) and (@year - cast(substr(s.first_day, 1, 4) as integer)) % 5 = 0))`
  interface Span {
    first: string
    last: string
    still: IsoDate
    year: number
  }
  const count = db.prepare<Span, number>(`select count(*) ${WHERE}`).pluck()
  const page = db.prepare<Span & { limit: number; offset: number }, Stored>(
    `select s.customer_id as customerId, s.display_name as displayName, s.first_day as since,
       @year - cast(substr(s.first_day, 1, 4) as integer) as years
     ${WHERE} order by substr(s.first_day, 6), s.customer_id limit @limit offset @offset`,
  )
  const written = (monthDay: number) => `${String(Math.floor(monthDay / 100)).padStart(2, '0')}-${String(monthDay % 100).padStart(2, '0')}`

  return (from: IsoDate, until: IsoDate, limit: number, offset: number): { rows: AnniversaryRow[]; total: number } => {
    const found: (Stored & { day: IsoDate })[] = []
    let total = 0
    for (const { year, first, last } of spansBetween(from, until)) {
      const span = { first: written(first), last: written(last), still: addMonths(today(), -STILL_CUSTOMER_MONTHS), year }
      const here = count.get(span) ?? 0
      const skip = Math.max(0, offset - total)
      const room = limit - found.length
      if (skip < here && room > 0)
        for (const row of page.all({ ...span, limit: room, offset: skip }))
          found.push({ ...row, day: keptOn({ day: Number(row.since.slice(8)), month: Number(row.since.slice(5, 7)) }, year) })
      total += here
    }
    const calendar = shopCalendar(settings.read())
    const may = consents.mayContactAll(
      found.map(({ customerId }) => customerId),
      'birthday',
      today(),
    )
    const rows = found.map((row) => ({
      ...row,
      closed: calendar.closedOn(row.day),
      greetOn: calendar.openFrom(row.day),
      letter: may(row.customerId, 'letter'),
      email: may(row.customerId, 'email'),
      phone: may(row.customerId, 'phone'),
    }))
    return { rows, total }
  }
}
