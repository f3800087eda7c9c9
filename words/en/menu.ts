import type { menu as de } from '../de/menu.ts'
import type { SameKeys } from '../same-keys.ts'

export const menu: SameKeys<typeof de> = {}
