import type { loyalty as de } from '../de/loyalty.ts'
import type { SameKeys } from '../same-keys.ts'

export const loyalty: SameKeys<typeof de> = {}
