import type { IsoDate, PurchaseId } from '#contract'
import { addDays } from '#contract'
import type { Db } from '../../database/open.ts'
import { borders, countBelow, percentileOf } from './level.rules.ts'
import type { SoldAmounts } from './level.rules.ts'

/** The newest lines say what the shop's prices are; more of them would say the same and take longer. */
const MOST_LINES = 50_000
/** So many lines since are counted one by one before all are read anew. */
const MOST_SINCE = 2_000
const YEAR = 365

interface Known {
  day: IsoDate
  /** The last purchase among them. */
  last: number
  sorted: SoldAmounts
}

/** What the shop's lines of a year cost, kept for the day: a receipt is judged against a million lines in no time. */
export function soldAmounts(db: Db) {
  const AMOUNT = `coalesce(l.net_cents, p.total_cents) from purchase p left join purchase_line l on l.purchase_id = p.id
     where p.kind = 'purchase' and p.voided_at is null`
  const newest = db.prepare<[IsoDate, IsoDate, number], number>(`select ${AMOUNT} and p.day > ? and p.day <= ? order by p.day desc limit ?`).pluck()
  const lastId = db.prepare<[], number>('select coalesce(max(id), 0) from purchase').pluck()
  const since = db.prepare<[number, IsoDate, number], number>(`select ${AMOUNT} and p.id > ? and p.day > ? limit ?`).pluck()
  const own = db.prepare<[PurchaseId], number>(`select ${AMOUNT} and p.id = ?`).pluck()
  let known: Known | null = null

  function read(today: IsoDate): Known {
    const amounts = newest.all(addDays(today, -YEAR), today, MOST_LINES)
    return { day: today, last: lastId.get() ?? 0, sorted: Int32Array.from(amounts, (cents) => Math.min(cents, 0x7fffffff)).toSorted() }
  }
  function upToDate(today: IsoDate): { base: Known; later: number[] } {
    if (known?.day !== today || known.last > (lastId.get() ?? 0)) known = read(today)
    let later = since.all(known.last, addDays(today, -YEAR), MOST_SINCE)
    if (later.length === MOST_SINCE) {
      known = read(today)
      later = []
    }
    return { base: known, later }
  }

  return {
    /** Of how many hundredths of the other lines of the last year a purchase's largest is dearer. */
    percentile(purchaseId: PurchaseId, largestCents: number, today: IsoDate): number | null {
      const { base, later } = upToDate(today)
      const mine = own.all(purchaseId)
      const smaller = (amounts: readonly number[]) => amounts.filter((cents) => cents < largestCents).length
      const below = countBelow(base.sorted, largestCents) + smaller(later) - smaller(mine)
      return percentileOf(Math.max(0, below), base.sorted.length + later.length - mine.length)
    },
    borders(today: IsoDate): { borders: [number, number, number]; lines: number } {
      const { base, later } = upToDate(today)
      const sorted = later.length === 0 ? base.sorted : [...base.sorted, ...later].toSorted((a, b) => a - b)
      return { borders: borders(sorted), lines: sorted.length }
    },
  }
}
