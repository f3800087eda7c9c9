import type { settings as de } from '../de/settings.ts'
import type { SameKeys } from '../same-keys.ts'

export const settings: SameKeys<typeof de> = { title: 'Settings' }
