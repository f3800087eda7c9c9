import type { CardId, CustomerId } from '#contract'
import { call, write } from '../api.ts'

export interface CardsOfCustomers {
  /** The newest active card of each customer that has one. */
  cardIds: CardId[]
  without: CustomerId[]
}
/** So many questions are on their way at once: the window stays quick and main is not flooded. */
const AT_ONCE = 20

/** Finds the cards to print for customers, in their order. */
export async function cardsOf(customerIds: readonly CustomerId[]): Promise<CardsOfCustomers> {
  const found: CardsOfCustomers = { cardIds: [], without: [] }
  for (let start = 0; start < customerIds.length; start += AT_ONCE) {
    const some = customerIds.slice(start, start + AT_ONCE)
    const cards = await Promise.all(some.map((customerId) => call('cards.listFor', { customerId })))
    cards.forEach((ofOne, index) => {
      const active = ofOne.filter(({ status }) => status === 'active').toSorted((a, b) => b.id - a.id)[0]
      if (active) found.cardIds.push(active.id)
      else found.without.push(some[index]!)
    })
  }
  return found
}

/** Issues one card each; every card is an operation of its own and can be taken back on its own. */
export async function issueCards(customerIds: readonly CustomerId[]): Promise<CardId[]> {
  const issued: CardId[] = []
  for (const customerId of customerIds) issued.push((await write('cards.issue', { customerId })).value.id)
  return issued
}
