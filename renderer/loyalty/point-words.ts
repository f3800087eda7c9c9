import { formatCents, tt } from '../words.ts'

/** What the usable points are worth; nothing where there are none. */
export function worthWords({ usable, usableCents }: { usable: number; usableCents: number }): string {
  return usable > 0 ? tt('loyalty.worth', { amount: formatCents(usableCents) }) : ''
}
/** A sentence for a balance below zero. */
export function debtWords(balance: number): string {
  return tt('loyalty.debt', { count: -balance })
}
