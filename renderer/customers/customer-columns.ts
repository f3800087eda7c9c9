import type { CustomerRow, CustomerSort, OwnField, OwnTarget } from '#contract'
import { cardNumberWords } from '../ui/card-number.ts'
import type { GridColumn } from '../ui/grid-columns.ts'
import { formatCents, formatDay, formatNumber, language, tt } from '../words.ts'
import { birthdayText } from './birthday-text.ts'
import { ownValueWords } from './own-value-words.ts'
import { phoneWords } from './phone-words.ts'

type AppColumn =
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
/** A column of ours, or a field of the owner's own. */
export type ColumnKey = AppColumn | OwnTarget
type OwnFields = readonly Pick<OwnField, 'id' | 'name' | 'kind'>[]

interface Column {
  width: number
  align?: 'right'
  sort?: CustomerSort
  /** In the list before the owner chooses. */
  isFirst?: true
}
/** In the order of the list; where the window is narrow the last ones leave first. The name never leaves. */
const COLUMNS: Readonly<Record<AppColumn, Column>> = {
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
const appColumns = Object.keys(COLUMNS) as AppColumn[]
const keyOf = ({ id }: OwnFields[number]): OwnTarget => `own:${id}`
const fieldOf = (key: string, own: OwnFields) => own.find((field) => keyOf(field) === key)
/** Everything that the list can show. */
export const columnKeys = (own: OwnFields): ColumnKey[] => [...appColumns, ...own.map(keyOf)]
export const columnLabel = (key: ColumnKey, own: OwnFields): string =>
  isAppColumn(key) ? tt(`customers.column.${key}`) : (fieldOf(key, own)?.name ?? '')
export const firstColumns = appColumns.filter((key) => COLUMNS[key].isFirst)
const isAppColumn = (key: string): key is AppColumn => Object.hasOwn(COLUMNS, key)

/** The stored choice in its order, as far as it still makes sense; without one, the columns of the beginning. The name comes first. */
export function chosenColumns(stored: readonly string[], own: OwnFields): ColumnKey[] {
  const known = columnKeys(own)
    .filter((key) => stored.includes(key))
    .toSorted((a, b) => stored.indexOf(a) - stored.indexOf(b))
  return known.length === 0 ? firstColumns : ['name', ...known.filter((key) => key !== 'name')]
}

/** "Contact/first purchase" takes more room than its German. */
const ENGLISH_PHASE = 196
/** The grid's columns; `widths` are those that the owner has dragged. */
export function gridColumns(chosen: readonly ColumnKey[], own: OwnFields, widths: Readonly<Record<string, number>>): GridColumn[] {
  return chosen.map((key, index) => {
    const { width, align, sort } = isAppColumn(key) ? COLUMNS[key] : ownColumn(fieldOf(key, own))
    return {
      key,
      label: columnLabel(key, own),
      width: widths[key] ?? (key === 'phase' && language.value === 'en' ? ENGLISH_PHASE : width),
      ...(align && { align }),
      ...(key === 'name' ? { grow: true } : { drop: index }),
      sortable: sort !== undefined,
    }
  })
}
/** As wide as its name needs; numbers and days stand on the right. */
function ownColumn(field: OwnFields[number] | undefined): Column {
  const named = Math.min(240, (field?.name.length ?? 0) * 8 + 24)
  return field?.kind === 'number' || field?.kind === 'date' ? { width: Math.max(110, named), align: 'right' } : { width: Math.max(150, named) }
}
export const sortOf = (key: string): CustomerSort | undefined => (isAppColumn(key) ? COLUMNS[key].sort : undefined)
/** The column whose header shows a sort order; orders without a column have none. */
export const columnOf = (sort: CustomerSort): string => appColumns.find((key) => COLUMNS[key].sort === sort) ?? sort

/** What a cell says; the phase is drawn by the view. */
export function cellText(row: CustomerRow, key: string, own: OwnFields): string {
  const field = fieldOf(key, own)
  const value = field && row.own?.[field.id]
  if (field) return value === undefined ? '–' : ownValueWords(field, value)
  switch (key as AppColumn) {
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
  if (key.startsWith('own:')) return row.own?.[key.slice(4)] === undefined
  return (
    (key === 'lastPurchase' && row.lastPurchase === null) ||
    (key === 'card' && row.cardNumber === null) ||
    (key === 'birthday' && row.birthday === null)
  )
}
