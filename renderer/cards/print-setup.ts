import { computed, ref, watch } from 'vue'
import { cardSheets, cardsPerPage } from '#contract'
import type { CardId, CardSheet, Input, PrinterOffset } from '#contract'
import { currentSettings } from '../shell/current-settings.ts'
import { tt } from '../words.ts'

/** So many plastic cards, or two sheets, are shown; a print of thousands would only fill the memory of its picture. */
const SHOWN_PLASTIC = 6

export type CardSides = 'both' | 'front' | 'back'
type PrintInput = Omit<Input<'cards.print'>, 'file'>

// Kept while the app runs: whoever prints twice a day uses the same sheet.
const sheet = ref<CardSheet>('32010')
const sides = ref<CardSides>('both')
const frames = ref(false)

/** How far the printer that is chosen is out, as far as anybody has measured it. */
export const offsetOf = ({ printers, cardPrinter }: { printers: readonly PrinterOffset[]; cardPrinter: string }): PrinterOffset =>
  printers.find(({ name }) => name === cardPrinter) ?? { name: cardPrinter, offsetXMm: 0, offsetYMm: 0 }

/** What a print is to be like, and what follows from it for `count` cards. */
export function usePrintSetup(count: () => number) {
  const startPosition = ref(1)
  const offsetXMm = ref(0)
  const offsetYMm = ref(0)
  const shape = computed(() => cardSheets[sheet.value])
  const perPage = computed(() => cardsPerPage(shape.value))
  /** Places that the last print on this kind of sheet has used up. */
  const usedBefore = computed(() => Math.min(currentSettings.value?.usedPlaces[sheet.value] ?? 0, perPage.value - 1))
  watch([sheet, usedBefore], () => (startPosition.value = usedBefore.value + 1), { immediate: true })
  watch(
    () => currentSettings.value && offsetOf(currentSettings.value),
    (offset) => {
      if (offset) [offsetXMm.value, offsetYMm.value] = [offset.offsetXMm, offset.offsetYMm]
    },
    { immediate: true },
  )
  const isPlastic = computed(() => sheet.value === 'cr80')
  const isLabel = computed(() => shape.value.isLabel)
  const before = computed(() => (isPlastic.value ? 0 : startPosition.value - 1))
  const sheets = computed(() => (isPlastic.value ? count() : Math.ceil((before.value + count()) / perPage.value)))
  const shownCards = computed(() => (isPlastic.value ? SHOWN_PLASTIC : 2 * perPage.value - before.value))

  return {
    sheet,
    sides,
    frames,
    startPosition,
    offsetXMm,
    offsetYMm,
    usedBefore,
    isPlastic,
    isLabel,
    shape,
    perPage,
    sheets,
    /** How many cards the preview shows. */
    shownCards,
    page: computed(() => ({ widthMm: shape.value.page.width, heightMm: shape.value.page.height })),
    /** Places of the last sheet that are used up when this print is done. */
    usedAfter: computed(() => (isPlastic.value ? null : (before.value + count()) % perPage.value)),
    input: (cardIds: readonly CardId[]): PrintInput => ({
      cardIds: [...cardIds],
      sheet: sheet.value,
      startPosition: startPosition.value,
      sides: sides.value,
      offsetXMm: offsetXMm.value,
      offsetYMm: offsetYMm.value,
      frames: frames.value,
      labels: { card: tt('cards.design.label'), since: tt('cards.design.since'), tier: tt('cards.design.tier') },
    }),
  }
}
export type PrintSetup = ReturnType<typeof usePrintSetup>
