import type { failures as de } from '../de/failures.ts'
import type { SameKeys } from '../same-keys.ts'

export const failures: SameKeys<typeof de> = {}
