/** Warnings and needs worked out slowly and plainly from domain.md §4.3 and §5, day by day, for comparing. Shares nothing with the program. */
export interface History {
  id: number
  receipts: { day: string; cents: number; isVoided: boolean; lines: { article: number; quantity: number }[] }[]
  complaints: { opened: string; due: string; closed: string | null }[]
  moods: { day: string; mood: number }[]
  pausedUntil: string | null
  mute: { since: string; until: string } | null
  isOut: boolean
  words: {
    group: number | null
    article: number | null
    interval: number | null
    lastOn: string | null
    quantity: number
    ended: string | null
    muted: string | null
    id: number
  }[]
}
export interface Article {
  id: number
  group: number | null
  demandDays: number | null
  isStockable: boolean
}

const at = (day: string) => Date.parse(`${day}T12:00:00Z`)
export const between = (from: string, to: string) => Math.round((at(to) - at(from)) / 86_400_000)
export const plus = (day: string, days: number) => new Date(at(day) + days * 86_400_000).toISOString().slice(0, 10)
function yearBefore(day: string): string {
  const [year, month, date] = day.split('-') as [string, string, string]
  return `${Number(year) - 1}-${month}-${month === '02' && date === '29' ? '28' : date}`
}
function middle(values: number[]): number {
  const list = [...values]
  list.sort((a, b) => a - b)
  while (list.length > 2) {
    list.shift()
    list.pop()
  }
  return list.length === 2 ? (list[0]! + list[1]!) / 2 : list[0]!
}

function netByDay({ receipts }: History, day: string): [string, number][] {
  const net: Record<string, number> = {}
  for (const receipt of receipts) if (!receipt.isVoided && receipt.day <= day) net[receipt.day] = (net[receipt.day] ?? 0) + receipt.cents
  return Object.entries(net).sort(([a], [b]) => (a < b ? -1 : 1))
}
const purchaseDays = (history: History, day: string) =>
  netByDay(history, day)
    .filter(([, cents]) => cents > 0)
    .map(([on]) => on)

/** The shop's median from the second purchase day to the third. */
export function shopGapOf(histories: readonly History[], day: string): number | null {
  const gaps = histories
    .filter(({ isOut }) => !isOut)
    .map((history) => purchaseDays(history, day))
    .filter((days) => days.length >= 3)
    .map((days) => between(days[1]!, days[2]!))
  return gaps.length === 0 ? null : middle(gaps)
}

export interface Need {
  subject: string
  last: string
  days: number
  isMuted: boolean
  isSaid: boolean
}
export function needsOf(history: History, articles: readonly Article[], day: string): Need[] {
  const bySubject: Record<string, Record<string, { article: Article; quantity: number }[]>> = {}
  for (const receipt of history.receipts) {
    if (receipt.isVoided || receipt.day > day) continue
    for (const line of receipt.lines) {
      const article = articles.find(({ id }) => id === line.article)!
      const subject = article.group === null ? `article:${article.id}` : `group:${article.group}`
      ;((bySubject[subject] ??= {})[receipt.day] ??= []).push({ article, quantity: line.quantity })
    }
  }
  const subjectOf = (word: History['words'][number]) =>
    word.group !== null ? `group:${word.group}` : word.article !== null ? `article:${word.article}` : `own:${word.id}`
  const found: Need[] = []
  for (const subject of new Set([...Object.keys(bySubject), ...history.words.map(subjectOf)])) {
    const word = history.words.find((one) => subjectOf(one) === subject)
    if (word && word.ended !== null && word.ended <= day) continue
    const times = Object.entries(bySubject[subject] ?? {})
      .map(([on, lines]) => ({
        on,
        quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
        article: lines.reduce((best, line) => (line.quantity > best.quantity ? line : best)).article,
      }))
      .filter(({ quantity }) => quantity > 0)
      .sort((a, b) => (a.on < b.on ? -1 : 1))
    const newest = times.at(-1)
    const said = word && word.lastOn !== null && word.lastOn <= day ? word.lastOn : null
    const last = said !== null && (!newest || said >= newest.on) ? said : newest?.on
    if (last === undefined) continue
    const pieces = last === said && (!newest || said >= newest.on) ? word!.quantity : newest!.article.isStockable ? newest!.quantity : 1
    let one: number | null = null
    if (word && word.interval !== null) one = word.interval
    else {
      if (times.length >= 3) {
        const gaps: number[] = []
        for (let i = 1; i < times.length; i++)
          gaps.push(between(times[i - 1]!.on, times[i]!.on) / (times[i - 1]!.article.isStockable ? times[i - 1]!.quantity : 1))
        const six = gaps.slice(-6)
        if (Math.max(...six) <= 4 * Math.min(...six)) one = middle(six)
      }
      if (one === null && newest) one = newest.article.demandDays
    }
    if (one !== null)
      found.push({
        subject,
        last,
        days: one * pieces,
        isMuted: word?.muted !== null && word?.muted !== undefined && word.muted >= day,
        isSaid: word !== undefined && word.interval !== null,
      })
  }
  return found
}

/** The worst level with its rule; null for green. */
export function warningOf(
  history: History,
  articles: readonly Article[],
  shopGap: number | null,
  day: string,
): { level: number; rule: string } | null {
  if (history.isOut) return null
  const isQuiet =
    (history.pausedUntil !== null && day <= history.pausedUntil) || (history.mute !== null && day >= history.mute.since && day <= history.mute.until)
  const all: [string, number][] = []
  const net = netByDay(history, day)
  const days = purchaseDays(history, day)
  const last = days.at(-1)
  const season = seasonStart(days)
  if (!isQuiet && last !== undefined) {
    const since = between(last, day)
    if (season !== null) {
      const missed = seasonsEnded(season, last, day)
      all.push(['E1', missed >= 5 ? 4 : missed >= 3 ? 3 : missed >= 2 ? 2 : missed >= 1 ? 1 : 0])
    } else if (days.length >= 3) {
      const gaps = days.slice(1).map((on, index) => between(days[index]!, on))
      const q = since / Math.max(7, middle(gaps.slice(-8)))
      all.push(['E1', q < 1.25 ? 0 : q < 2 ? 1 : q < 3 ? 2 : q < 5 ? 3 : 4])
    } else if (days.length === 2) {
      const q = since / Math.max(7, shopGap ?? 60)
      all.push(['E2', q < 1.25 ? 0 : q < 2 ? 1 : 2])
    } else {
      const lines = history.receipts.filter((one) => one.day === last && !one.isVoided).flatMap((one) => one.lines)
      const lasting = lines.filter(({ quantity }) => quantity > 0).map((line) => articles.find(({ id }) => id === line.article)!.demandDays ?? 0)
      const window = Math.max(60, Math.ceil(1.5 * Math.max(0, ...lasting)))
      all.push(['E3', since > 2 * window ? 2 : since > window ? 1 : 0])
    }
  }
  if (!isQuiet && season === null && net[0] !== undefined) {
    const sum = (from: string, to: string) => net.filter(([on]) => on > from && on <= to).reduce((total, [, cents]) => total + cents, 0)
    const then = yearBefore(day)
    const now = sum(plus(day, -90), day)
    const base =
      net[0][0] <= then
        ? sum(plus(then, -90), then)
        : [1, 2, 3, 4].reduce((total, part) => total + sum(plus(day, -90 * (part + 1)), plus(day, -90 * part)), 0) / 4
    if (base >= 5000 && now < base / 2) all.push(['E5', 1])
  }
  // Muting silences what had been overdue, or said, by then.
  const heardFrom = history.mute !== null && day >= history.mute.since && day <= history.mute.until ? history.mute.since : ''
  if (history.complaints.some(({ opened, due, closed }) => opened <= day && due < day && due >= heardFrom && (closed === null || closed > day)))
    all.push(['E6', 2])
  const moods = history.moods.filter((one) => one.day <= day).sort((a, b) => (a.day < b.day ? 1 : -1))
  if (moods.length >= 2 && moods[0]!.mood < 0 && moods[1]!.mood < 0 && moods[0]!.day > heardFrom) all.push(['E6', 2])
  if (!isQuiet && needsOf(history, articles, day).some((need) => !need.isMuted && between(need.last, day) > 2 * need.days)) all.push(['E8', 1])
  let worst: { level: number; rule: string } | null = null
  for (const [rule, level] of all) if (level > (worst?.level ?? 0)) worst = { level, rule }
  return worst
}

function seasonStart(days: readonly string[]): number | null {
  if (days.length < 3 || between(days[0]!, days.at(-1)!) < 270) return null
  let best: { start: number; count: number } | null = null
  for (let start = 1; start <= 12; start++) {
    const months = [start, (start % 12) + 1, ((start + 1) % 12) + 1]
    const inside = days.filter((day) => months.includes(Number(day.slice(5, 7))))
    const years = new Set(inside.map((day) => (Number(day.slice(5, 7)) < start ? Number(day.slice(0, 4)) - 1 : Number(day.slice(0, 4)))))
    if (inside.length * 10 >= days.length * 8 && years.size >= 2 && inside.length > (best?.count ?? 0)) best = { start, count: inside.length }
  }
  return best?.start ?? null
}
function seasonsEnded(start: number, last: string, day: string): number {
  let ended = 0
  for (let year = 2000; year < 2060; year++) {
    const begins = `${year}-${String(start).padStart(2, '0')}-01`
    const over = start + 3 > 12 ? `${year + 1}-${String(start + 3 - 12).padStart(2, '0')}-01` : `${year}-${String(start + 3).padStart(2, '0')}-01`
    if (begins > last && over <= day) ended++
  }
  return ended
}
