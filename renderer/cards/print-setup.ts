import { computed, ref, watch } from 'vue'
import type { CardId, CardSheet, Input } from '#contract'
import { currentSettings } from '../shell/current-settings.ts'
import { tt } from '../words.ts'

/** Cards on one sheet of business cards. */
export const ON_A_SHEET = 10
/** So many plastic cards, or two sheets, are shown; a print of thousands would only fill the memory of its picture. */
const SHOWN_PLASTIC = 6

export type CardSides = 'both' | 'front' | 'back'
type PrintInput = Omit<Input<'cards.print'>, 'file'>

// Kept while the app runs: whoever prints twice a day uses the same sheet.
const sheet = ref<CardSheet>('32010')
const sides = ref<CardSides>('both')
const frames = ref(false)

/** What a print is to be like, and what follows from it for `count` cards. */
export function usePrintSetup(count: () => number) {
  const startPosition = ref(1)
  const offsetXMm = ref(0)
  const offsetYMm = ref(0)
  watch(
    () => currentSettings.value,
    (settings, before) => {
      if (!settings) return
      if (settings.usedSheetPositions !== before?.usedSheetPositions) startPosition.value = settings.usedSheetPositions + 1
      offsetXMm.value = settings.printOffsetXMm
      offsetYMm.value = settings.printOffsetYMm
    },
    { immediate: true },
  )
  const isPlastic = computed(() => sheet.value === 'cr80')
  const before = computed(() => (isPlastic.value ? 0 : startPosition.value - 1))
  const sheets = computed(() => (isPlastic.value ? count() : Math.ceil((before.value + count()) / ON_A_SHEET)))
  const shownCards = computed(() => (isPlastic.value ? SHOWN_PLASTIC : 2 * ON_A_SHEET - before.value))

  return {
    sheet,
    sides,
    frames,
    startPosition,
    offsetXMm,
    offsetYMm,
    isPlastic,
    sheets,
    /** How many cards the preview shows. */
    shownCards,
    page: computed(() => (isPlastic.value ? { widthMm: 85.6, heightMm: 53.98 } : { widthMm: 210, heightMm: 297 })),
    /** Places of the last sheet that are used up when this print is done. */
    usedAfter: computed(() => (isPlastic.value ? null : (before.value + count()) % ON_A_SHEET)),
    input: (cardIds: readonly CardId[]): PrintInput => ({
      cardIds: [...cardIds],
      sheet: sheet.value,
      startPosition: startPosition.value,
      sides: sides.value,
      offsetXMm: offsetXMm.value,
      offsetYMm: offsetYMm.value,
      frames: frames.value,
      labels: { card: tt('cards.design.label') },
    }),
  }
}
export type PrintSetup = ReturnType<typeof usePrintSetup>
