import type { AccountId, Card, CardId, CustomerId, Handlers, IsoDate, Settings } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { LoyaltyService } from '../loyalty/loyalty.service.ts'
import type { PrintToPdf, ServiceBase } from '../service-base.ts'
import { cardNumber, readCode } from './card-number.rules.ts'
import { statusAfter } from './card-status.rules.ts'
import type { CardAction } from './card-status.rules.ts'
import { cardsRepository } from './cards.repository.ts'
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
  /** Erases a customer's cards; their numbers are never given again. Only while erasing is allowed; see `whilePurging`. */
  purge(customerId: CustomerId): void
}
interface Deps extends ServiceBase {
  settings: { read(): Settings }
  customers: { require(customerId: CustomerId): unknown; nameOf(customerId: CustomerId): string; searchQuery(text: string): string | null }
  loyalty: Pick<LoyaltyService, 'accountOf'>
  printToPdf: PrintToPdf | null
}

export function cardsService({ db, clock, newId, recorder, log, settings, customers, loyalty, printToPdf }: Deps): CardsService {
  const cards = cardsRepository(db)

  function require(cardId: CardId): Card {
    const card = cards.find(cardId)
    if (!card) throw new AppError('missing', 'card-gone')
    return card
  }
  /** A card of a customer in the bin rests until the customer comes back. */
  function requireUsable(cardId: CardId): Card {
    const card = require(cardId)
    customers.require(card.customerId)
    return card
  }
  function issueFor(accountId: AccountId, day: IsoDate): CardId {
    const id = newId() as CardId
    const serial = cards.nextSerial()
    cards.insert({ id, accountId, serial, number: cardNumber(settings.read().cardPrefix, serial), issuedOn: day })
    return id
  }
  function issue(customerId: CustomerId, day: IsoDate): Card {
    customers.require(customerId)
    const cardId = issueFor(loyalty.accountOf(customerId), day)
    recorder.describe({ customerId, count: 1 })
    return require(cardId)
  }
  function change(cardId: CardId, action: CardAction, day = clock.today(), replacedById: CardId | null = null): Card {
    const card = requireUsable(cardId)
    const status = statusAfter(card.status, action)
    if (status === null) throw new AppError('conflict', 'card-already-replaced', { number: card.number })
    // Saying again what holds already must not move the day since which it holds.
    if (status !== card.status) cards.setStatus(cardId, status, day, replacedById)
    recorder.describe({ customerId: card.customerId, count: 1 })
    return require(cardId)
  }
  function replace(cardId: CardId, day: IsoDate): { old: Card; card: Card } {
    const { status, number } = requireUsable(cardId)
    if (statusAfter(status, 'replace') === null) throw new AppError('conflict', 'card-already-replaced', { number })
    // The new card first: undone newest first, the old card lets go of it before it disappears.
    const newCardId = issueFor(cards.accountOf(cardId), day)
    const old = change(cardId, 'replace', day, newCardId)
    return { old, card: require(newCardId) }
  }

  return {
    issue,
    issueWhereMissing(customerId) {
      if (cards.listFor(customerId).some(({ status }) => status === 'active')) return false
      issue(customerId, clock.today())
      return true
    },
    reportLost: (cardId, day) => change(cardId, 'report-lost', day),
    replace,
    purge: cards.purge,
    calls: {
      ...cardPrinting({ cardsById: cards.printable, settings, printToPdf, log }),
      issue: ({ customerId }) => issue(customerId, clock.today()),
      reportLost: ({ cardId }) => change(cardId, 'report-lost'),
      block: ({ cardId }) => change(cardId, 'block'),
      unblock: ({ cardId }) => change(cardId, 'unblock'),
      replace: ({ cardId }) => replace(cardId, clock.today()),
      find({ code }) {
        const read = readCode(code)
        if ('problem' in read) throw new AppError('invalid', read.problem)
        const card = cards.findByNumber(read.number)
        if (!card) throw new AppError('missing', 'card-unknown', { number: read.number })
        customers.require(card.customerId)
        const { statusSince, ...found } = card
        return {
          ...found,
          displayName: customers.nameOf(card.customerId),
          replacedOn: card.status === 'replaced' ? statusSince : null,
        }
      },
      listFor: ({ customerId }) => cards.listFor(customerId),
      list({ text, filter, limit, offset }) {
        const match = customers.searchQuery(text)
        if (match === null) return { rows: [], total: 0 }
        const query = { filter, match: match === '' ? null : match }
        return { rows: cards.list(query, limit, offset), total: cards.count(query) }
      },
      markPrinted({ cardIds }) {
        const chosen = [...new Set(cardIds)]
        const at = clock.now()
        for (const cardId of chosen) if (!cards.markPrinted(cardId, at)) throw new AppError('missing', 'card-gone')
        recorder.describe({ count: chosen.length })
        return { marked: chosen.length }
      },
    },
  }
}
