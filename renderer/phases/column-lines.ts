import { FOLDED_CARDS } from './board-query.ts'

/** One line of a column: the name of a section, a card of it, or what stands in for the rest. */
export type ColumnLine =
  | { kind: 'head'; section: number }
  | { kind: 'card'; section: number; index: number }
  | { kind: 'empty'; section: number }
  | { kind: 'more'; section: number; hidden: number }
export const LINE_HEIGHTS = { head: 32, card: 86, empty: 44, more: 30 } as const satisfies Record<ColumnLine['kind'], number>

export interface ColumnLines {
  total: number
  at(line: number): ColumnLine
  /** The line of a card; that of the rest of its section where it is folded away. */
  lineOf(section: number, index: number): number
}

/** The sections of a column one below the other, without a list of their cards: a section may have 50,000. */
export function columnLines(sections: readonly { count: number; isOpen: boolean }[], hasHeads: boolean, showsEmpty: boolean): ColumnLines {
  const parts: { from: number; cards: number; hidden: number }[] = []
  let total = 0
  for (const { count, isOpen } of sections) {
    // One more card is no more than the line that would hide it.
    const cards = isOpen || !hasHeads || count <= FOLDED_CARDS + 1 ? count : FOLDED_CARDS
    const hidden = count - cards
    parts.push({ from: total, cards, hidden })
    total += (hasHeads ? 1 : 0) + cards + (hasHeads && showsEmpty && count === 0 ? 1 : 0) + (hidden > 0 ? 1 : 0)
  }
  const head = hasHeads ? 1 : 0
  return {
    total,
    at(line) {
      const section = Math.max(
        0,
        parts.findLastIndex((part) => part.from <= line),
      )
      const { from, cards, hidden } = parts[section] ?? { from: 0, cards: 0, hidden: 0 }
      const at = line - from - head
      if (at < 0) return { kind: 'head', section }
      if (at < cards) return { kind: 'card', section, index: at }
      return hidden > 0 ? { kind: 'more', section, hidden } : { kind: 'empty', section }
    },
    lineOf(section, index) {
      const part = parts[section]
      return part ? part.from + head + Math.min(index, part.cards) : 0
    },
  }
}
