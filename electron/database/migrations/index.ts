import { firstShop } from './0001-first-shop.ts'
import { importRuns } from './0005-import-runs.ts'

/** Numbered from 1 by their place; only ever appended to. */
export const migrations: readonly { name: string; sql: string }[] = [
  { name: '0001-first-shop', sql: firstShop },
  { name: '0005-import-runs', sql: importRuns },
]
