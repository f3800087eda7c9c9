import { addDays } from '#contract'
import type { IsoDate, PhaseCard, PhaseStanding } from '#contract'
import { dayToday } from '../ui/today.ts'
import { formatDay, formatDayLong, formatDayShort, tt } from '../words.ts'

export const shortDay = (day: IsoDate) => (day.slice(0, 4) === dayToday().slice(0, 4) ? formatDayShort(day) : formatDay(day))

function whenWords(day: IsoDate): string {
  const today = dayToday()
  if (day === today) return tt('phases.card.today')
  if (day === addDays(today, -1)) return tt('phases.card.yesterday')
  return tt('phases.card.on', { day: shortDay(day) })
}

/** The one line that says why a card is where it is: `2 Kauftage, zuletzt gestern.` */
export function cardLine(card: PhaseCard): string {
  const { purchaseDays, lastPurchase, windowEnds } = card
  if (purchaseDays === 0 || lastPurchase === null) return tt('phases.card.noPurchase')
  if (card.secondPurchaseMissed && windowEnds) return tt('phases.card.missed', { day: shortDay(windowEnds) })
  const days = tt('phases.card.days', { count: purchaseDays })
  const when = whenWords(lastPurchase)
  if (card.phase !== 'after-purchase') return tt('phases.card.last', { days, when })
  return windowEnds ? tt('phases.card.once', { days, when, day: formatDayShort(windowEnds) }) : `${days} ${when}`
}

/** "… steht hier, weil es genau einen Kauftag gibt: 11. März 2026." */
export function whySentence(card: PhaseCard, reason: string | null = null): string {
  const name = card.displayName
  if (reason !== null) return tt('phases.why.byHand', { name, reason })
  if (card.phase === 'first-contact') return tt('phases.why.firstContact', { name })
  if (card.phase === 'after-purchase')
    return tt('phases.why.afterPurchase', { name, day: card.firstPurchase ? formatDayLong(card.firstPurchase) : '–' })
  return tt('phases.why.repurchase', { name, number: card.purchaseDays })
}

/** What would move the card on, or back. */
export function changeWords({ phase }: PhaseCard): { label: string; value: string } {
  switch (phase) {
    case 'first-contact':
      return { label: tt('phases.why.next', { phase: tt('phases.phase.after-purchase') }), value: tt('phases.why.nextFirst') }
    case 'after-purchase':
      return { label: tt('phases.why.next', { phase: tt('phases.phase.repurchase') }), value: tt('phases.why.nextSecond') }
    case 'repurchase':
      return { label: tt('phases.why.back', { phase: tt('phases.phase.after-purchase') }), value: tt('phases.why.backWhen') }
  }
}

/** A prospect of so many days is getting old, and then old. */
const PROSPECT_DAYS = [10, 30] as const

/** How pressing the time in the phase looks: 0 quiet, 1 it is getting late (the window is closing), 2 it is late (the window has closed). */
export function urgency(card: PhaseCard): 0 | 1 | 2 {
  if (card.phase === 'first-contact') return card.daysInPhase >= PROSPECT_DAYS[1] ? 2 : card.daysInPhase >= PROSPECT_DAYS[0] ? 1 : 0
  if (card.secondPurchaseMissed) return 2
  const closesSoon = card.phase === 'after-purchase' && card.windowEnds !== null && card.windowEnds <= addDays(dayToday(), 21)
  return closesSoon ? 1 : 0
}

/** What follows from the purchase days beside the phase itself: gebunden, Stammkunde, Zweitkauf ausgeblieben. */
export function standingTags({ isBound, isRegular, secondPurchaseMissed }: PhaseStanding): { text: string; tone: 'bound' | 'regular' | 'missed' }[] {
  return [
    ...(isBound ? [{ text: tt('phases.standing.bound'), tone: 'bound' as const }] : []),
    ...(isRegular ? [{ text: tt('phases.card.regular'), tone: 'regular' as const }] : []),
    ...(secondPurchaseMissed ? [{ text: tt('phases.filter.second-purchase-missed'), tone: 'missed' as const }] : []),
  ]
}
