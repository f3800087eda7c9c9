import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { CardDesign, CardDesignId, Input, Output } from '#contract'
import { call, write } from '../api.ts'
import { tt } from '../words.ts'

type Change = Omit<Input<'cards.saveDesign'>, 'designId'>

/** How the shop's cards look, the usual design first. */
export const useCardDesigns = defineStore('card-designs', () => {
  const all = shallowRef<readonly CardDesign[]>([])
  async function load(): Promise<void> {
    all.value = await call('cards.designs', {})
  }
  /** Answers a call with the design that it changed, or a new one; what is shown follows at once. */
  async function shown(answer: Promise<{ value: CardDesign }>): Promise<CardDesign> {
    const { value } = await answer
    await load()
    return value
  }
  return {
    all,
    load,
    find: (id: CardDesignId) => all.value.find((design) => design.id === id),
    save: (designId: CardDesignId, change: Change) => shown(write('cards.saveDesign', { designId, ...change })),
    add: (name: string) => shown(write('cards.saveDesign', { name })),
    remove: (design: CardDesign) =>
      shown(write('cards.removeDesign', { designId: design.id }, { toast: tt('cards.designs.removed', { name: nameOf(design) }) })),
    makeDefault: (design: CardDesign) =>
      shown(write('cards.makeDefault', { designId: design.id }, { toast: tt('cards.designs.isUsual', { name: nameOf(design) }) })),
    setLogo: (designId: CardDesignId, file: string) => shown(write('cards.setLogo', { designId, file })),
    removeLogo: (designId: CardDesignId) => shown(write('cards.removeLogo', { designId })),
  }
})

/** What a design is called; the first one has no name of its own until it gets one. */
export const nameOf = ({ name }: Pick<CardDesign, 'name'>): string => name || tt('cards.designs.usual')
export type DesignPreview = Output<'cards.previewDesign'>
