import type { backup as de } from '../de/backup.ts'
import type { SameKeys } from '../same-keys.ts'

export const backup: SameKeys<typeof de> = {}
