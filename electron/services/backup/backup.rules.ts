import type { Timestamp } from '#contract'
import { wallClock } from '../../database/clock.ts'

export const COPY_ENDING = '.skbackup'
export const PART_ENDING = '.part'

/** 'Stammkunde-2026-03-12-140509.skbackup'; a second copy in the same second gets a number. */
export function copyName(at: Timestamp, isTaken: (name: string) => boolean): string {
  const stem = `Stammkunde-${wallClock(at).replace(' ', '-').replaceAll(':', '')}`
  for (let n = 1; ; n++) {
    const name = `${stem}${n === 1 ? '' : `-${n}`}${COPY_ENDING}`
    if (!isTaken(name)) return name
  }
}

/** Why present data were laid aside: another file was put in their place, or that was taken back. */
export type KeptBecause = 'restore' | 'undo'
const KEPT = { restore: 'stammkunde', undo: 'before-undo' } satisfies Record<KeptBecause, string>

/** 'stammkunde-2026-03-12T13-05-09-123Z.db' */
export const keptName = (because: KeptBecause, at: Timestamp): string => `${KEPT[because]}-${at.replace(/[:.]/g, '-')}.db`

/** When a file was laid aside by a restore, read from its name; null for anything else. */
export function keptAt(fileName: string): Timestamp | null {
  const parts = /^stammkunde-(\d{4}-\d{2}-\d{2}T\d{2})-(\d{2})-(\d{2})-(\d{3})Z\.db$/.exec(fileName)
  return parts ? (`${parts[1]}:${parts[2]}:${parts[3]}.${parts[4]}Z` as Timestamp) : null
}

/** Something is to be lost, and the last good copy is missing or older than the owner wants. */
export function isBackupDue(hasOwnCustomers: boolean, daysSince: number | null, remindAfterDays: number): boolean {
  return hasOwnCustomers && (daysSince === null || daysSince > remindAfterDays)
}
