import { addDays } from '#contract'
import type { IsoDate, PhaseCard } from '#contract'
import { dayToday } from '../ui/today.ts'
import { formatDay, formatDayLong, tt } from '../words.ts'

function lastWords(day: IsoDate): string {
  const today = dayToday()
  if (day === today) return tt('phases.card.lastToday')
  if (day === addDays(today, -1)) return tt('phases.card.lastYesterday')
  return tt('phases.card.last', { day: formatDay(day) })
}

/** The one line that says why a card is where it is: `2 Kauftage, zuletzt gestern.` */
export function cardLine(card: PhaseCard): string {
  if (card.purchaseDays === 0 || card.lastPurchase === null) return tt('phases.card.noPurchase')
  if (card.secondPurchaseMissed && card.windowEnds) return tt('phases.card.missed', { day: formatDay(card.windowEnds) })
  const days = `${tt('phases.card.days', { count: card.purchaseDays })}, ${lastWords(card.lastPurchase)}`
  const isOpen = card.phase === 'after-purchase' && card.windowEnds !== null
  return isOpen ? `${days}, ${tt('phases.card.windowOpen', { day: formatDay(card.windowEnds) })}.` : `${days}.`
}

/** "… steht hier, weil es genau einen Kauftag gibt: 11. März 2026." */
export function whySentence(card: PhaseCard): string {
  const name = card.displayName
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

/** How pressing the time in the phase looks: 0 quiet, 1 the window is closing, 2 it has closed. */
export function urgency(card: PhaseCard): 0 | 1 | 2 {
  if (card.secondPurchaseMissed) return 2
  const closesSoon = card.phase === 'after-purchase' && card.windowEnds !== null && card.windowEnds <= addDays(dayToday(), 21)
  return closesSoon ? 1 : 0
}
