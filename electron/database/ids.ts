import type { Clock } from './clock.ts'
import type { Db } from './open.ts'

const EPOCH = Date.UTC(2020, 0, 1)
const COUNTER_BITS = 2048
const IDS_PER_LOOK = 16

/** Makes ids: milliseconds since 2020 times 2048 plus a counter; strictly rising, below 2^53, never used twice. */
export interface NewId {
  (): number
  /** Reads the high-water mark again, after another connection has made ids. */
  reload(): void
  /** Writes the high-water mark down; called inside each writing transaction. */
  save(): void
}

/**
 * Ids for one connection. The mark lives in the database, so that a clock that was set back cannot make an id twice.
 * Only one connection writes at a time, so two generators never run side by side.
 */
export function idsFor(db: Db, clock: Clock): NewId {
  const readMark = db.prepare<[], number>('select high from id_mark').pluck()
  const writeMark = db.prepare('update id_mark set high = ?')
  let saved = readMark.get() ?? 0
  let high = saved
  let made = 0
  const next = () => {
    // Asking the clock takes longer than making an id; a bulk of them need not ask each time to rise.
    const fromClock = made++ % IDS_PER_LOOK === 0 ? (Date.parse(clock.now()) - EPOCH) * COUNTER_BITS : 0
    high = Math.max(high + 1, fromClock)
    return high
  }
  return Object.assign(next, {
    reload() {
      saved = readMark.get() ?? 0
      high = Math.max(high, saved)
    },
    save() {
      if (high === saved) return
      writeMark.run(high)
      saved = high
    },
  })
}
