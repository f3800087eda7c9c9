/** Every sentence a user reads. German is the source; English has the same keys by type. Pure data: window, menu and command line share it. */
import { de } from './de/index.ts'
import { en } from './en/index.ts'

export type Language = 'de' | 'en'
export const words = { de, en } as const
export { format } from './format.ts'
