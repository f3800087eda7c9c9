import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Output } from '#contract'
import type { BoardQuery } from './board-query.ts'

/** The phase board as it was left. */
export const usePhaseBoard = defineStore('phase-board', () => {
  const query = shallowRef<BoardQuery>({ search: '', filter: 'all', sort: 'newest' })
  const figures = shallowRef<Output<'phases.board'> | null>(null)
  const place = shallowRef<{ column: number; index: number } | null>(null)
  return { query, figures, place }
})
