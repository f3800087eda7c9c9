import { z } from 'zod'
import { job, read, write } from './call.ts'
import { CardLabels } from './card-designs.ts'
import { CardSheet, PrintOffset } from './card-sheets.ts'
import { CustomerSelection } from './selection.ts'
import { CardDesignId, CardId, CustomerId, FilePath, IsoDate, Limit, line, Offset, OperationId, Timestamp } from './values.ts'

export const cardReasons = [
  'card-gone',
  'card-number-length',
  'card-number-check',
  'card-number-prefix',
  'card-unknown',
  'card-not-active',
  'card-of-nobody',
  'card-withdrawn',
  'card-somebody-elses',
  'card-not-printed',
  'cards-count-invalid',
  'card-already-replaced',
  'cards-none-chosen',
  'start-position-invalid',
  'print-offset-range',
  'card-sheet-unknown',
  'print-unavailable',
] as const

export const CardStatus = z.enum(['active', 'lost', 'replaced', 'blocked'])
export type CardStatus = z.infer<typeof CardStatus>
export const Card = z.object({
  id: CardId,
  /** Null while the card is nobody's: printed first, given to somebody later. */
  customerId: CustomerId.nullable(),
  number: z.string(),
  status: CardStatus,
  /** Why it is lost, blocked or replaced, in the owner's words. */
  statusReason: z.string(),
  issuedOn: IsoDate,
  statusSince: IsoDate,
  replacedById: CardId.nullable(),
  printedAt: Timestamp.nullable(),
  /** The day on which its owner got it. */
  handedOverOn: IsoDate.nullable(),
  /** Null: the usual design, whichever that is. */
  designId: CardDesignId.nullable(),
})
export type Card = z.infer<typeof Card>
/** Names are '' for a card of nobody. */
export const CardRow = Card.extend({ displayName: z.string(), customerNumber: z.string() })
export type CardRow = z.infer<typeof CardRow>
/** Which sides a print holds; labels have one only. On a sheet the backs come on pages of their own, mirrored for duplex along the long edge. */
export const CardSides = z.enum(['both', 'front', 'back'])
const printInput = {
  cardIds: z.array(CardId).min(1, 'cards-none-chosen').max(2000),
  sheet: CardSheet,
  startPosition: z.int().min(1, 'start-position-invalid').max(24, 'start-position-invalid').default(1),
  sides: CardSides.default('both'),
  offsetXMm: PrintOffset.default(0),
  offsetYMm: PrintOffset.default(0),
  frames: z.boolean().default(false),
  /** Instead of the cards, one page with the frames of all positions, to see how exactly the printer hits them. */
  frameTest: z.boolean().default(false),
  /** What the card calls itself, in the owner's language. */
  labels: CardLabels.default({ card: 'Kundenkarte', since: '', tier: '' }),
}
const reason = line(200).default('')
const chosenCards = z.array(CardId).min(1, 'cards-none-chosen').max(2000)
/** How many cards of nobody are made at once. */
export const MOST_BLANK_CARDS = 1000

export const cardCalls = {
  issue: write(z.object({ customerId: CustomerId, designId: CardDesignId.nullable().default(null) }), Card, ['cards', 'loyalty', 'customers']),
  /** Cards that are nobody's yet, to be printed first and given to customers later. */
  issueBlank: write(
    z.object({
      count: z.int('cards-count-invalid').min(1, 'cards-count-invalid').max(MOST_BLANK_CARDS, 'cards-count-invalid'),
      designId: CardDesignId.nullable().default(null),
    }),
    z.object({ cardIds: z.array(CardId) }),
    ['cards'],
  ),
  /** Gives a card that is nobody's to a customer, who holds it in hand; as scanned or typed. */
  link: write(z.object({ code: z.string().max(100), customerId: CustomerId }), Card, ['cards', 'loyalty', 'customers']),
  /** Printed cards have been given to their owners, today. */
  handOver: write(z.object({ cardIds: chosenCards }), z.object({ handedOver: z.int() }), ['cards']),
  /** Which design these cards have: a group's, or (null) the usual one. */
  setDesign: write(z.object({ cardIds: chosenCards, designId: CardDesignId.nullable() }), z.object({ changed: z.int() }), ['cards']),
  /** A card for each of these customers who has no valid one; one operation, undone as one. */
  issueMissing: job(z.object({ selection: CustomerSelection }), z.object({ issued: z.int(), operationId: OperationId.nullable() }), {
    touches: ['cards', 'loyalty', 'customers', 'operations'],
    writes: true,
  }),
  listFor: read(z.object({ customerId: CustomerId }), z.array(Card)),
  /** All cards, newest first, for the print screen. */
  list: read(
    z.object({
      text: z.string().max(200).default(''),
      filter: z.enum(['all', 'not-printed', 'to-hand-over', 'of-nobody', 'active', 'out-of-use']).default('all'),
      /** Only cards that carry this design by name. */
      designId: CardDesignId.optional(),
      limit: Limit.default(100),
      offset: Offset.default(0),
    }),
    z.object({ rows: z.array(CardRow), total: z.int() }),
  ),
  /**
   * Finds the customer of a scanned or typed code: 13 digits, or `SK1:` + 13 digits. Checks both check digits. A blocked or replaced card
   * answers too, with its status; one of nobody is refused with `card-of-nobody`, so that it can be given to somebody.
   */
  find: read(
    z.object({ code: z.string().max(100) }),
    z.object({
      cardId: CardId,
      customerId: CustomerId,
      number: z.string(),
      status: CardStatus,
      displayName: z.string(),
      statusReason: z.string(),
      replacedOn: IsoDate.nullable(),
      replacedByNumber: z.string().nullable(),
    }),
  ),
  /** Lost: the card no longer works; points stay with the account. */
  reportLost: write(z.object({ cardId: CardId, reason }), Card, ['cards', 'customers']),
  block: write(z.object({ cardId: CardId, reason }), Card, ['cards', 'customers']),
  unblock: write(z.object({ cardId: CardId }), Card, ['cards', 'customers']),
  /** Issues a new card for the same account and marks the old one as replaced. */
  replace: write(z.object({ cardId: CardId, reason }), z.object({ old: Card, card: Card }), ['cards', 'customers']),
  /** What stands on these cards and whether they work, in the order asked for; a card that is gone is left out. */
  chosen: read(
    z.object({ cardIds: z.array(CardId).max(2000) }),
    z.array(z.object({ id: CardId, number: z.string(), status: CardStatus, name: z.string(), designId: CardDesignId.nullable() })),
  ),
  /** The very HTML that is printed. `missingLogos`: the designs whose logo is not to be found, printed without it. */
  preview: read(z.object(printInput), z.object({ html: z.string(), pages: z.int(), missingLogos: z.array(z.string()) })),
  /** Prints to a PDF file. */
  print: job(
    z.object({ ...printInput, file: FilePath }),
    z.object({ file: z.string(), pages: z.int(), bytes: z.int(), missingLogos: z.array(z.string()) }),
    {
      paths: ['file'],
      needsPage: true,
    },
  ),
  /** The cards lie printed on the counter. */
  markPrinted: write(z.object({ cardIds: chosenCards }), z.object({ marked: z.int() }), ['cards']),
}
