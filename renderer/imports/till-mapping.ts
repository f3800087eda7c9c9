import type { TillColumn, TillDateFormat, TillMapping, TillTarget } from '#contract'

type ByName = Exclude<TillMapping, readonly unknown[]>

/** Where the columns of a till's file go, one of them somewhere else than before; a meaning goes to one column. */
export function withTarget(columns: readonly TillColumn[], index: number, target: TillTarget): ByName {
  const mapping: ByName = {}
  for (const column of columns) if (column.index !== index && column.target !== 'ignore') mapping[column.target] = column.index + 1
  if (target !== 'ignore') mapping[target] = index + 1
  return mapping
}

/** The same columns, and how days are written. */
export function withDateFormat(columns: readonly TillColumn[], dateFormat: TillDateFormat): ByName {
  return { ...withTarget(columns, -1, 'ignore'), dateFormat }
}
