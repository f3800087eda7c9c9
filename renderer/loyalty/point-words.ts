import { formatCents, tt } from '../words.ts'

/** What a balance is worth at one cent a point; nothing when it is not above zero. */
export function worthWords(balance: number): string {
  return balance > 0 ? tt('loyalty.worth', { amount: formatCents(balance) }) : ''
}
/** A sentence for a balance below zero. */
export function debtWords(balance: number): string {
  return tt('loyalty.debt', { count: -balance })
}
