import type { purchases as de } from '../de/purchases.ts'
import type { SameKeys } from '../same-keys.ts'

export const purchases: SameKeys<typeof de> = {}
