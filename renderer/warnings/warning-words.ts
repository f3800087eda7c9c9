import type { WarningWhy } from '#contract'
import { formatCents, formatDay, formatNumber, language, tt } from '../words.ts'

const monthName = (month: number) =>
  new Intl.DateTimeFormat(language.value === 'de' ? 'de-DE' : 'en-GB', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month - 1, 15))
const whole = (days: number) => formatNumber(Math.round(days))

/** "Frau Kern kommt sonst alle 24 Tage, jetzt sind es 41." */
export function becauseWords(why: WarningWhy, name: string): string {
  switch (why.key) {
    case 'rhythm':
    case 'second':
    case 'first':
      return tt(`warnings.because.${why.key}`, { name, usual: whole(why.values.usualDays), now: why.values.daysNow })
    case 'season': {
      const { missed } = why.values
      const key = missed === 0 ? 'seasonNone' : missed === 1 ? 'seasonOne' : 'season'
      return tt(`warnings.because.${key}`, { name, from: monthName(why.values.fromMonth), to: monthName(why.values.toMonth), missed })
    }
    case 'less': {
      const { nowCents, baseCents, basis } = why.values
      const key = basis === 'last-year' ? 'lessYear' : 'lessBefore'
      return tt(`warnings.because.${key}`, { name, cents: formatCents(nowCents), base: formatCents(baseCents) })
    }
    case 'complaint':
      return tt('warnings.because.complaint', { name, day: formatDay(why.values.dueOn) })
    case 'mood':
      return tt('warnings.because.mood', { name })
    case 'demand':
      return tt('warnings.because.demand', { name, what: why.values.subject, usual: whole(why.values.usualDays), now: why.values.daysNow })
  }
}

/** The usual gap and the days now, where a reason has them. */
export const rhythmOf = (why: WarningWhy): { usual: number; now: number } | null =>
  'usualDays' in why.values ? { usual: why.values.usualDays, now: why.values.daysNow } : null
