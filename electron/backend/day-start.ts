import type { Clock } from '../database/clock.ts'
import type { Log } from '../services/service-base.ts'

interface DayStart {
  clock: Pick<Clock, 'today'>
  /** Whether long work is running, which may be writing. */
  isBusy(): boolean
  /** What the passing of a day changes. */
  startDay(): void
  log: Log
}

/**
 * A program that stays open over midnight begins the new day with the first call on it, once; while long work is running, with the first
 * call after it. What goes wrong is logged and does not stand in the way of the call; the next day or start tries again.
 */
export function dayStart({ clock, isBusy, startDay, log }: DayStart): () => void {
  let begun = clock.today()
  return () => {
    const today = clock.today()
    if (today === begun || isBusy()) return
    begun = today
    try {
      startDay()
    } catch (error) {
      log.error('start of the day', error)
    }
  }
}
