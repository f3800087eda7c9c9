/** A stored row of a list that belongs to a customer. */
export interface StoredPart<T> {
  readonly id: number
  readonly position: number
  readonly content: T
}
export interface PartDifference<T> {
  inserts: { position: number; content: T }[]
  updates: { id: number; position: number; content: T }[]
  deletes: number[]
}

/**
 * What must be written so that a stored list reads as wanted: unchanged rows keep their id and, where order allows, their position;
 * a changed row is changed in place when `isSuccessor` says that it is the same thing (say, a phone number corrected).
 */
export function partDifference<T>(
  stored: readonly StoredPart<T>[],
  wanted: readonly T[],
  isSuccessor: (before: T, after: T) => boolean,
): PartDifference<T> {
  const free = new Map(stored.map((part) => [part.id, part]))
  const takeFirst = (fits: (part: StoredPart<T>) => boolean) => {
    for (const part of free.values())
      if (fits(part)) {
        free.delete(part.id)
        return part
      }
    return undefined
  }
  const texts = new Map(stored.map((part) => [part.id, JSON.stringify(part.content)]))
  const kept = wanted.map((content) => {
    const text = JSON.stringify(content)
    return takeFirst((part) => texts.get(part.id) === text)
  })
  const difference: PartDifference<T> = { inserts: [], updates: [], deletes: [] }
  let last = -1
  for (const [index, content] of wanted.entries()) {
    const before = kept[index] ?? takeFirst((part) => isSuccessor(part.content, content))
    const position = before && before.position > last ? before.position : last + 1
    last = position
    if (!before) difference.inserts.push({ position, content })
    else if (before.position !== position || !kept[index]) difference.updates.push({ id: before.id, position, content })
  }
  difference.deletes = [...free.keys()]
  return difference
}
