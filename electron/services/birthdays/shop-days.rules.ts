import { getHolidays } from 'feiertagejs'
import { addDays, weekdayOf } from '#contract'
import type { ClosedDay, Holiday, IsoDate, Settings } from '#contract'

/** When the shop is open, as far as greetings need to know. */
export type ShopDays = Pick<Settings, 'shopState' | 'closedWeekdays'>

/** Knows for each day whether the shop is closed, and by which holiday; the holidays of a year are computed once. */
export function shopCalendar({ shopState, closedWeekdays }: ShopDays) {
  const years = new Map<string, Map<string, Holiday>>()
  function holidayOn(day: IsoDate): Holiday | undefined {
    const year = day.slice(0, 4)
    let holidays = years.get(year)
    if (!holidays) {
      // "BUND" are the holidays that all Länder have.
      holidays = new Map(getHolidays(year, shopState === '' ? 'BUND' : shopState).map((one) => [one.dateString, one.name]))
      years.set(year, holidays)
    }
    return holidays.get(day)
  }
  function closedOn(day: IsoDate): ClosedDay | null {
    const holiday = holidayOn(day)
    if (holiday !== undefined) return { holiday }
    const weekday = weekdayOf(day)
    return closedWeekdays.includes(weekday) ? { weekday } : null
  }
  return {
    closedOn,
    /** The day itself or the next one on which the shop is open; null for one that never opens. */
    openFrom(day: IsoDate): IsoDate | null {
      if (new Set(closedWeekdays).size === 7) return null
      let open = day
      while (closedOn(open) !== null) open = addDays(open, 1)
      return open
    },
  }
}
