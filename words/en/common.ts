import type { common as de } from '../de/common.ts'
import type { SameKeys } from '../same-keys.ts'

export const common: SameKeys<typeof de> = {}
