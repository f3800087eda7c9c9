import { setImmediate } from 'node:timers/promises'
import { cardSheets, cardsPerPage } from '#contract'
import type { CardId, CardStatus, Handlers, JobContext, Settings } from '#contract'
import { AppError } from '../../../database/app-error.ts'
import type { Log, PrintToPdf } from '../../service-base.ts'
import { cardDocument } from './card-document.ts'
import { loadCodeMaker } from './codes.ts'
import { pagesIn, writeWholeFile } from './pdf-file.ts'
import { printFonts } from './print-fonts.ts'
import { frameTestPage, printDocument } from './print-page.ts'
import type { PrintDocument } from './print-page.ts'
import type { CardLook } from './card-look.ts'

/** A card as the print needs it. `name` is what stands on the card: "Miriam Tölle", a firm's own name. */
export interface PrintableCard {
  id: CardId
  number: string
  status: CardStatus
  name: string
}
export interface CardPrintingDeps {
  /** The cards with these ids, in any order; one that does not exist is simply left out. */
  cardsById(ids: readonly CardId[]): PrintableCard[]
  settings: { read(): Settings }
  /** Null where there is no page to print with. */
  printToPdf: PrintToPdf | null
  log: Log
}
export type CardPrinting = Pick<Handlers['cards'], 'chosen' | 'preview' | 'print'>
type PrintInput = Parameters<CardPrinting['preview']>[0]

/** Cards between two breaths, so that drawing thousands does not hold the window up. */
const BREATH = 10

/**
 * Draws cards and prints them to a PDF. Refuses a card that is gone (`card-gone`) or that does not work any more
 * (`card-not-active`, with its number), and to print where there is no page (`print-unavailable`).
 */
export function cardPrinting({ cardsById, settings, printToPdf, log }: CardPrintingDeps): CardPrinting {
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

  async function draw(input: PrintInput, cards: readonly PrintableCard[], drawn: (cards: number) => void): Promise<PrintDocument> {
    const { language, ...design } = settings.read()
    const sheet = cardSheets[input.sheet]
    if (input.startPosition > cardsPerPage(sheet) && sheet.columns > 1) throw new AppError('invalid', 'start-position-invalid')
    if (input.frameTest) {
      const pages = [frameTestPage(sheet, input)]
      return printDocument({ sheet, title: design.shopName, language, style: embeddedFonts(''), pages })
    }
    return cardDocument({
      cards: cards.map(({ number, name }) => ({ number, name, since: '', tier: '' })),
      look: lookOf(design, input.labels.card),
      language,
      layout: input,
      codes: await loadCodeMaker(),
      fonts: embeddedFonts,
      async drawn(count) {
        drawn(count)
        if (count % BREATH === 0) await setImmediate()
      },
    })
  }

  return {
    chosen({ cardIds }) {
      const found = find(cardIds)
      return cardIds.flatMap((id) => found.get(id) ?? [])
    },
    async preview(input) {
      const { html, pages } = await draw(input, usable(input.cardIds), () => {})
      return { html, pages }
    },
    async print(input, job) {
      if (!printToPdf) throw new AppError('conflict', 'print-unavailable')
      const cards = usable(input.cardIds)
      const { html, pages, size } = await draw(input, cards, (count) => {
        stopIfCancelled(job)
        job.report(count, cards.length, 'drawing')
      })
      job.report(cards.length, cards.length, 'printing')
      const pdf = await printToPdf(html, size)
      stopIfCancelled(job)
      // A printer that got one page more or less would put backs on the wrong fronts.
      if (pagesIn(pdf) !== pages) throw new Error(`printed ${pagesIn(pdf)} pages instead of ${pages}`)
      writeWholeFile(input.file, pdf)
      return { file: input.file, pages, bytes: pdf.byteLength }
    },
  }
}

function stopIfCancelled(job: JobContext): void {
  if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
}

const lookOf = (design: Omit<Settings, 'language'>, title: string): CardLook => ({
  shopName: design.shopName,
  subtitle: design.cardSubtitle,
  title,
  club: '',
  color: design.cardColor,
  accent: '',
  backText: design.cardText,
  hasName: true,
  lines: [],
  logo: null,
})
