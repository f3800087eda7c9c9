import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Output } from '#contract'
import { call } from '../api.ts'
import { FIRST_CARDS } from './board-query.ts'
import type { BoardQuery } from './board-query.ts'

/** The phase board as it was left. */
export const usePhaseBoard = defineStore('phase-board', () => {
  const query = shallowRef<BoardQuery>({ search: '', filter: 'all', sort: 'newest' })
  const figures = shallowRef<Output<'phases.board'> | null>(null)
  const place = shallowRef<{ column: number; index: number } | null>(null)

  let asked: { query: BoardQuery; answer: Promise<Output<'phases.board'>> } | null = null
  /** Figures and the first cards of all columns: one question, however many columns ask it. */
  function read(wanted: BoardQuery): Promise<Output<'phases.board'>> {
    if (asked?.query !== wanted) asked = { query: wanted, answer: call('phases.board', { ...wanted, limit: FIRST_CARDS }) }
    return asked.answer
  }
  /** Something has changed: the next question is asked anew. */
  const forget = () => void (asked = null)
  return { query, figures, place, read, forget }
})
