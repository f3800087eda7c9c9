import type { BirthdayRow, IsoDate } from '#contract'
import { addDays } from '../ui/date-input.ts'
import { dayToday } from '../ui/today.ts'
import { language, tt } from '../words.ts'

/** What birthdays and anniversaries have in common. */
export type GreetingRow = Pick<BirthdayRow, 'customerId' | 'displayName' | 'day' | 'closed' | 'greetOn' | 'letter' | 'email' | 'phone'>

const inWords = (day: IsoDate, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language.value === 'de' ? 'de-DE' : 'en-GB', { ...options, timeZone: 'UTC' }).format(Date.parse(`${day}T12:00:00Z`))
/** A Sunday, to name weekdays by their number. */
const SUNDAY = '2026-03-01' as IsoDate

/** "Samstag" for 6. */
export const weekdayName = (weekday: number) => inWords(addDays(SUNDAY, weekday), { weekday: 'long' })
export const monthName = (month: number) => inWords(`2026-${String(month).padStart(2, '0')}-01` as IsoDate, { month: 'long' })

/** "heute", "morgen", "Donnerstag, 12. März". */
export function dayWords(day: IsoDate): string {
  const date = inWords(day, { weekday: 'long', day: 'numeric', month: 'long' })
  if (day === dayToday()) return `${tt('birthdays.today')}, ${date}`
  return day === addDays(dayToday(), 1) ? `${tt('birthdays.tomorrow')}, ${date}` : date
}

/** "wird 47", "wurde 47"; empty without a year of birth. */
export function ageWords({ age, day }: BirthdayRow): string {
  if (age === null || age === 0) return ''
  return tt(day < dayToday() ? 'birthdays.turned' : 'birthdays.turns', { age: String(age) })
}

/** "Laden zu (Karfreitag) → am Samstag, 4. April gratulieren"; empty while the shop is open that day. */
export function closedWords({ closed, greetOn, day }: Pick<BirthdayRow, 'closed' | 'greetOn' | 'day'>): string {
  if (!closed) return ''
  const why = 'holiday' in closed ? tt(`birthdays.holidays.${closed.holiday}`) : weekdayName(closed.weekday)
  const shut = tt('birthdays.closed', { why })
  if (greetOn === null || day < dayToday()) return shut
  return `${shut} → ${tt('birthdays.greetOn', { weekday: inWords(greetOn, { weekday: 'long', day: 'numeric', month: 'long' }) })}`
}

/** "Brief geht, E-Mail nicht erlaubt, Anruf nicht erlaubt". */
export const channelWords = ({ letter, email, phone }: Pick<BirthdayRow, 'letter' | 'email' | 'phone'>) =>
  [
    tt(letter.allowed ? 'birthdays.letterYes' : 'birthdays.letterNo'),
    tt(email.allowed ? 'birthdays.emailYes' : 'birthdays.emailNo'),
    tt(phone.allowed ? 'birthdays.phoneYes' : 'birthdays.phoneNo'),
  ].join(', ')
