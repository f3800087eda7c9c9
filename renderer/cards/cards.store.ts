import { defineStore } from 'pinia'
import type { Card, CustomerId, OperationId } from '#contract'
import { write } from '../api.ts'
import { cardNumberWords } from '../ui/card-number.ts'
import { showToast } from '../ui/toast-queue.ts'
import { tt } from '../words.ts'

/** The new number is only known after the call, so the fact is told here and not by `write`. */
const say = (text: string, operationId: OperationId | undefined) => showToast({ text, ...(operationId !== undefined && { operationId }) })

/** What can be done with the cards of a customer; every step says what it did and can be undone. */
export const useCustomerCards = defineStore('customer-cards', () => {
  async function issue(customerId: CustomerId, displayName: string): Promise<Card> {
    const { value, operationId } = await write('cards.issue', { customerId })
    say(tt('customers.card.issued', { name: displayName, number: cardNumberWords(value.number) }), operationId)
    return value
  }

  async function change({ id: cardId, number: digits }: Card, step: string, reason = ''): Promise<void> {
    const number = cardNumberWords(digits)
    switch (step) {
      case 'lost':
        return void (await write('cards.reportLost', { cardId, reason }, { toast: tt('customers.card.lostSaved', { number }) }))
      case 'block':
        return void (await write('cards.block', { cardId, reason }, { toast: tt('customers.card.blocked', { number }) }))
      case 'unblock':
        return void (await write('cards.unblock', { cardId }, { toast: tt('customers.card.unblocked', { number }) }))
      case 'hand-over':
        return void (await write('cards.handOver', { cardIds: [cardId] }, { toast: tt('cards.handOver.done', { count: 1 }) }))
      case 'replace': {
        const { value, operationId } = await write('cards.replace', { cardId, reason })
        say(tt('customers.card.replaced', { old: number, number: cardNumberWords(value.card.number) }), operationId)
      }
    }
  }
  /** Gives a card that is nobody's yet to this customer; its number as it was typed. */
  async function link(code: string, customerId: CustomerId, displayName: string): Promise<void> {
    const { value, operationId } = await write('cards.link', { code, customerId })
    say(tt('cards.link.done', { name: displayName, number: cardNumberWords(value.number) }), operationId)
  }
  return { issue, change, link }
})
