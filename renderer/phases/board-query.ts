import type { CustomerId, Output, Phase, PhaseCard, PhaseFilter, PhaseLanes, PhaseSort, PhaseStepId } from '#contract'

export interface BoardQuery {
  search: string
  filter: PhaseFilter
  sort: PhaseSort
  lanes: PhaseLanes
}
export type BoardColumn = Output<'phases.board'>['columns'][number]
export const PHASES = ['first-contact', 'after-purchase', 'repurchase'] as const satisfies readonly Phase[]
/** One, two, three: the number of filled bars. */
export const stageOf = (phase: Phase) => PHASES.indexOf(phase) + 1

/** What is being dragged over the board. */
export interface DraggedCard {
  customerId: CustomerId
  displayName: string
  phase: Phase
  stepId: PhaseStepId | null
}
export const draggedCard = ({ customerId, displayName, phase, stepId }: PhaseCard): DraggedCard => ({ customerId, displayName, phase, stepId })
/** So many cards of each section come with the figures; the rest in blocks of the same size. */
export const FIRST_CARDS = 30
/** A section between others shows so many until it is unfolded. */
export const FOLDED_CARDS = 3
