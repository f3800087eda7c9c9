import type { BonusRule } from '#contract'
import { formatCents, formatDay, formatNumber, language, tt } from '../words.ts'

/** The short names of weekdays by their number, 0 = Sunday. */
export function weekdayNames(): string[] {
  const format = new Intl.DateTimeFormat(language.value === 'de' ? 'de-DE' : 'en-GB', { weekday: 'short', timeZone: 'UTC' })
  // 4 January 1970 was a Sunday.
  return Array.from({ length: 7 }, (_, day) => format.format((3 + day) * 86_400_000))
}
/** From when until when, and on which weekdays. */
export function bonusWhenWords({ fromDay, toDay, weekdays }: BonusRule): string {
  const span = tt('loyalty.bonus.span', { from: formatDay(fromDay), to: formatDay(toDay) })
  const names = weekdayNames()
  return weekdays.length === 0 ? span : `${span}, ${weekdays.map((day) => names[day]).join(' ')}`
}
/** What it gives. */
export function bonusExtraWords({ extraBp, extraPoints, minBaseCents }: Pick<BonusRule, 'extraBp' | 'extraPoints' | 'minBaseCents'>): string {
  const extra =
    extraBp === null
      ? tt('loyalty.bonus.extraPoints', { count: extraPoints ?? 0 })
      : extraBp === 10_000
        ? tt('loyalty.bonus.double')
        : tt('loyalty.bonus.times', { times: formatNumber(1 + extraBp / 10_000) })
  return minBaseCents === 0 ? extra : tt('loyalty.bonus.fromAmount', { extra, amount: formatCents(minBaseCents) })
}
/** For whom. */
export function bonusForWhomWords({ viewName, tierName }: BonusRule): string {
  if (viewName === null) return tt('loyalty.bonus.viewGone')
  const parts = [viewName, tierName].filter((part) => part !== '')
  return parts.length === 0 ? tt('loyalty.bonus.everybody') : parts.join(' + ')
}
