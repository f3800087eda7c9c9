import { addDays, weekdayOf } from '#contract'
import type { AnswerTimes, IsoDate, OpeningHours, Settings, ShopMoment, TouchChannel } from '#contract'
import { shopCalendar } from '../birthdays/shop-days.rules.ts'

/** What the clock runs by. */
export type ShopHours = Pick<Settings, 'shopState' | 'closedWeekdays'> & { openingHours: OpeningHours; answerTimes: AnswerTimes }
/** No holidays or days off close a shop for as long as this. */
const LOOK_AHEAD = 60
/** Minutes are counted over no more days than this; beyond, nobody wants to know them. */
const COUNTED_DAYS = 800

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
const timeOf = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
export const shopMoment = (day: IsoDate, time: string): ShopMoment => `${day} ${time}` as ShopMoment
export const dayOfMoment = (moment: ShopMoment): IsoDate => moment.slice(0, 10) as IsoDate
const minuteOf = (moment: ShopMoment) => minutesOf(moment.slice(11))

/**
 * The clock of the answers. It counts only minutes in which the shop is open, as the wall clock shows them, so neither a night nor a holiday
 * nor the change to summer time runs it down.
 */
export function answerClock(hours: ShopHours) {
  const calendar = shopCalendar(hours)
  const hasHours = hours.openingHours.some((spans, weekday) => spans.length > 0 && !hours.closedWeekdays.includes(weekday))
  const known = new Map<IsoDate, { from: number; until: number }[]>()

  function spansOn(day: IsoDate): { from: number; until: number }[] {
    let spans = known.get(day)
    if (!spans) {
      const stored = calendar.closedOn(day) === null ? (hours.openingHours[weekdayOf(day)] ?? []) : []
      spans = stored.map(({ from, until }) => ({ from: minutesOf(from), until: minutesOf(until) }))
      known.set(day, spans)
    }
    return spans
  }
  /** The moment itself while the shop is open, else the next opening. */
  function nextOpen(moment: ShopMoment): { day: IsoDate; minute: number } | null {
    const first = dayOfMoment(moment)
    for (let ahead = 0; ahead <= LOOK_AHEAD; ahead++) {
      const day = addDays(first, ahead)
      const minute = ahead === 0 ? minuteOf(moment) : 0
      const span = spansOn(day).find(({ until }) => until > minute)
      if (span) return { day, minute: Math.max(minute, span.from) }
    }
    return null
  }
  function afterOpenMinutes(start: { day: IsoDate; minute: number }, wanted: number): ShopMoment | null {
    let left = wanted
    for (let ahead = 0; ahead <= LOOK_AHEAD; ahead++) {
      const day = addDays(start.day, ahead)
      for (const span of spansOn(day)) {
        const from = ahead === 0 ? Math.max(span.from, start.minute) : span.from
        if (from >= span.until) continue
        if (left <= span.until - from) return shopMoment(day, timeOf(from + left))
        left -= span.until - from
      }
    }
    return null
  }
  /** When the shop closes on the `count`-th open day after `day`; 0 is the day itself. */
  function closingAfter(day: IsoDate, count: number): ShopMoment | null {
    let left = count
    for (let ahead = 0; ahead <= LOOK_AHEAD + count * 7; ahead++) {
      const close = spansOn(addDays(day, ahead)).at(-1)
      if (close && left-- === 0) return shopMoment(addDays(day, ahead), timeOf(close.until))
    }
    return null
  }
  /** Without opening hours only the calendar is left. */
  function byCalendar(channel: TouchChannel, received: ShopMoment): ShopMoment {
    const days = channel === 'phone' ? 1 : hours.answerTimes[channel]
    return shopMoment(addDays(dayOfMoment(received), days), '23:59')
  }

  return {
    hasHours,
    /** By when an answer is due (domain.md §8). The clock starts at once while the shop is open, else with the next opening. */
    answerBy(channel: TouchChannel, received: ShopMoment): ShopMoment {
      const start = hasHours ? nextOpen(received) : null
      if (!start) return byCalendar(channel, received)
      const due = channel === 'phone' ? afterOpenMinutes(start, hours.answerTimes.phone * 60) : closingAfter(start.day, hours.answerTimes[channel])
      return due ?? byCalendar(channel, received)
    },
    /** Open minutes from one moment to another; never below 0, whatever the clock of the PC says. */
    openMinutes(from: ShopMoment, to: ShopMoment): number {
      if (to <= from) return 0
      const [last, end] = [dayOfMoment(to), minuteOf(to)]
      let [day, sum, start] = [dayOfMoment(from), 0, minuteOf(from)]
      for (let counted = 0; day <= last && counted < COUNTED_DAYS; counted++) {
        for (const span of spansOn(day)) sum += Math.max(0, Math.min(span.until, day === last ? end : 1440) - Math.max(span.from, start))
        day = addDays(day, 1)
        start = 0
      }
      return sum
    },
  }
}
export type AnswerClock = ReturnType<typeof answerClock>
