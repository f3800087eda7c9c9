import type { phases as de } from '../de/phases.ts'
import type { SameKeys } from '../same-keys.ts'

export const phases: SameKeys<typeof de> = {}
