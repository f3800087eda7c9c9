import { addDays, addMonths } from '#contract'
import type { BirthdayRow, CustomerId, Handlers, IsoDate, Settings } from '#contract'
import type { ConsentsService } from '../consents/consents.service.ts'
import type { ServiceBase } from '../service-base.ts'
import { keptOn, spansBetween } from './birthday.rules.ts'
import { birthdaysRepository } from './birthdays.repository.ts'
import type { BirthdayRecord } from './birthdays.repository.ts'
import { shopCalendar } from './shop-days.rules.ts'

interface Deps extends Pick<ServiceBase, 'db' | 'clock'> {
  settings: { read(): Pick<Settings, 'shopState' | 'closedWeekdays'> }
  consents: Pick<ConsentsService, 'mayContactAll'>
}

/** Who has a birthday, on which day the shop can say so, and by which ways a greeting may go out. */
export function birthdaysService({ db, clock, settings, consents }: Deps): { calls: Handlers['birthdays'] } {
  const birthdays = birthdaysRepository(db)

  function daysOf(span: { days: number } | { year: number; month: number }): { from: IsoDate; until: IsoDate } {
    if ('days' in span) return { from: clock.today(), until: addDays(clock.today(), span.days - 1) }
    const from = `${span.year}-${String(span.month).padStart(2, '0')}-01` as IsoDate
    return { from, until: addDays(addMonths(from, 1), -1) }
  }

  return {
    calls: {
      list({ span, limit, offset }) {
        const { from, until } = daysOf(span)
        const found: (BirthdayRecord & { keptIn: number })[] = []
        let total = 0
        for (const { year, first, last } of spansBetween(from, until)) {
          const count = birthdays.count(first, last)
          const skip = Math.max(0, offset - total)
          const room = limit - found.length
          if (skip < count && room > 0) found.push(...birthdays.page(first, last, room, skip).map((record) => ({ ...record, keptIn: year })))
          total += count
        }
        const calendar = shopCalendar(settings.read())
        const may = consents.mayContactAll(
          found.map(({ customerId }) => customerId),
          'birthday',
          clock.today(),
        )
        const rows = found.map(({ customerId, displayName, kind, day, month, year, keptIn }): BirthdayRow => {
          const kept = keptOn({ day, month }, keptIn)
          return {
            customerId,
            displayName,
            kind,
            birthday: { day, month, year },
            day: kept,
            age: year === null || year > keptIn ? null : keptIn - year,
            closed: calendar.closedOn(kept),
            greetOn: calendar.openFrom(kept),
            letter: may(customerId as CustomerId, 'letter'),
            email: may(customerId as CustomerId, 'email'),
            phone: may(customerId as CustomerId, 'phone'),
          }
        })
        return { rows, total, from, until }
      },
    },
  }
}
