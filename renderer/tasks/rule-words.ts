import type { IsoDate, Rule } from '#contract'
import { formatDay, formatDayShort, tt } from '../words.ts'

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const
/** Stands for the last day of every month. */
export const LAST_DAY = 31
const MONTH_DAYS = Array.from({ length: LAST_DAY }, (_, index) => index + 1)

/** Monday is 1. */
const weekdayName = (weekday: number) => tt(`tasks.rule.weekdays.d${WEEK[weekday - 1] ?? 1}`)
const monthDayName = (day: number) => (day === LAST_DAY ? tt('tasks.rule.lastDay') : tt('tasks.rule.dayOfMonth', { day }))
export const weekdayChoices = () => WEEK.map((value: number) => ({ value, label: weekdayName(value) }))
export const monthDayChoices = () => MONTH_DAYS.map((value) => ({ value, label: monthDayName(value) }))

/** Monday is 1. */
export const weekdayOf = (day: IsoDate) => new Date(`${day}T00:00:00Z`).getUTCDay() || WEEK.length
export const monthDayOf = (day: IsoDate) => Number(day.slice(-2))

/** "alle 2 Wochen am Montag", "jeden Monat am letzten Tag", "jedes Jahr am 29.02.", with its end where it has one. */
export function rhythmWords({ every, unit, weekday, monthDay, startsOn, endsOn }: Rule): string {
  const rhythm = {
    day: () => tt('tasks.rule.onDays', { count: every }),
    week: () => tt('tasks.rule.onWeeks', { count: every, weekday: weekdayName(weekday ?? weekdayOf(startsOn)) }),
    month: () => tt('tasks.rule.onMonths', { count: every, day: monthDayName(monthDay ?? monthDayOf(startsOn)) }),
    year: () => tt('tasks.rule.onYears', { count: every, day: formatDayShort(startsOn) }),
  }[unit]()
  return endsOn === null ? rhythm : `${rhythm}, ${tt('tasks.rule.until', { day: formatDay(endsOn) })}`
}

/** Whether nothing more comes of a rule. */
export const isOver = ({ endedOn, nextDay }: Pick<Rule, 'endedOn' | 'nextDay'>) => endedOn !== null || nextDay === null

/** When it is due next, or since when; or when it ended. */
export function stateWords({ endedOn, nextDueOn }: Rule, today: IsoDate): string {
  if (endedOn !== null) return tt('tasks.rule.endedOn', { day: formatDay(endedOn) })
  if (nextDueOn === null) return tt('tasks.rule.ranOut')
  return tt(nextDueOn < today ? 'tasks.rule.since' : 'tasks.rule.next', { day: formatDay(nextDueOn) })
}
