import type { welcome as de } from '../de/welcome.ts'
import type { SameKeys } from '../same-keys.ts'

export const welcome: SameKeys<typeof de> = {}
