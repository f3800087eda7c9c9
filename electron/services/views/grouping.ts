import type { ViewGroup } from '#contract'
import { KINDS, NONE, PHASES } from './fact-columns.ts'
import { REGULAR_DAYS } from '../phases/phases.rules.ts'
import type { Facts } from './facts.ts'

/** `key` is what the group has in common: a phase, a town, a letter, a year; '' where there is none. */
export interface CustomerGroup {
  key: string
  count: number
}
interface Grouping {
  /** The slots group after group; inside a group they keep their order. */
  arranged(slots: Uint32Array): Uint32Array
  /** The groups that have anybody, in their order. */
  groups(slots: Uint32Array): CustomerGroup[]
}

/** How customers fall into groups, and in which order these come: empty ones last, years and letters as one looks for them. */
export function groupCodes(facts: Facts, groupBy: ViewGroup): Grouping {
  const { code, name, compare } = sorted(facts, groupBy)

  function counted(slots: Uint32Array): { counts: Map<number, number>; order: number[] } {
    const counts = new Map<number, number>()
    for (const slot of slots) counts.set(code(slot), (counts.get(code(slot)) ?? 0) + 1)
    return { counts, order: [...counts.keys()].sort(compare) }
  }
  return {
    arranged(slots) {
      const { counts, order } = counted(slots)
      const next = new Map<number, number>()
      let place = 0
      for (const group of order) {
        next.set(group, place)
        place += counts.get(group)!
      }
      const arranged = new Uint32Array(slots.length)
      for (const slot of slots) {
        const at = next.get(code(slot))!
        arranged[at] = slot
        next.set(code(slot), at + 1)
      }
      return arranged
    },
    groups(slots) {
      const { counts, order } = counted(slots)
      return order.map((group) => ({ key: name(group), count: counts.get(group)! }))
    },
  }
}

interface Sorted {
  code(slot: number): number
  name(code: number): string
  compare(a: number, b: number): number
}
function sorted({ columns, cities, citySorts, sources, letters }: Facts, groupBy: ViewGroup): Sorted {
  const rising = (a: number, b: number) => a - b
  const byText =
    (texts: readonly string[], keys: readonly string[] = texts) =>
    (a: number, b: number) =>
      Number(texts[a] === '') - Number(texts[b] === '') || (keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : a - b)
  const yesNo = (code: (slot: number) => boolean): Sorted => ({
    code: (slot) => (code(slot) ? 0 : 1),
    name: (at) => (at === 0 ? 'yes' : 'no'),
    compare: rising,
  })
  switch (groupBy) {
    case 'phase':
      return { code: (slot) => columns.phase[slot]!, name: (at) => PHASES[at]!, compare: rising }
    case 'kind':
      return { code: (slot) => columns.kind[slot]!, name: (at) => KINDS[at]!, compare: rising }
    case 'city':
      return { code: (slot) => columns.city[slot]!, name: (at) => cities.texts[at]!, compare: byText(cities.texts, citySorts) }
    case 'source':
      return { code: (slot) => columns.source[slot]!, name: (at) => sources.texts[at]!, compare: byText(sources.texts) }
    case 'letter':
      return { code: (slot) => columns.letter[slot]!, name: (at) => letters.texts[at]!, compare: byText(letters.texts) }
    case 'lastYear':
      return {
        code: (slot) => Math.floor(columns.lastDay[slot]! / 10_000),
        name: (at) => (at === NONE ? '' : String(at)),
        compare: (a, b) => b - a,
      }
    case 'regular':
      return yesNo((slot) => columns.purchaseDays24[slot]! >= REGULAR_DAYS)
    case 'card':
      return yesNo((slot) => columns.card[slot] === 1)
    case 'tagged':
      return yesNo((slot) => columns.tagged[slot] === 1)
  }
}
