/** Reads a quantity as people type it: `2`, `0,35`, `1.5`. Undefined where it is none; three places at most, as scales show them. */
export function readQuantity(text: string): number | undefined {
  const figures = /^\s*(\d{1,5})(?:[.,](\d{1,3}))?\s*$/.exec(text)
  if (!figures) return undefined
  const quantity = Number(`${figures[1]}.${figures[2] ?? '0'}`)
  return quantity > 0 ? quantity : undefined
}
