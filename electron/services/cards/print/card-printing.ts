import { setImmediate } from 'node:timers/promises'
import { cardSheets, cardsPerPage } from '#contract'
import type { CardDesignId, CardId, CardStatus, Handlers, JobContext, Settings, Sheet } from '#contract'
import { AppError } from '../../../database/app-error.ts'
import type { Log, PrintToPdf } from '../../service-base.ts'
import type { CardDesigns } from '../designs/card-designs.service.ts'
import { cardDocument } from './card-document.ts'
import type { DrawnCard } from './card-document.ts'
import { loadCodeMaker } from './codes.ts'
import { pagesIn, writeWholeFile } from './pdf-file.ts'
import { printFonts } from './print-fonts.ts'
import { frameTestPage, printDocument } from './print-page.ts'
import type { PrintDocument } from './print-page.ts'

/** A card as the print needs it. `name` is what stands on the card: "Miriam Tölle", a firm's own name. */
export interface PrintableCard {
  id: CardId
  number: string
  status: CardStatus
  name: string
  /** The year since which its owner has been a customer; '' for a card of nobody. */
  since: string
  /** The tier they have reached; '' for none. */
  tier: string
  designId: CardDesignId | null
}
export interface CardPrintingDeps {
  /** The cards with these ids, in any order; one that does not exist is simply left out. */
  cardsById(ids: readonly CardId[]): PrintableCard[]
  lookOf: CardDesigns['lookOf']
  /** A number that could be a card's, to show a design with. */
  sampleNumber(): string
  settings: { read(): Pick<Settings, 'shopName' | 'language'> }
  /** Null where there is no page to print with. */
  printToPdf: PrintToPdf | null
  log: Log
}
export type CardPrinting = Pick<Handlers['cards'], 'chosen' | 'preview' | 'print' | 'previewDesign'>
type PrintInput = Parameters<CardPrinting['preview']>[0]

interface Drawn extends PrintDocument {
  missingLogos: string[]
}
/** On the card that a design is shown with. */
const SAMPLE_YEAR = '2019'
/** Cards between two breaths, so that drawing thousands does not hold the window up. */
const BREATH = 10

/**
 * Draws cards and prints them to a PDF. Refuses a card that is gone (`card-gone`) or that does not work any more
 * (`card-not-active`, with its number), and to print where there is no page (`print-unavailable`).
 */
export function cardPrinting({ cardsById, lookOf, sampleNumber, settings, printToPdf, log }: CardPrintingDeps): CardPrinting {
  let fonts: ((text: string) => string) | null | undefined

  function embeddedFonts(text: string): string {
    if (fonts === undefined) {
      fonts = printFonts()
      if (!fonts) log.error('print: the font files are missing, the system font is used')
    }
    return fonts?.(text) ?? ''
  }

  const find = (ids: readonly CardId[]) => new Map(cardsById(ids).map((card) => [card.id, card]))

  function usable(ids: readonly CardId[]): PrintableCard[] {
    const found = find(ids)
    return ids.map((id) => {
      const card = found.get(id)
      if (!card) throw new AppError('missing', 'card-gone')
      if (card.status !== 'active') throw new AppError('conflict', 'card-not-active', { number: card.number })
      return card
    })
  }

  /** The cards with their looks, each design read once, and the designs whose logo is missing. */
  function dressed(cards: readonly PrintableCard[], labels: PrintInput['labels']): { drawn: DrawnCard[]; missingLogos: string[] } {
    const looks = new Map<CardDesignId | null, ReturnType<typeof lookOf>>()
    for (const { designId } of cards) if (!looks.has(designId)) looks.set(designId, lookOf(designId, labels))
    const missing = [...looks.values()].filter(({ missingLogo }) => missingLogo)
    return {
      drawn: cards.map(({ number, name, since, tier, designId }) => ({ number, name, since, tier, look: looks.get(designId)!.look })),
      missingLogos: [...new Set(missing.map(({ name }) => name))],
    }
  }

  async function draw(input: PrintInput, cards: readonly PrintableCard[], drawn: (cards: number) => void): Promise<Drawn> {
    const { language, shopName } = settings.read()
    const sheet = cardSheets[input.sheet]
    if (input.startPosition > cardsPerPage(sheet) && sheet.columns > 1) throw new AppError('invalid', 'start-position-invalid')
    if (input.frameTest) {
      const pages = [frameTestPage(sheet, input)]
      return { ...printDocument({ sheet, title: shopName, language, style: embeddedFonts(''), pages }), missingLogos: [] }
    }
    const { drawn: dressedCards, missingLogos } = dressed(cards, input.labels)
    const document = await cardDocument({
      cards: dressedCards,
      shopName,
      language,
      layout: input,
      codes: await loadCodeMaker(),
      fonts: embeddedFonts,
      async drawn(count) {
        drawn(count)
        if (count % BREATH === 0) await setImmediate()
      },
    })
    return { ...document, missingLogos }
  }

  return {
    chosen({ cardIds }) {
      const found = find(cardIds)
      return cardIds.flatMap((id) => found.get(id) ?? []).map(({ id, number, status, name, designId }) => ({ id, number, status, name, designId }))
    },
    async preview(input) {
      const { html, pages, missingLogos } = await draw(input, usable(input.cardIds), () => {})
      return { html, pages, missingLogos }
    },
    async previewDesign({ designId, size, labels, name, tier }) {
      const { shopName, language } = settings.read()
      const { card, isLabel } = cardSheets[size]
      const sheet: Sheet = { ...cardSheets.cr80, card, page: card, isLabel }
      const { html, pages } = await cardDocument({
        cards: [{ number: sampleNumber(), name, since: SAMPLE_YEAR, tier, look: lookOf(designId, labels).look }],
        shopName,
        language,
        layout: { sheet, startPosition: 1, sides: 'both', offsetXMm: 0, offsetYMm: 0, frames: false },
        codes: await loadCodeMaker(),
        fonts: embeddedFonts,
      })
      return { html, pages, widthMm: card.width, heightMm: card.height }
    },
    async print(input, job) {
      if (!printToPdf) throw new AppError('conflict', 'print-unavailable')
      const cards = usable(input.cardIds)
      const { html, pages, size, missingLogos } = await draw(input, cards, (count) => {
        stopIfCancelled(job)
        job.report(count, cards.length, 'drawing')
      })
      job.report(cards.length, cards.length, 'printing')
      const pdf = await printToPdf(html, size)
      stopIfCancelled(job)
      // A printer that got one page more or less would put backs on the wrong fronts.
      if (pagesIn(pdf) !== pages) throw new Error(`printed ${pagesIn(pdf)} pages instead of ${pages}`)
      writeWholeFile(input.file, pdf)
      return { file: input.file, pages, bytes: pdf.byteLength, missingLogos }
    },
  }
}

function stopIfCancelled(job: JobContext): void {
  if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
}
