import type { Db } from '../../database/open.ts'

/** Answers kept at most; the words of one person typing. */
const KEPT = 200

/** Remembers what is asked for with every page but changes only with the data, be they written here or by another connection. */
export function untilChanged(db: Pick<Db, 'prepare'>) {
  const ownChanges = db.prepare<[], number>('select total_changes()').pluck()
  const otherChanges = db.prepare<[], number>('pragma data_version').pluck()
  let version = ''
  const known = new Map<string, unknown>()
  return <T>(key: string, compute: () => T): T => {
    const now = `${ownChanges.get() ?? 0}/${otherChanges.get() ?? 0}`
    if (now !== version || known.size > KEPT) known.clear()
    version = now
    if (!known.has(key)) known.set(key, compute())
    return known.get(key) as T
  }
}
