import type { jobs as de } from '../de/jobs.ts'
import type { SameKeys } from '../same-keys.ts'

export const jobs: SameKeys<typeof de> = {}
