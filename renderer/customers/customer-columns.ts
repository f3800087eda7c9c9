import type { CustomerRow, CustomerSort } from '#contract'
import { cardNumberWords } from '../ui/card-number.ts'
import type { GridColumn } from '../ui/grid-columns.ts'
import { formatCents, formatDay, formatNumber, tt } from '../words.ts'
import { birthdayText } from './birthday-text.ts'
import { phoneWords } from './phone-words.ts'

export type ColumnKey =
  | 'name'
  | 'phase'
  | 'lastPurchase'
  | 'net12'
  | 'total'
  | 'purchaseDays'
  | 'points'
  | 'phone'
  | 'postcode'
  | 'city'
  | 'number'
  | 'email'
  | 'birthday'
  | 'card'
  | 'tags'
  | 'source'
  | 'created'

interface Column {
  width: number
  align?: 'right'
  sort?: CustomerSort
  /** In the list before the owner chooses. */
  isFirst?: true
}
/** In the order of the list; where the window is narrow the last ones leave first. The name never leaves. */
const COLUMNS: Readonly<Record<ColumnKey, Column>> = {
  name: { width: 200, sort: 'name', isFirst: true },
  number: { width: 84, align: 'right', sort: 'number' },
  phase: { width: 158, sort: 'phase', isFirst: true },
  lastPurchase: { width: 126, align: 'right', sort: 'lastPurchase', isFirst: true },
  net12: { width: 130, align: 'right', sort: 'net12', isFirst: true },
  total: { width: 130, align: 'right', sort: 'total' },
  purchaseDays: { width: 116, align: 'right', sort: 'purchaseDays' },
  points: { width: 92, align: 'right', sort: 'points', isFirst: true },
  phone: { width: 152, isFirst: true },
  postcode: { width: 80 },
  city: { width: 132, sort: 'city', isFirst: true },
  email: { width: 220 },
  birthday: { width: 110, align: 'right', sort: 'birthday' },
  card: { width: 148 },
  tags: { width: 170 },
  source: { width: 140 },
  created: { width: 112, align: 'right', sort: 'created' },
}
export const columnKeys = Object.keys(COLUMNS) as ColumnKey[]
export const firstColumns = columnKeys.filter((key) => COLUMNS[key].isFirst)
const isColumnKey = (key: string): key is ColumnKey => Object.hasOwn(COLUMNS, key)

/** The stored choice in its order, as far as it still makes sense; without one, the columns of the beginning. The name comes first. */
export function chosenColumns(stored: readonly string[]): ColumnKey[] {
  const known = [...new Set(stored.filter(isColumnKey))]
  return known.length === 0 ? firstColumns : ['name', ...known.filter((key) => key !== 'name')]
}

/** The grid's columns; `widths` are those that the owner has dragged. */
export function gridColumns(chosen: readonly ColumnKey[], widths: Readonly<Record<string, number>>): GridColumn[] {
  return chosen.map((key, index) => {
    const { width, align, sort } = COLUMNS[key]
    return {
      key,
      label: tt(`customers.column.${key}`),
      width: widths[key] ?? width,
      ...(align && { align }),
      ...(key === 'name' ? { grow: true } : { drop: index }),
      sortable: sort !== undefined,
    }
  })
}
export const sortOf = (key: string): CustomerSort | undefined => (isColumnKey(key) ? COLUMNS[key].sort : undefined)
/** The column whose header shows a sort order; orders without a column have none. */
export const columnOf = (sort: CustomerSort): string => columnKeys.find((key) => COLUMNS[key].sort === sort) ?? sort

/** What a cell says; the phase is drawn by the view. */
export function cellText(row: CustomerRow, key: string): string {
  switch (key as ColumnKey) {
    case 'name':
      return row.displayName
    case 'number':
      return row.number
    case 'phase':
      return tt(`phases.phase.${row.phase}`)
    case 'lastPurchase':
      return formatDay(row.lastPurchase)
    case 'net12':
      return formatCents(row.net12Cents)
    case 'total':
      return formatCents(row.totalCents)
    case 'purchaseDays':
      return formatNumber(row.purchaseDays)
    case 'postcode':
      return row.postcode
    case 'points':
      return formatNumber(row.points)
    case 'phone':
      return phoneWords(row.phone).text
    case 'city':
      return row.city
    case 'email':
      return row.email
    case 'birthday':
      return row.birthday ? birthdayText(row.birthday) : '–'
    case 'card':
      return row.cardNumber === null ? '–' : cardNumberWords(row.cardNumber)
    case 'tags':
      return row.tags.join(', ')
    case 'source':
      return row.source
    case 'created':
      return formatDay(row.createdOn)
  }
}
/** Cells whose nothing should step back. */
export function isFaint(row: CustomerRow, key: string): boolean {
  if (key === 'net12') return row.net12Cents === 0
  if (key === 'total') return row.totalCents === 0
  if (key === 'purchaseDays') return row.purchaseDays === 0
  if (key === 'points') return row.points === 0
  return (
    (key === 'lastPurchase' && row.lastPurchase === null) ||
    (key === 'card' && row.cardNumber === null) ||
    (key === 'birthday' && row.birthday === null)
  )
}
