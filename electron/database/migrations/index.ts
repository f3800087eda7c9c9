import { firstShop } from './0001-first-shop.ts'
import { merge } from './0004-merge.ts'

/** Numbered from 1 by their place; only ever appended to. */
export const migrations: readonly { name: string; sql: string }[] = [
  { name: '0001-first-shop', sql: firstShop },
  { name: '0004-merge', sql: merge },
]
