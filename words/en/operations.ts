import type { operations as de } from '../de/operations.ts'
import type { SameKeys } from '../same-keys.ts'

export const operations: SameKeys<typeof de> = {}
