import type { TillColumn, TillDateFormat, TillMapping, TillPreview, TillTarget } from '#contract'
import { AppError } from '../../database/app-error.ts'
import { dayFormatWatch } from './till-day.ts'
import type { MixedDays } from './till-day.ts'
import { decimalWatch } from './till-amount.ts'
import type { DecimalSign } from './till-amount.ts'
import type { TillFile } from './till-file.ts'
import { tillTargetOf } from './till-header.ts'

/** How a till's file is read: decided over the whole file, not cell by cell. */
export interface TillPlan {
  rows: number
  columns: TillColumn[]
  dateFormat: TillDateFormat | null
  dateExamples: readonly string[]
  /** Where each value stands; -1 for what the file does not hold. */
  at: Readonly<Record<Exclude<TillTarget, 'ignore'>, number>>
  decimal(target: AmountTarget): DecimalSign
  isDiscountPercent: boolean
  /** Each line is a whole receipt: it says nothing of articles. */
  isTotalsOnly: boolean
  /** Days in two ways, unless the owner said which one counts. */
  mixedDays: MixedDays | null
  missing: TillPreview['missing']
}
const AMOUNTS = ['quantity', 'unitPrice', 'lineTotal', 'receiptTotal', 'discount', 'vat'] as const
type AmountTarget = (typeof AMOUNTS)[number]
const isAmount = (target: TillTarget): target is AmountTarget => (AMOUNTS as readonly string[]).includes(target)
const REPORT_EVERY = 4096

/** Reads the whole file once and decides what its columns mean and how its days and amounts are written. */
export function planTill(file: TillFile, mapping: TillMapping | undefined, report: (rows: number) => void): TillPlan {
  const names = namesOf(file)
  const targets = mapping === undefined ? targetsByName(names) : targetsOf(mapping, names)
  const at = placesOf(targets)
  const days = dayFormatWatch()
  const decimals = targets.map((target) => (isAmount(target) ? decimalWatch() : null))
  const watched = [...decimals.entries()].flatMap(([index, watch]) => (watch ? [{ index, watch }] : []))
  const examples = targets.map(() => '')
  let isDiscountPercent = at.discount >= 0 && /%/.test(names[at.discount] ?? '')
  let rows = 0
  for (const { line, cells } of file.rows()) {
    if (rows % REPORT_EVERY === 0) report(rows)
    if (rows < 50) for (const index of examples.keys()) examples[index] ||= (cells[index] ?? '').trim()
    rows++
    if (at.day >= 0) days.observe(cells[at.day] ?? '', line)
    for (const { index, watch } of watched) watch.observe(cells[index] ?? '')
    if (at.discount >= 0 && (cells[at.discount] ?? '').includes('%')) isDiscountPercent = true
  }
  if (rows === 0) throw new AppError('invalid', 'import-no-rows', { file: file.checked.fileName })
  const decided = decimals.map((watch) => watch?.decide() ?? null)
  // A column that does not tell is written like the others of the file.
  const common = decided.find((sign) => sign !== null) ?? watched.map(({ watch }) => watch.guess()).find((sign) => sign !== null) ?? ','
  const found = days.decide()
  const chosen = mapping && !Array.isArray(mapping) ? mapping.dateFormat : undefined
  const dateFormat = chosen ?? (found === 'none' ? 'iso' : found)
  const mixedDays = chosen === undefined ? days.mixed() : null
  const hasAmount = at.lineTotal >= 0 || at.receiptTotal >= 0 || at.unitPrice >= 0
  return {
    rows,
    columns: names.map((header, index) => ({
      index,
      header,
      target: targets[index]!,
      example: examples[index]!.slice(0, 80),
      decimal: isAmount(targets[index]!) ? (decided[index] ?? common) : null,
    })),
    dateFormat,
    dateExamples: days.examples(),
    at,
    decimal: (target) => decided[at[target]] ?? common,
    isDiscountPercent,
    isTotalsOnly: at.articleNumber < 0 && at.articleName < 0 && at.unitPrice < 0,
    mixedDays,
    missing: missingOf(),
  }

  function missingOf(): TillPlan['missing'] {
    if (at.day < 0) return 'import-till-no-day'
    if (!hasAmount) return 'import-till-no-amount'
    if (mixedDays) return 'import-till-two-dates'
    return dateFormat === null ? 'import-till-date-ask' : null
  }
}

function namesOf({ header, sample }: TillFile): string[] {
  const width = Math.max(header?.length ?? 0, ...sample.slice(0, 60).map((cells) => cells.length))
  return Array.from({ length: width }, (_, index) => (header?.[index] ?? '').trim())
}

/** Each meaning goes to the first column that has it. */
function targetsByName(names: readonly string[]): TillTarget[] {
  const taken = new Set<TillTarget>(['ignore'])
  return names.map((name) => {
    const target = name === '' ? 'ignore' : (tillTargetOf(name) ?? 'ignore')
    if (taken.has(target)) return 'ignore'
    taken.add(target)
    return target
  })
}

function targetsOf(mapping: TillMapping, names: readonly string[]): TillTarget[] {
  if (Array.isArray(mapping)) return names.map((_, index) => mapping[index] ?? 'ignore')
  const targets: TillTarget[] = names.map(() => 'ignore')
  const { dateFormat: _, ...columns } = mapping
  for (const [target, column] of Object.entries(columns)) {
    const index = typeof column === 'number' ? column - 1 : names.findIndex((name) => name.toLowerCase() === String(column).trim().toLowerCase())
    if (index < 0 || index >= names.length) throw new AppError('invalid', 'import-till-column-unknown', { column: String(column) })
    targets[index] = target as TillTarget
  }
  return targets
}

function placesOf(targets: readonly TillTarget[]): TillPlan['at'] {
  const place = (target: TillTarget) => targets.indexOf(target)
  return {
    receiptNo: place('receiptNo'),
    day: place('day'),
    customerNumber: place('customerNumber'),
    cardNumber: place('cardNumber'),
    email: place('email'),
    externalId: place('externalId'),
    customerName: place('customerName'),
    articleNumber: place('articleNumber'),
    articleName: place('articleName'),
    quantity: place('quantity'),
    unitPrice: place('unitPrice'),
    lineTotal: place('lineTotal'),
    receiptTotal: place('receiptTotal'),
    discount: place('discount'),
    vat: place('vat'),
    channel: place('channel'),
    cancelled: place('cancelled'),
  }
}
