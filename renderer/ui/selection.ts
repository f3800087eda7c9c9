/** Which rows of a long list are marked: some by id, or all but some. A hundred thousand ids never travel. */
export interface Selection {
  all: boolean
  /** The marked rows, or with `all` the ones left out. */
  ids: ReadonlySet<number>
}
export const nothingSelected: Selection = { all: false, ids: new Set() }
export const allSelected: Selection = { all: true, ids: new Set() }

export const isSelected = (selection: Selection, id: number): boolean => selection.all !== selection.ids.has(id)
export const selectedCount = (selection: Selection, total: number): number => (selection.all ? total - selection.ids.size : selection.ids.size)

/** Marks or unmarks one row. */
export function toggled(selection: Selection, id: number): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { all: selection.all, ids }
}
/** Marks rows in addition to those that are marked. */
export function withMarked(selection: Selection, more: readonly number[]): Selection {
  const ids = new Set(selection.ids)
  for (const id of more)
    if (selection.all) ids.delete(id)
    else ids.add(id)
  return { all: selection.all, ids }
}
