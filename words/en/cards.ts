import type { cards as de } from '../de/cards.ts'
import type { SameKeys } from '../same-keys.ts'

export const cards: SameKeys<typeof de> = {}
