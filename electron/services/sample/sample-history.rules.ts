import { addDays, daysBetween, partsOf } from '#contract'
import type { IsoDate } from '#contract'
import { bicycles, everyday, forFirms } from './invented-goods.ts'
import type { Goods } from './invented-goods.ts'
import { kindnesses } from './invented-notes.ts'
import type { Random } from './random.rules.ts'
import type { Habit } from './sample-customers.rules.ts'

/** Something that happened with the customer at `place` of the invented ones. */
export type SampleEvent = { place: number; day: IsoDate } & (
  | { kind: 'purchase'; totalCents: number; note: string; receiptNo: string }
  | { kind: 'card' | 'card-lost' | 'card-replaced' }
  | { kind: 'points'; points: number; reason: string }
)
export interface SampleHistory {
  /** When each customer was entered, by place. */
  joined: IsoDate[]
  /** Oldest first, as an owner would have written it down. */
  events: SampleEvent[]
}

/** Of a hundred customers with this habit, so many have a card. */
const CARDS: Record<Habit, number> = { prospect: 3, 'once-recent': 35, 'once-lost': 20, occasional: 60, regular: 88, firm: 50 }

/** Two years of a bicycle shop up to `today`: who came when and bought what, cards given and lost, points changed by hand. */
export function inventHistory(random: Random, habits: readonly Habit[], today: IsoDate): SampleHistory {
  const joined: IsoDate[] = []
  const events: SampleEvent[] = []
  for (const [place, habit] of habits.entries()) {
    const days = visits(random, habit, today)
    const first = days[0] ?? addDays(today, -random.whole(0, 280))
    joined.push(days.length > 0 && random.percent(80) ? first : openDay(addDays(first, -random.whole(1, 20))))
    for (const [index, day] of days.entries()) events.push({ place, day, kind: 'purchase', ...goods(random, habit, index === 0), receiptNo: '' })
    events.push(...cardsAndPoints(random, habit, place, days.length > 0 ? days : [first], today))
  }
  // Sorting is stable, so what happened to one customer on one day keeps its order.
  events.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  numberReceipts(random, events)
  return { joined, events }
}

/** The days on which someone with this habit came, oldest first. */
function visits(random: Random, habit: Habit, today: IsoDate): IsoDate[] {
  switch (habit) {
    case 'prospect':
      return []
    case 'once-recent':
      return [openDay(addDays(today, -random.whole(0, 58)))]
    case 'once-lost':
      return [openDay(addDays(today, -random.whole(66, 720)))]
    case 'occasional': {
      const first = random.whole(150, 720)
      return rhythm(random, today, first, random.whole(70, 240), 0).slice(0, random.whole(2, 3))
    }
    case 'regular':
      return rhythm(random, today, random.whole(330, 728), random.whole(26, 105), random.percent(20) ? random.whole(110, 260) : 0)
    case 'firm':
      return rhythm(random, today, random.whole(400, 728), random.whole(24, 70), 0)
  }
}

/** Comes every `interval` days, give or take a third, from `firstAgo` to `lastAgo` days before today; less often in winter. */
function rhythm(random: Random, today: IsoDate, firstAgo: number, interval: number, lastAgo: number): IsoDate[] {
  const days: IsoDate[] = []
  for (let ago = firstAgo; ago >= lastAgo; ago -= Math.max(2, Math.round((interval * random.whole(67, 133)) / 100))) {
    const day = openDay(addDays(today, -ago))
    const isWinter = partsOf(day).month >= 11 || partsOf(day).month <= 2
    if (days.length > 0 && isWinter && random.percent(40)) continue
    if (day !== days.at(-1)) days.push(day)
  }
  return days
}

const A_MONDAY = '2024-01-01' as IsoDate
const HOLIDAYS = new Set(['01-01', '05-01', '10-03', '11-01', '12-25', '12-26'])

/** The day itself, or the last one before on which shops were open. */
function openDay(day: IsoDate): IsoDate {
  const isSunday = ((daysBetween(A_MONDAY, day) % 7) + 7) % 7 === 6
  return isSunday || HOLIDAYS.has(day.slice(5)) ? openDay(addDays(day, -1)) : day
}

function goods(random: Random, habit: Habit, isFirst: boolean): { totalCents: number; note: string } {
  const [note, from, to]: Goods =
    habit === 'firm' ? random.pick(random.percent(70) ? forFirms : everyday) : random.pick(random.percent(isFirst ? 45 : 4) ? bicycles : everyday)
  // Prices end the way prices do.
  return { note, totalCents: random.whole(from, to) * 100 - random.pick([0, 0, 1, 5, 10, 50]) }
}

function cardsAndPoints(random: Random, habit: Habit, place: number, days: readonly IsoDate[], today: IsoDate): SampleEvent[] {
  const events: SampleEvent[] = []
  const later = (day: IsoDate, from: number, to: number) => {
    const then = openDay(addDays(day, random.whole(from, to)))
    return then > today || then < day ? null : then
  }
  const given = days[random.percent(70) ? 0 : Math.min(1, days.length - 1)] ?? today
  if (random.percent(CARDS[habit])) {
    events.push({ place, day: given, kind: 'card' })
    if (random.percent(5)) events.push({ place, day: given, kind: 'card' })
    const lost = random.percent(9) ? later(given, 20, 400) : null
    if (lost) events.push({ place, day: lost, kind: 'card-lost' })
    const replaced = lost && random.percent(60) ? later(lost, 0, 20) : null
    if (replaced) events.push({ place, day: replaced, kind: 'card-replaced' })
  }
  const [points, reason] = random.pick(kindnesses)
  // Points can only be taken where enough were given before; four visits bring more than a few.
  if (habit !== 'prospect' && random.percent(9)) {
    const enough = points > 0 ? days[0] : days[3]
    const day = enough && later(enough, 1, 200)
    if (day) events.push({ place, day, kind: 'points', points, reason })
  }
  return events
}

/** The till counts everyone's receipts, also those of people who are not in the file; each January it begins anew. */
function numberReceipts(random: Random, events: readonly SampleEvent[]): void {
  let year = ''
  let number = 0
  for (const event of events) {
    if (event.kind !== 'purchase') continue
    if (event.day.slice(2, 4) !== year) [year, number] = [event.day.slice(2, 4), 0]
    number += random.whole(1, 11)
    if (random.percent(92)) event.receiptNo = `${year}-${String(number).padStart(5, '0')}`
  }
}
