import type { Birthday, Customer, IsoDate } from '#contract'
import { language, tt } from '../words.ts'

const LEGAL_FORMS = new Set(['gmbh', 'mbh', 'ag', 'kg', 'ohg', 'ug', 'gbr', 'se', 'co', 'ltd', 'inc', 'partg', 'eg'])

/** Two letters for the place of a picture: first and last word of the name; titles and legal forms left out. */
export function initialsOf(displayName: string): string {
  const words = displayName.split(/[\s-]+/).filter((word) => /^\p{L}/u.test(word) && !word.endsWith('.') && !LEGAL_FORMS.has(word.toLowerCase()))
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return (
    letters
      .map((word) => [...(word ?? '')][0] ?? '')
      .join('')
      .toLocaleUpperCase() || '?'
  )
}

const locale = () => (language.value === 'de' ? 'de-DE' : 'en-GB')
// A calendar day has no zone: it is set on noon UTC and read there again.
const dayIn = (iso: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(Date.parse(`${iso}T12:00:00Z`))

/** "April 2024". */
export const monthWords = (day: IsoDate | string) => dayIn(day.slice(0, 10), { month: 'long', year: 'numeric' })

/** "3. Mai 1979", or "3. Mai" without a year. */
export function birthdayWords({ day, month, year }: Birthday): string {
  // 2024 has a 29 February, so that every birthday without a year can be said.
  const iso = `${year ?? 2024}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return dayIn(iso, year === null ? { day: 'numeric', month: 'long' } : { day: 'numeric', month: 'long', year: 'numeric' })
}

/** "Kundin seit April 2024". */
export function sinceWords(customer: Customer): string {
  return tt(customer.salutation === 'ms' ? 'customers.page.since.ms' : 'customers.page.since.other', { month: monthWords(customer.createdAt) })
}
export const regularWords = (customer: Customer) => tt(customer.salutation === 'ms' ? 'customers.page.regular.ms' : 'customers.page.regular.other')
