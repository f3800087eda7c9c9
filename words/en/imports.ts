import type { imports as de } from '../de/imports.ts'
import type { SameKeys } from '../same-keys.ts'

export const imports: SameKeys<typeof de> = {}
