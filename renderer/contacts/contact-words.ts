import type { Contact, InboxEntry, IsoDate, ShopMoment } from '#contract'
import { addDays } from '../ui/date-input.ts'
import { dayToday } from '../ui/today.ts'
import { formatDay, formatDayShort, tt } from '../words.ts'

/** "heute 14:30", "gestern 09:15", "12.03., 18:00"; the day alone where the time is unknown. */
export function momentWords(day: IsoDate, at: string | null): string {
  const today = dayToday()
  if (at === null)
    return day === today ? tt('contacts.moment.todayPlain') : day.slice(0, 4) === today.slice(0, 4) ? formatDayShort(day) : formatDay(day)
  if (day === today) return tt('contacts.moment.today', { time: at })
  if (day === addDays(today, -1)) return tt('contacts.moment.yesterday', { time: at })
  if (day === addDays(today, 1)) return tt('contacts.moment.tomorrow', { time: at })
  return tt('contacts.moment.day', { day: day.slice(0, 4) === today.slice(0, 4) ? formatDayShort(day) : formatDay(day), time: at })
}
const shopMomentWords = (moment: ShopMoment) => momentWords(moment.slice(0, 10) as IsoDate, moment.slice(11))

/** Minutes of the shop being open: "45 Min.", "3 Std. 10 Min.", "12 Std.". */
export function openMinutesWords(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)]
  if (hours === 0) return tt('contacts.left.minutes', { minutes: rest })
  // A quarter of an hour says nothing any more where whole days are meant.
  if (rest === 0 || hours >= 10) return tt('contacts.left.hours', { hours })
  return tt('contacts.left.hoursMinutes', { hours, minutes: rest })
}

/** "noch 2 Std. 30 Min., bis heute 16:00", "seit gestern 18:00 überfällig (4 Std.)". */
export function leftWords({ contact, isOverdue, minutesLeft, minutesOver, countsOpenMinutes }: InboxEntry): { short: string; until: string } {
  const until = contact.answerBy === null ? '' : shopMomentWords(contact.answerBy)
  if (isOverdue) {
    const over = countsOpenMinutes && minutesOver > 0
    return {
      short: over ? tt('contacts.left.overBy', { time: openMinutesWords(minutesOver) }) : tt('contacts.inbox.overdue'),
      until: tt('contacts.left.since', { moment: until }),
    }
  }
  return {
    short: countsOpenMinutes ? tt('contacts.left.left', { time: openMinutesWords(minutesLeft) }) : tt('contacts.left.open'),
    until: tt('contacts.left.until', { moment: until }),
  }
}

/** "Telefon, vom Kunden". */
export const wayWords = ({ channel, direction }: Pick<Contact, 'channel' | 'direction'>): string =>
  tt(`contacts.way.${direction}`, { channel: tt(`contacts.channel.${channel}`) })
/** The topic, else how the text begins. */
export const topicWords = ({ topic, text }: Pick<Contact, 'topic' | 'text'>): string => topic || text || tt('contacts.noTopic')
