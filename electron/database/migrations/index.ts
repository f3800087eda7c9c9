import { firstShop } from './0001-first-shop.ts'
import { duplicates } from './0003-duplicates.ts'

/** Numbered from 1 by their place; only ever appended to. */
export const migrations: readonly { name: string; sql: string }[] = [
  { name: '0001-first-shop', sql: firstShop },
  { name: '0003-duplicates', sql: duplicates },
]
