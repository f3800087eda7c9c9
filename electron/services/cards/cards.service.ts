import type { AccountId, Card, CardDesignId, CardId, CustomerId, Handlers, IsoDate, Settings } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import type { PrintToPdf, ServiceBase } from '../service-base.ts'
import { cardNumber, readCode, serialOf } from './card-number.rules.ts'
import { statusAfter } from './card-status.rules.ts'
import type { CardAction } from './card-status.rules.ts'
import { cardListRepository } from './card-list.repository.ts'
import { cardsRepository } from './cards.repository.ts'
import { cardDesigns } from './designs/card-designs.service.ts'
import { cardPrinting } from './print/card-printing.ts'

export interface CardsService {
  /** All but the one for a whole selection; see bulk-actions. */
  calls: Omit<Handlers['cards'], 'issueMissing'>
  /** A new card for the customer's account. */
  issue(customerId: CustomerId, day: IsoDate): Card
  /** A card for a customer who has no valid one; false when there is one already. */
  issueWhereMissing(customerId: CustomerId): boolean
  reportLost(cardId: CardId, day: IsoDate): Card
  /** A new card for the same account in place of an old one, which stays known as replaced. */
  replace(cardId: CardId, day: IsoDate): { old: Card; card: Card }
  /** Contents of logos that are in use, beside those of documents. */
  logosInUse(): string[]
  /** Erases a customer's cards; their numbers are never given again. Only while erasing is allowed; see `whilePurging`. */
  purge(customerId: CustomerId): void
}
interface Deps extends ServiceBase {
  settings: { read(): Settings }
  customers: { require(customerId: CustomerId): unknown; nameOf(customerId: CustomerId): string; searchQuery(text: string): string | null }
  loyalty: Pick<LoyaltyService, 'accountOf'>
  printToPdf: PrintToPdf | null
  dataDir: string
}

/** What goes along with a change of a card's state. */
interface Change {
  day?: IsoDate
  replacedById?: CardId | null
  reason?: string
}
/** Stands on the card that a design is shown with; the check digits make it one that could be. */
const SAMPLE_SERIAL = 41_825

export function cardsService({ db, clock, newId, recorder, log, settings, customers, loyalty, printToPdf, dataDir }: Deps): CardsService {
  const cards = cardsRepository(db)
  const listing = cardListRepository(db)
  const designs = cardDesigns({ db, newId, recorder, settings, dataDir })

  function require(cardId: CardId): Card {
    const card = cards.find(cardId)
    if (!card) throw new AppError('missing', 'card-gone')
    return card
  }
  /** A card of a customer in the bin rests until the customer comes back. */
  function requireUsable(cardId: CardId): Card {
    const card = require(cardId)
    if (card.customerId !== null) customers.require(card.customerId)
    return card
  }
  function issueFor(accountId: AccountId | null, day: IsoDate, designId: CardDesignId | null): CardId {
    const id = newId() as CardId
    const serial = cards.nextSerial()
    cards.insert({ id, accountId, serial, number: cardNumber(settings.read().cardPrefix, serial), issuedOn: day, designId })
    return id
  }
  function issue(customerId: CustomerId, day: IsoDate, designId: CardDesignId | null = null): Card {
    customers.require(customerId)
    if (designId !== null) designs.require(designId)
    const cardId = issueFor(loyalty.accountOf(customerId), day, designId)
    recorder.describe({ customerId, count: 1 })
    return require(cardId)
  }
  function change(cardId: CardId, action: CardAction, { day = clock.today(), replacedById = null, reason = '' }: Change = {}): Card {
    const card = requireUsable(cardId)
    const status = statusAfter(card.status, action)
    if (status === null) throw new AppError('conflict', 'card-already-replaced', { number: card.number })
    // Saying again what holds already must not move the day since which it holds.
    if (status !== card.status) cards.setStatus({ id: cardId, status, reason, day, replacedById })
    else if (reason !== '') cards.setStatus({ ...card, reason, day: card.statusSince })
    describe(card)
    return require(cardId)
  }
  function replace(cardId: CardId, day: IsoDate, reason = ''): { old: Card; card: Card } {
    const { status, statusReason, number, designId } = requireUsable(cardId)
    if (statusAfter(status, 'replace') === null) throw new AppError('conflict', 'card-already-replaced', { number })
    // The new card first: undone newest first, the old card lets go of it before it disappears.
    const newCardId = issueFor(cards.accountOf(cardId), day, designId)
    // Why it was lost is why it was replaced, unless something else is said.
    const old = change(cardId, 'replace', { day, replacedById: newCardId, reason: reason || statusReason })
    return { old, card: require(newCardId) }
  }

  function describe({ customerId }: Card): void {
    recorder.describe(customerId === null ? { count: 1 } : { customerId, count: 1 })
  }

  /** The card behind a code. Refuses what is no number of ours, what was taken back, and whose customer was forgotten or lies in the bin. */
  function byCode(code: string) {
    const read = readCode(code)
    if ('problem' in read) throw new AppError('invalid', read.problem)
    const { number } = read
    const card = cards.findByNumber(number)
    if (!card) throw new AppError('missing', serialOf(number) <= cards.highSerial() ? 'card-withdrawn' : 'card-unknown', { number })
    if (card.isErased) throw new AppError('missing', 'card-withdrawn', { number })
    if (card.customerId !== null) customers.require(card.customerId)
    return card
  }
  function link(code: string, customerId: CustomerId): Card {
    customers.require(customerId)
    const { cardId, number, status, customerId: owner } = byCode(code)
    if (owner === customerId) return require(cardId)
    if (owner !== null) throw new AppError('conflict', 'card-somebody-elses', { number, name: customers.nameOf(owner) })
    if (status !== 'active') throw new AppError('conflict', 'card-not-active', { number })
    // The account first: undone newest first, the card lets go of it before it disappears.
    cards.setAccount(cardId, loyalty.accountOf(customerId), clock.today())
    recorder.describe({ customerId, count: 1 })
    return require(cardId)
  }
  /** Each card once; the change is told with their number, and with the customer where there is one. */
  function each(cardIds: readonly CardId[], work: (cardId: CardId) => void): number {
    const chosen = [...new Set(cardIds)]
    chosen.forEach(work)
    const [only] = chosen
    if (chosen.length === 1 && only !== undefined) describe(require(only))
    else recorder.describe({ count: chosen.length })
    return chosen.length
  }

  return {
    issue,
    logosInUse: designs.logosInUse,
    issueWhereMissing(customerId) {
      if (cards.listFor(customerId).some(({ status }) => status === 'active')) return false
      issue(customerId, clock.today())
      return true
    },
    reportLost: (cardId, day) => change(cardId, 'report-lost', { day }),
    replace,
    purge: cards.purge,
    calls: {
      ...designs.calls,
      ...cardPrinting({
        cardsById: cards.printable,
        lookOf: designs.lookOf,
        sampleNumber: () => cardNumber(settings.read().cardPrefix, SAMPLE_SERIAL),
        settings,
        printToPdf,
        log,
      }),
      issue: ({ customerId, designId }) => issue(customerId, clock.today(), designId),
      issueBlank({ count, designId }) {
        if (designId !== null) designs.require(designId)
        const cardIds = Array.from({ length: count }, () => issueFor(null, clock.today(), designId))
        recorder.describe({ count })
        return { cardIds }
      },
      link: ({ code, customerId }) => link(code, customerId),
      reportLost: ({ cardId, reason }) => change(cardId, 'report-lost', { reason }),
      block: ({ cardId, reason }) => change(cardId, 'block', { reason }),
      unblock: ({ cardId }) => change(cardId, 'unblock'),
      replace: ({ cardId, reason }) => replace(cardId, clock.today(), reason),
      find({ code }) {
        const { statusSince, isErased: _, customerId, ...found } = byCode(code)
        if (customerId === null) throw new AppError('conflict', 'card-of-nobody', { number: found.number })
        return {
          ...found,
          customerId,
          displayName: customers.nameOf(customerId),
          replacedOn: found.status === 'replaced' ? statusSince : null,
        }
      },
      listFor: ({ customerId }) => cards.listFor(customerId),
      list({ text, filter, designId = null, limit, offset }) {
        const read = readCode(text)
        const number = 'number' in read ? read.number : null
        const match = customers.searchQuery(text)
        if (match === null) return { rows: [], total: 0 }
        const query = { filter, designId, number, match: match === '' || number !== null ? null : match }
        return { rows: listing.list(query, limit, offset), total: listing.count(query) }
      },
      markPrinted({ cardIds }) {
        const at = clock.now()
        const marked = each(cardIds, (cardId) => {
          if (!cards.markPrinted(cardId, at)) throw new AppError('missing', 'card-gone')
        })
        return { marked }
      },
      handOver({ cardIds }) {
        const handedOver = each(cardIds, (cardId) => {
          const { number, printedAt, status, customerId } = requireUsable(cardId)
          if (customerId === null) throw new AppError('conflict', 'card-of-nobody', { number })
          if (status !== 'active') throw new AppError('conflict', 'card-not-active', { number })
          if (printedAt === null) throw new AppError('conflict', 'card-not-printed', { number })
          cards.markHandedOver(cardId, clock.today())
        })
        return { handedOver }
      },
      setDesign({ cardIds, designId }) {
        if (designId !== null) designs.require(designId)
        const changed = each(cardIds, (cardId) => {
          if (!cards.setDesign(cardId, designId)) throw new AppError('missing', 'card-gone')
        })
        return { changed }
      },
    },
  }
}
