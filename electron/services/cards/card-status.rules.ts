import type { CardStatus } from '#contract'

export type CardAction = 'report-lost' | 'block' | 'unblock' | 'replace'

/**
 * What a card is after an action. Lost and blocked cards can come back, because points hang on the account and not on the card;
 * a replaced one never does. Null: the card stays replaced and the action is refused.
 */
export function statusAfter(status: CardStatus, action: CardAction): CardStatus | null {
  if (status === 'replaced') return null
  switch (action) {
    case 'report-lost':
      return 'lost'
    case 'block':
      return 'blocked'
    case 'unblock':
      return 'active'
    case 'replace':
      return 'replaced'
  }
}
