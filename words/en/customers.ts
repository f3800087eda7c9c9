import type { customers as de } from '../de/customers.ts'
import type { SameKeys } from '../same-keys.ts'

export const customers: SameKeys<typeof de> = {}
