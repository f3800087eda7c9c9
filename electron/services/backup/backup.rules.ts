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

export const keptName = (because: KeptBecause, at: Timestamp): string => momentName(KEPT[because], at)
/** When a file was laid aside by a restore, read from its name; null for anything else. */
export const keptAt = (fileName: string): Timestamp | null => momentIn(KEPT.restore, fileName)

/** 'stammkunde-2026-03-12T13-05-09-123Z.db' */
export const momentName = (stem: string, at: Timestamp): string => `${stem}-${at.replace(/[:.]/g, '-')}.db`
/** The moment in such a name; null for anything else. */
export function momentIn(stem: string, fileName: string): Timestamp | null {
  if (!fileName.startsWith(`${stem}-`)) return null
  const parts = /^(\d{4}-\d{2}-\d{2}T\d{2})-(\d{2})-(\d{2})-(\d{3})Z\.db$/.exec(fileName.slice(stem.length + 1))
  return parts ? (`${parts[1]}:${parts[2]}:${parts[3]}.${parts[4]}Z` as Timestamp) : null
}

const KEEP_FILES = 5
const KEEP_DAYS = 30
/**
 * Which of the files that restores have laid aside may go: all but the newest five, and what is older than thirty days. Taking a
 * restore back is for the days after it, and what was erased at a customer's wish must not live on in such a file for ever.
 */
export function keptTooLong(fileNames: readonly string[], now: Timestamp): string[] {
  const known = fileNames.flatMap((name) => {
    const at = momentIn(KEPT.restore, name) ?? momentIn(KEPT.undo, name)
    return at === null ? [] : [{ name, at }]
  })
  const oldest = new Date(Date.parse(now) - KEEP_DAYS * 86_400_000).toISOString()
  return known
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
    .filter(({ at }, place) => place >= KEEP_FILES || at < oldest)
    .map(({ name }) => name)
}

/** Something is to be lost, and the last good copy is missing or older than the owner wants. */
export function isBackupDue(hasOwnCustomers: boolean, daysSince: number | null, remindAfterDays: number): boolean {
  return hasOwnCustomers && (daysSince === null || daysSince > remindAfterDays)
}
