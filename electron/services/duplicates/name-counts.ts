import type { Comparable } from './comparable.rules.ts'
import { exactName } from './keys.rules.ts'

/** So many namesakes would be there by chance alone; from here on a common name says nothing. */
const BY_CHANCE = 0.15

export interface NameCounts {
  add(customer: Comparable): void
  /** Whether two of this name are hardly two: no more have it, and its parts are not so frequent that chance would make some. */
  isRare(customer: Comparable): boolean
}

/** How often names are there, as a whole and in their parts. */
export function nameCounts(): NameCounts {
  const whole = new Map<string, number>()
  const parts = new Map<string, number>()
  let total = 0
  const more = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)
  return {
    add(customer) {
      total++
      more(whole, exactName(customer))
      if (customer.kind === 'firm') return
      more(parts, `f${customer.first.text}`)
      more(parts, `l${customer.last.text}`)
    },
    isRare(customer) {
      if ((whole.get(exactName(customer)) ?? 0) > 2) return false
      if (customer.kind === 'firm') return true
      const others = (key: string) => Math.max(0, (parts.get(key) ?? 0) - 1)
      return (others(`f${customer.first.text}`) * others(`l${customer.last.text}`)) / Math.max(1, total) < BY_CHANCE
    },
  }
}
