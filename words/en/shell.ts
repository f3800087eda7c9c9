import type { shell as de } from '../de/shell.ts'
import type { SameKeys } from '../same-keys.ts'

export const shell: SameKeys<typeof de> = {}
