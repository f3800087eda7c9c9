import type { CustomerId, Phase, PhaseCard, PhaseFilter, PhaseSort } from '#contract'

export interface BoardQuery {
  search: string
  filter: PhaseFilter
  sort: PhaseSort
}
export const PHASES = ['first-contact', 'after-purchase', 'repurchase'] as const satisfies readonly Phase[]
/** One, two, three: the number of filled bars. */
export const stageOf = (phase: Phase) => PHASES.indexOf(phase) + 1

/** What is being dragged over the board. */
export interface DraggedCard {
  customerId: CustomerId
  displayName: string
  phase: Phase
}
export const draggedCard = ({ customerId, displayName, phase }: PhaseCard): DraggedCard => ({ customerId, displayName, phase })
/** So many cards of each column come with the figures; the rest in blocks of the same size. */
export const FIRST_CARDS = 50
