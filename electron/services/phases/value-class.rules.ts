import type { ClassBorders } from './board.repository.ts'

/**
 * Where A and B begin (domain.md §10, ABC, by the net of twelve months): A while the share of those before is below 80 %, B below 95 %.
 * `descending` holds what is above zero, largest first. Whoever has the same net is in the same class.
 */
export function bordersOf(descending: readonly number[]): ClassBorders {
  const total = descending.reduce((sum, cents) => sum + cents, 0)
  const borders = { a: Number.MAX_SAFE_INTEGER, b: Number.MAX_SAFE_INTEGER }
  let before = 0
  for (const cents of descending) {
    if (before * 100 < 80 * total) borders.a = cents
    if (before * 100 >= 95 * total) break
    borders.b = cents
    before += cents
  }
  return borders
}
