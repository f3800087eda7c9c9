import { systemClock } from '../database/clock.ts'
import type { Clock } from '../database/clock.ts'
import type { IsoDate } from '#contract'

/** The real clock; with `today` its calendar stands on that day (for scripts and tests), while moments stay real. */
export function clockFor(today: string | null): Clock {
  const clock = systemClock()
  return today === null ? clock : { now: clock.now, today: () => today as IsoDate }
}
