import { readAmount } from './till-amount.ts'
import type { DecimalSign } from './till-amount.ts'

/** As much as the contract's Cents can hold. */
export const MAX_CENTS = 9_999_999_999

export type Channel = 'shop' | 'phone' | 'online' | 'other'

/** What a column for cancelled lines says: yes, 1, x, Storno – or no. */
export const saysYes = (cell: string): boolean => cell !== '' && !/^(?:0|nein|no|n|false|falsch|-|–)$/i.test(cell)

/** 19, 19 %, 19,00 or 0.19 in basis points; null where it is none. */
export function readVat(cell: string, decimal: DecimalSign): number | null {
  if (cell === '') return null
  const value = readAmount(cell.replace('%', ''), decimal)
  if (value === null || value < 0 || value > 100) return null
  return Math.round(value > 0 && value < 1 && !cell.includes('%') ? value * 10_000 : value * 100)
}

export function channelOf(cell: string): Channel {
  if (cell === '') return 'shop'
  const text = cell.toLowerCase()
  if (/online|web|internet|shopify|ebay|amazon/.test(text)) return 'online'
  if (/tel|phone|fon/.test(text)) return 'phone'
  return /laden|shop|store|filiale|kasse|pos|gesch/.test(text) ? 'shop' : 'other'
}
