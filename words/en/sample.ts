import type { sample as de } from '../de/sample.ts'
import type { SameKeys } from '../same-keys.ts'

export const sample: SameKeys<typeof de> = {}
