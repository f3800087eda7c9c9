import type { IsoDate } from '#contract'
import { hash53 } from './fingerprint.ts'
import { isBroken } from './till-lines.ts'
import { netted } from './till-netting.ts'
import type { BrokenLine, TillCustomer, TillLine } from './till-lines.ts'

/** Lines that belong together, as the file has them. */
export interface TillGroup {
  receiptNo: string
  day: IsoDate
  customer: TillCustomer
  lines: TillLine[]
  netCents: number
  /** Which of the sales it is that one customer made on one day for one amount, where the file holds lines without numbers; 1 otherwise. */
  nth: number
  /** By what it is known again. */
  fingerprint: number
}
export interface GatheredTill {
  groups: TillGroup[]
  broken: BrokenLine[]
  /** Lines of receipts of which another line is broken: they stay out as well. */
  incomplete: { line: number; receiptNo: string }[]
  /** Receipts that stand in the file a second time, and receipts that cancel themselves wholly. */
  repeated: number
  cancelled: number
  /** Receipts whose number another customer has on the same day. */
  shared: TillGroup[]
  outliers: TillLine[]
  rows: number
}

/**
 * Gathers lines to receipts: the same number and day and customer; without numbers one receipt per customer and day, or one per line where
 * lines are whole sales that say nothing of articles.
 */
export function gatherReceipts(lines: Iterable<TillLine | BrokenLine>, isTotalsOnly: boolean): GatheredTill {
  const byNumber = new Map<string, TillGroup[]>()
  const broken: BrokenLine[] = []
  const brokenNumbers = new Set<string>()
  let rows = 0
  let repeated = 0
  for (const line of lines) {
    rows++
    if (isBroken(line)) {
      broken.push(line)
      if (line.receiptNo !== '') brokenNumbers.add(line.receiptNo)
      continue
    }
    const isAlone = isTotalsOnly && line.receiptNo === ''
    const key = line.receiptNo === '' ? `${line.day}\x1f\x1f${isAlone ? line.line : line.customer.key}` : `${line.day}\x1f${line.receiptNo}`
    const groups = byNumber.get(key)
    const group = groups?.find((other) => other.customer === line.customer)
    if (group) {
      if (isTotalsOnly && line.receiptNo !== '' && group.lines.some((other) => isSame(other, line))) repeated++
      else group.lines.push(line)
      continue
    }
    const made: TillGroup = { receiptNo: line.receiptNo, day: line.day, customer: line.customer, lines: [line], netCents: 0, nth: 1, fingerprint: 0 }
    if (groups) groups.push(made)
    else byNumber.set(key, [made])
  }
  const nthOf = isTotalsOnly ? occurrences() : null
  const result: GatheredTill = { groups: [], broken, incomplete: [], repeated, cancelled: 0, shared: [], outliers: [], rows }
  for (const sharing of byNumber.values()) {
    const groups = sharing.length > 1 ? withOneCustomer(sharing) : sharing
    if (groups.length > 1) result.shared.push(...groups.filter(({ customer }) => customer.key !== ''))
    for (const group of groups) {
      if (brokenNumbers.has(group.receiptNo)) {
        for (const { line } of group.lines) result.incomplete.push({ line, receiptNo: group.receiptNo })
        continue
      }
      result.repeated += withoutRepeats(group)
      settleTotals(group)
      if (nthOf && group.receiptNo === '') group.nth = nthOf(group)
      group.fingerprint = fingerprintOf(group)
      group.lines = netted(group.lines)
      if (group.lines.length > 0) result.groups.push(group)
      else result.cancelled++
    }
  }
  result.outliers = outliersOf(result.groups)
  return result
}

const isSame = (a: TillLine, b: TillLine) => a.netCents === b.netCents && a.receiptCents === b.receiptCents && a.quantityMilli === b.quantityMilli

/** Tills that name the customer only in a receipt's first line: the lines without one are the same customer's. */
function withOneCustomer(groups: TillGroup[]): TillGroup[] {
  const named = groups.filter(({ customer }) => customer.key !== '')
  const [only] = named
  if (named.length !== 1 || !only) return groups
  for (const group of groups) if (group !== only) only.lines.push(...group.lines)
  only.lines.sort((a, b) => a.line - b.line)
  return [only]
}

/** A receipt that the file holds twice, apart from each other and with the same lines, is one. @returns how often it was there too often */
function withoutRepeats(group: TillGroup): number {
  const { lines, receiptNo } = group
  if (receiptNo === '' || lines.at(-1)!.line - lines[0]!.line === lines.length - 1) return 0
  const size = lines.findIndex(({ line }, place) => place > 0 && line > lines[place - 1]!.line + 1)
  if (size < 1 || lines.length % size !== 0) return 0
  if (!lines.every((line, place) => isSame(line, lines[place % size]!) && line.article === lines[place % size]!.article)) return 0
  group.lines = lines.slice(0, size)
  return lines.length / size - 1
}

function settleTotals(group: TillGroup): void {
  const { lines } = group
  const [first] = lines
  // The receipt's total stands for all where lines have no amounts of their own.
  if (first && first.receiptCents !== null && lines.every(({ netCents }) => netCents === 0) && first.receiptCents !== 0) {
    first.netCents = first.receiptCents
    if (first.netCents < 0 !== first.quantityMilli < 0) first.quantityMilli = -first.quantityMilli
    first.unitCents = Math.abs(Math.round((first.netCents * 1000) / (first.quantityMilli || 1000)))
  }
  let net = 0
  for (const { netCents } of lines) net += netCents
  group.netCents = net
}

/** Counts sales that the file does not tell apart. */
function occurrences(): (group: TillGroup) => number {
  const seen = new Map<string, number>()
  return ({ day, customer, netCents }) => {
    const key = `${day}\x1f${customer.key}\x1f${netCents}`
    const nth = (seen.get(key) ?? 0) + 1
    seen.set(key, nth)
    return nth
  }
}

function fingerprintOf({ receiptNo, day, customer, lines, netCents, nth }: TillGroup): number {
  if (receiptNo !== '') return hash53(`${receiptNo}\x1f${day}\x1f${customer.key}\x1f${netCents}`)
  const goods = lines.map(({ article, ...line }) => `${article.text}|${line.quantityMilli}|${line.netCents}`).toSorted()
  return hash53([day, customer.key, ...goods, ...(nth > 1 ? [`#${nth}`] : [])].join('\x1f'))
}

/** From here on a line may stand out at all. */
const LEAST_OUTLIER = 500_000
const TIMES_MEDIAN = 50

/** Lines that are far above all others of the file: perhaps a slip of the finger. */
function outliersOf(groups: readonly TillGroup[]): TillLine[] {
  const large = groups.flatMap(({ lines }) => lines.filter(({ netCents }) => Math.abs(netCents) >= LEAST_OUTLIER))
  if (large.length === 0) return []
  const amounts: number[] = []
  for (const { lines } of groups) for (const { netCents } of lines) if (netCents !== 0) amounts.push(Math.abs(netCents))
  const sorted = Float64Array.from(amounts).toSorted()
  const limit = (sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) * TIMES_MEDIAN
  const isFew = sorted.length < 5
  return large.filter(({ netCents }) => Math.abs(netCents) >= limit || (isFew && Math.abs(netCents) >= 4 * LEAST_OUTLIER))
}
