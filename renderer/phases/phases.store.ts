import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { CustomerId, Output, Phase, PhaseStepId } from '#contract'
import { call } from '../api.ts'
import { FIRST_CARDS } from './board-query.ts'
import type { BoardQuery } from './board-query.ts'

interface CardPlace {
  phase: Phase
  lane: string | null
  stepId: PhaseStepId | null
  customerId: CustomerId
}

/** The phase board as it was left. */
export const usePhaseBoard = defineStore('phase-board', () => {
  const query = shallowRef<BoardQuery>({ search: '', filter: 'all', sort: 'newest', lanes: 'none' })
  const figures = shallowRef<Output<'phases.board'> | null>(null)
  const steps = shallowRef<Output<'phases.steps'>>([])
  const place = shallowRef<CardPlace | null>(null)
  /** Sections that are unfolded, and lanes that are folded away. */
  const unfolded = ref(new Set<string>())
  const folded = ref(new Set<string>())
  const toggle = (set: Set<string>, key: string) => void (set.delete(key) || set.add(key))

  let asked: { query: BoardQuery; answer: Promise<[Output<'phases.board'>, Output<'phases.steps'>]> } | null = null
  /** Figures and the first cards of all sections; false when another question was asked in the meantime. */
  async function read(wanted: BoardQuery): Promise<boolean> {
    if (asked?.query !== wanted) {
      const board = call('phases.board', { ...wanted, limit: 1, perSection: FIRST_CARDS })
      asked = { query: wanted, answer: Promise.all([board, call('phases.steps', {})]) }
    }
    const mine = asked
    const [board, known] = await mine.answer
    if (asked !== mine) return false
    figures.value = board
    steps.value = known
    return true
  }
  /** Something has changed: the next question is asked anew. */
  const forget = () => void (asked = null)
  return {
    query,
    figures,
    steps,
    place,
    read,
    forget,
    isUnfolded: (key: string) => unfolded.value.has(key),
    isFolded: (lane: string) => folded.value.has(lane),
    toggleSection: (key: string) => toggle(unfolded.value, key),
    toggleLane: (lane: string) => toggle(folded.value, lane),
  }
})
