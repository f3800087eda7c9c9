import type { CareClass, Settings } from '#contract'

/** The net of the last customer of a class; of the same net, the one entered first stands higher. */
interface Border {
  cents: number
  id: number
}
/** The last one of A and of B; null where the class is empty. */
export interface ClassBorders {
  a: Border | null
  b: Border | null
}
/** Shares of the net before a customer, in percent. */
const A_SHARE = 80
const B_SHARE = 95
/** Beyond so much of the interval a customer is neglected. */
export const NEGLECTED = 1.25

/** Customers with a net above zero, the highest first; see domain.md §10 and §18. */
export function bordersOf(ranked: readonly Border[]): ClassBorders {
  const total = ranked.reduce((sum, { cents }) => sum + cents, 0)
  const borders: ClassBorders = { a: null, b: null }
  let before = 0
  for (const one of ranked) {
    if (before * 100 < A_SHARE * total) borders.a = one
    else if (before * 100 < B_SHARE * total) borders.b = one
    else break
    before += one.cents
  }
  return borders
}

export function classOf(cents: number, id: number, { a, b }: ClassBorders): CareClass {
  const isWithin = (border: Border | null) => border !== null && (cents > border.cents || (cents === border.cents && id <= border.id))
  if (cents <= 0) return 'C'
  if (isWithin(a)) return 'A'
  return isWithin(b) ? 'B' : 'C'
}

export const daysOfClass = (careClass: CareClass, settings: Pick<Settings, 'careDaysA' | 'careDaysB' | 'careDaysC'>): number =>
  settings[`careDays${careClass}`]
