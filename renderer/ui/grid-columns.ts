export interface GridColumn {
  key: string
  label: string
  /** Width in px; the column with `grow` takes what is left over and never gets narrower than this. */
  width: number
  align?: 'right'
  grow?: boolean
  hidden?: boolean
  /** False for columns that cannot sort. */
  sortable?: boolean
  /** Where the window is too narrow, columns leave by this number, highest first; without it a column stays. */
  drop?: number
}
export interface GridSort {
  key: string
  descending: boolean
}
/** Where a list was left: hand it back as `place` and it opens there again. */
export interface GridPlace {
  /** Null: wherever the active row is in sight. */
  top: number | null
  active: number
}
export const MARK_WIDTH = 40
const SMALLEST = 56

/** The columns that fit into a width. */
export function fitting(columns: readonly GridColumn[], room: number, hasMarks: boolean): GridColumn[] {
  const shown = columns.filter((column) => !column.hidden)
  const tooWide = () => room > 0 && shown.reduce((sum, column) => sum + column.width, hasMarks ? MARK_WIDTH : 0) > room
  while (tooWide()) {
    const leaving = shown.reduce<GridColumn | null>((a, b) => (b.drop !== undefined && b.drop > (a?.drop ?? -1) ? b : a), null)
    if (!leaving) break
    shown.splice(shown.indexOf(leaving), 1)
  }
  return shown
}

/** The CSS grid template of a row. */
export const rowTemplate = (columns: readonly GridColumn[], hasMarks: boolean): string =>
  [
    hasMarks ? `${MARK_WIDTH}px` : '',
    ...columns.map((c) => (c.grow ? `minmax(${c.width}px, 1fr)` : `${c.width}px`)),
    columns.some((c) => c.grow) ? '' : 'minmax(0, 1fr)',
  ].join(' ')

export const widened = (column: GridColumn, by: number): number => Math.max(SMALLEST, column.width + by)
