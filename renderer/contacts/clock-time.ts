import type { ClockTime } from '#contract'

/** The time somebody typed, `14:30`, `1430`, `9.15`, `9`; null for nothing, undefined where it is no time. */
export function readClockTime(text: string): ClockTime | null | undefined {
  const typed = text.trim().replace(/\s*(uhr|h)$/i, '')
  if (typed === '') return null
  const [, hours, minutes = '00'] = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(typed) ?? []
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined
  return `${hours.padStart(2, '0')}:${minutes}` as ClockTime
}
