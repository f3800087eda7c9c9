import { addDays, addMonths, daysBetween } from '#contract'
import type { AnniversaryRow, BirthdayRow, CustomerId, Handlers, IsoDate, Settings } from '#contract'
import type { ConsentsService } from '../consents/consents.service.ts'
import type { ServiceBase } from '../service-base.ts'
import { anniversaries } from './anniversaries.ts'
import { keptOn, spansBetween } from './birthday.rules.ts'
import { birthdaysRepository } from './birthdays.repository.ts'
import type { BirthdayRecord } from './birthdays.repository.ts'
import { shopCalendar } from './shop-days.rules.ts'

interface Deps extends Pick<ServiceBase, 'db' | 'clock'> {
  settings: { read(): Pick<Settings, 'shopState' | 'closedWeekdays'> }
  consents: Pick<ConsentsService, 'mayContactAll'>
}

export interface BirthdaysService {
  calls: Handlers['birthdays']
  /** Whom to congratulate on a day: whose birthday it is, or was since the shop was open last. Nobody where the shop is closed. */
  greetOn(day: IsoDate, limit: number): BirthdayRow[]
  /** Whose birthday was, or is, between two days. */
  between(from: IsoDate, until: IsoDate, limit: number): { rows: BirthdayRow[]; total: number }
  /** The same for those who first bought a round number of years ago. */
  anniversariesOn(day: IsoDate, limit: number): AnniversaryRow[]
}
/** Longer no shop is closed between two open days. */
const LONGEST_REST = 14

/** Who has a birthday, on which day the shop can say so, and by which ways a greeting may go out. */
export function birthdaysService({ db, clock, settings, consents }: Deps): BirthdaysService {
  const birthdays = birthdaysRepository(db)

  function daysOf(span: { days: number } | { year: number; month: number }): { from: IsoDate; until: IsoDate } {
    if ('days' in span) return { from: clock.today(), until: addDays(clock.today(), span.days - 1) }
    const from = `${span.year}-${String(span.month).padStart(2, '0')}-01` as IsoDate
    return { from, until: addDays(addMonths(from, 1), -1) }
  }

  function rowsBetween(from: IsoDate, until: IsoDate, limit: number, offset: number): { rows: BirthdayRow[]; total: number } {
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
    return { rows, total }
  }

  const anniversariesBetween = anniversaries({ db, settings, consents, today: clock.today })
  /** The first day of which greetings are due on a day: it, and the closed ones before. Null where the shop is closed. */
  function greetingsFrom(day: IsoDate): IsoDate | null {
    const calendar = shopCalendar(settings.read())
    if (calendar.closedOn(day)) return null
    let from = day
    while (daysBetween(from, day) < LONGEST_REST && calendar.closedOn(addDays(from, -1))) from = addDays(from, -1)
    return from
  }

  return {
    greetOn(day, limit) {
      const from = greetingsFrom(day)
      return from === null ? [] : rowsBetween(from, day, limit, 0).rows
    },
    between: (from, until, limit) => rowsBetween(from, until, limit, 0),
    anniversariesOn(day, limit) {
      const from = greetingsFrom(day)
      return from === null ? [] : anniversariesBetween(from, day, limit, 0).rows
    },
    calls: {
      list({ span, limit, offset }) {
        const { from, until } = daysOf(span)
        return { ...rowsBetween(from, until, limit, offset), from, until }
      },
      anniversaries({ span, limit, offset }) {
        const { from, until } = daysOf(span)
        return { ...anniversariesBetween(from, until, limit, offset), from, until }
      },
    },
  }
}
