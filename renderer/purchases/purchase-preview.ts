import type { IsoDate, Phase, PhaseCard } from '#contract'

/** What a purchase would do, shown before it is booked. The service decides in the end. */
export interface PurchasePreview {
  points: number
  phase: Phase
  previousPhase: Phase
  /** The how-manieth purchase day this is; the present count when the day counts already. */
  purchaseDays: number
  isNewDay: boolean
}

const phaseOf = (days: number): Phase => (days === 0 ? 'first-contact' : days === 1 ? 'after-purchase' : 'repurchase')

/** Points as domain.md §6.1 earns them (whole euros, rounded down) and the phase by the number of distinct purchase days (§2). */
export function previewPurchase(
  purchase: { totalCents: number; day: IsoDate },
  standing: { card: PhaseCard; days: readonly { day: IsoDate }[] },
  pointsPerEuro: number,
): PurchasePreview {
  const isNewDay = !standing.days.some(({ day }) => day === purchase.day)
  const purchaseDays = standing.card.purchaseDays + (isNewDay ? 1 : 0)
  return {
    points: Math.floor(purchase.totalCents / 100) * pointsPerEuro,
    phase: phaseOf(purchaseDays),
    previousPhase: standing.card.phase,
    purchaseDays,
    isNewDay,
  }
}
