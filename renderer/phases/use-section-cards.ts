import { shallowRef, watch } from 'vue'
import type { Phase, PhaseCard, PhaseSection } from '#contract'
import { call } from '../api.ts'
import { useTask } from '../ui/use-task.ts'
import { FIRST_CARDS } from './board-query.ts'
import type { BoardQuery } from './board-query.ts'

interface Place {
  phase: Phase
  lane: string | null
  query: BoardQuery
  sections: readonly PhaseSection[]
}

/** The cards of a column, section by section: the first came with the figures, further ones are fetched in blocks when they come into view. */
export function useSectionCards(place: () => Place) {
  const version = shallowRef(0)
  let blocks = new Map<string, PhaseCard[]>()
  /** What is on its way or up to date; anything else is shown only until it is read again. */
  let asked = new Set<string>()
  const keyOf = ({ stepId }: PhaseSection, block: number) => `${stepId ?? 0}:${block}`

  watch(
    [() => place().sections, () => place().query],
    ([sections, query], before) => {
      // Another question: what was shown says nothing any more.
      if (query !== before[1]) blocks = new Map()
      asked = new Set()
      for (const section of sections) {
        blocks.set(keyOf(section, 0), section.cards)
        asked.add(keyOf(section, 0))
      }
      version.value++
    },
    { immediate: true },
  )

  const load = useTask(async (section: PhaseSection, block: number) => {
    const { phase, lane, query, sections } = place()
    const key = keyOf(section, block)
    asked.add(key)
    const page = { stepId: section.stepId, ...(lane !== null && { lane }), limit: FIRST_CARDS, offset: block * FIRST_CARDS }
    const { rows } = await call('phases.column', { phase, ...query, ...page }).catch((error: unknown) => {
      // So that scrolling there again asks again.
      asked.delete(key)
      throw error
    })
    if (place().sections !== sections) return
    blocks.set(key, rows)
    version.value++
  })
  return {
    failure: load.failure,
    /** The card at a place of a section; undefined until it has arrived. */
    card(section: PhaseSection, index: number): PhaseCard | undefined {
      void version.value
      return blocks.get(keyOf(section, Math.floor(index / FIRST_CARDS)))?.[index % FIRST_CARDS]
    },
    /** Where a customer stands among those that have arrived; -1 where they have not. */
    indexOf(section: PhaseSection, customerId: PhaseCard['customerId']): number {
      for (const [key, cards] of blocks) {
        const [step, block] = key.split(':')
        const at = step === String(section.stepId ?? 0) ? cards.findIndex((card) => card.customerId === customerId) : -1
        if (at >= 0) return Number(block) * FIRST_CARDS + at
      }
      return -1
    },
    ensure(section: PhaseSection, index: number): void {
      const block = Math.floor(index / FIRST_CARDS)
      if (!asked.has(keyOf(section, block))) void load.run(section, block)
    },
  }
}
