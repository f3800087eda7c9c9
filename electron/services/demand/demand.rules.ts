/** What a customer kept of one article on one day: what went back is taken off. Days are numbers. */
export interface Bought {
  day: number
  articleId: number
  groupId: number | null
  quantityMilli: number
  /** What article or group say. */
  demandDays: number | null
  isStockable: boolean
}
/** What the owner says about a need; without an interval it only rests or ends what is computed. */
export interface OwnWord {
  id: number
  groupId: number | null
  articleId: number | null
  text: string
  intervalDays: number | null
  lastDay: number | null
  quantityMilli: number
  mutedDay: number | null
  endedDay: number | null
}
export interface Need {
  subject: string
  articleId: number | null
  demandId: number | null
  source: 'manual' | 'article' | 'learned'
  lastDay: number
  /** How long what was bought last lasts. */
  days: number
  mutedDay: number | null
}

/** A rhythm is learned from so many purchases, and only while its longest gap is not above so many times the shortest. */
const LEARNED_FROM = 3
const MOST_UNEVEN = 4
const GAPS = 6
/** Days before it is due from which a need is on the list. */
export const AHEAD_DAYS = 7

/** All articles of a group answer the same need, so that another size resets it. */
export const subjectOf = (groupId: number | null, articleId: number) => (groupId === null ? `article:${articleId}` : `group:${groupId}`)
const subjectOfWord = ({ groupId, articleId, id }: OwnWord) => ((groupId ?? articleId) === null ? `own:${id}` : subjectOf(groupId, articleId ?? 0))

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** Everything that a customer needs again and whose interval is known, as of `day`. The owner's word comes before what is learned, that before the article's. */
export function needsOf(bought: readonly Bought[], words: readonly OwnWord[], day: number): Need[] {
  const bySubject = Map.groupBy(
    bought.filter((one) => one.day <= day),
    ({ groupId, articleId }) => subjectOf(groupId, articleId),
  )
  const bySubjectWord = new Map(words.map((word) => [subjectOfWord(word), word]))
  const needs: Need[] = []
  for (const subject of new Set([...bySubject.keys(), ...bySubjectWord.keys()])) {
    const word = bySubjectWord.get(subject)
    if (word?.endedDay !== undefined && word.endedDay !== null && word.endedDay <= day) continue
    const times = timesOf(bySubject.get(subject) ?? [])
    const need = needFrom(subject, times, word, day)
    if (need) needs.push(need)
  }
  return needs
}

/** The days on which something of it stayed with the customer, in order; the article is the one of which most stayed. */
function timesOf(bought: readonly Bought[]): Bought[] {
  const days = Map.groupBy(bought, ({ day }) => day)
  const times: Bought[] = []
  for (const lines of days.values()) {
    const quantityMilli = lines.reduce((sum, line) => sum + line.quantityMilli, 0)
    if (quantityMilli <= 0) continue
    const most = lines.reduce((best, line) => (line.quantityMilli > best.quantityMilli ? line : best))
    times.push({ ...most, quantityMilli })
  }
  return times.sort((a, b) => a.day - b.day)
}

const piecesOf = ({ isStockable, quantityMilli }: Bought) => (isStockable ? quantityMilli / 1000 : 1)

function needFrom(subject: string, times: readonly Bought[], word: OwnWord | undefined, day: number): Need | null {
  const last = times.at(-1)
  const said = word?.lastDay !== undefined && word.lastDay !== null && word.lastDay <= day ? word.lastDay : null
  // What was said counts until something is bought later.
  const isSaidLast = said !== null && (last === undefined || said >= last.day)
  const lastDay = isSaidLast ? said : last?.day
  if (lastDay === undefined) return null
  const base = {
    subject,
    articleId: last?.articleId ?? word?.articleId ?? null,
    demandId: word?.id ?? null,
    lastDay,
    mutedDay: word?.mutedDay ?? null,
  }
  const pieces = isSaidLast || last === undefined ? (word?.quantityMilli ?? 1000) / 1000 : piecesOf(last)
  if (word?.intervalDays !== undefined && word.intervalDays !== null) return { ...base, source: 'manual', days: word.intervalDays * pieces }
  const learned = learnedDays(times)
  if (learned !== null) return { ...base, source: 'learned', days: learned * pieces }
  if (last === undefined || last.demandDays === null) return null
  return { ...base, source: 'article', days: last.demandDays * pieces }
}

/** How long one piece lasts by the last gaps; null while there are too few or they differ too much. */
function learnedDays(times: readonly Bought[]): number | null {
  if (times.length < LEARNED_FROM) return null
  const gaps = times
    .slice(1)
    .map((time, index) => (time.day - times[index]!.day) / piecesOf(times[index]!))
    .slice(-GAPS)
  return Math.max(...gaps) <= MOST_UNEVEN * Math.min(...gaps) ? median(gaps) : null
}

/** The days on which a need becomes due, overdue (one and a half intervals), and more than twice as late as usual. */
export function bordersOf({ lastDay, days }: Pick<Need, 'lastDay' | 'days'>) {
  return {
    dueDay: lastDay + Math.max(1, Math.round(days)),
    overdueDay: lastDay + Math.max(1, Math.ceil(days * 1.5)),
    doubleDay: lastDay + Math.floor(days * 2) + 1,
  }
}
