/** Rows of a list that belong together. */
export interface GridGroup {
  key: string
  label: string
  count: number
  countLabel: string
}
/** The places of headers and rows in one line: a header before the rows of each group. */
export interface GroupedItems {
  length: number
  /** The group whose header stands at a place, or undefined for a row. */
  groupAt(item: number): GridGroup | undefined
  /** The group that a place belongs to. */
  groupOf(item: number): GridGroup | undefined
  rowOf(item: number): number
  itemOf(row: number): number
  startOf(group: GridGroup): number
}

export function groupedItems(groups: readonly GridGroup[], total: number): GroupedItems {
  // Groups and rows arrive one after the other; until they agree, the rows alone are shown.
  if (groups.reduce((sum, { count }) => sum + count, 0) !== total || groups.length === 0)
    return { length: total, groupAt: () => undefined, groupOf: () => undefined, rowOf: (item) => item, itemOf: (row) => row, startOf: () => 0 }
  /** Where each header stands. */
  const starts: number[] = []
  let next = 0
  for (const { count } of groups) {
    starts.push(next)
    next += count + 1
  }
  /** The last group whose header is not behind a place. */
  function placeOf(fits: (group: number) => boolean): number {
    let [low, high] = [0, groups.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (fits(middle)) low = middle
      else high = middle - 1
    }
    return low
  }
  const at = (item: number) => placeOf((group) => starts[group]! <= item)
  return {
    length: next,
    groupOf: (item) => groups[at(item)],
    groupAt: (item) => (starts[at(item)] === item ? groups[at(item)] : undefined),
    rowOf: (item) => item - at(item) - 1,
    itemOf: (row) => row + placeOf((group) => starts[group]! - group <= row) + 1,
    startOf: (group) => starts[groups.indexOf(group)] ?? 0,
  }
}
