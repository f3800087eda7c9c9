import type { IsoDate, Timestamp } from '#contract'

/** The only source of the present. Injected, so that a test or a script can stand on any day. */
export interface Clock {
  now(): Timestamp
  /** The calendar day in the shop's time zone. */
  today(): IsoDate
}

const ZONE = 'Europe/Berlin'

/** The real time; days are Berlin days (domain.md G2). */
export function systemClock(): Clock {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })
  return {
    now: () => new Date().toISOString() as Timestamp,
    today: () => day.format(new Date()) as IsoDate,
  }
}

/** A clock that stands on one day at noon and moves one millisecond with each look, so that order stays visible. */
export function fixedClock(day: string): Clock & { set(day: string): void } {
  let today = day
  let tick = 0
  return {
    now: () => new Date(Date.parse(`${today}T12:00:00.000Z`) + tick++).toISOString() as Timestamp,
    today: () => today as IsoDate,
    set(next) {
      today = next
      tick = 0
    },
  }
}

const wallTime = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'medium' })

/** What the shop's wall clock shows: '2026-03-12 14:05:09'. */
export const wallClock = (moment: Timestamp): string => wallTime.format(Date.parse(moment))

/** The moment at which the shop's calendar day of `moment` began. */
export function startOfDay(moment: Timestamp): Timestamp {
  const day = wallClock(moment).slice(0, 10)
  const utcMidnight = Date.parse(`${day}T00:00:00.000Z`)
  // Berlin is one or two hours ahead; the clocks never change at midnight.
  const hours = wallTime.format(utcMidnight - 3_600_000) === `${day} 00:00:00` ? 1 : 2
  return new Date(utcMidnight - hours * 3_600_000).toISOString() as Timestamp
}
