import type { BookedLine, BookedReceipt, TillRepository } from './till.repository.ts'
import type { TillLine } from './till-lines.ts'
import type { TillGroup } from './till-receipts.ts'

/** What a receipt of the file is to what is booked: new, known, known in part, or another one under the same number. */
export type Standing = { is: 'new' | 'known' | 'changed' } | { is: 'rest'; lines: TillLine[] }

const NEW: Standing = { is: 'new' }
const KNOWN: Standing = { is: 'known' }

/** Holds receipts of a file against what is booked, so that an export that overlaps an earlier one books nothing twice. */
export function knownReceipts(till: TillRepository, groups: readonly TillGroup[], isTotalsOnly: boolean): (group: TillGroup) => Standing {
  const fingerprints = till.fingerprints()
  const days = till.days()
  const hasAny = groups.length > 0 && days.size > 0

  return (group) => {
    if (fingerprints.has(group.fingerprint)) return KNOWN
    if (!hasAny || !days.has(group.day)) return NEW
    const booked = bookedLike(till, group)
    if (booked.length === 0) return NEW
    const isNumbered = group.receiptNo !== ''
    // Lines that are whole sales are counted: as many of one amount as are booked are known.
    if (!isNumbered && isTotalsOnly) return booked.filter(({ totalCents }) => totalCents === group.netCents).length < group.nth ? NEW : KNOWN
    if (isNumbered && sum(booked) === group.netCents) return KNOWN
    const lines = booked.flatMap(({ id }) => till.linesOf(id))
    // What was entered by hand without lines cannot be told apart line by line.
    if (lines.length === 0) return isNumbered ? { is: 'changed' } : NEW
    const { fresh, foreign } = difference(group.lines, lines)
    // An export that begins or ends within a receipt holds only some of its lines.
    if (fresh.length === 0) return KNOWN
    return isNumbered && foreign ? { is: 'changed' } : { is: 'rest', lines: fresh }
  }
}

const sum = (booked: readonly BookedReceipt[]) => booked.reduce((total, { totalCents }) => total + totalCents, 0)

function bookedLike(till: TillRepository, { receiptNo, day, customer }: TillGroup): BookedReceipt[] {
  if (receiptNo === '') return till.withoutNumber(day, customer.customerId, customer.hint)
  return till.withNumber(receiptNo, day).filter(({ customerId, hint }) => {
    if (customer.customerId !== null) return customerId === customer.customerId || (customerId === null && (hint === '' || hint === customer.hint))
    return customer.hint === '' || hint === customer.hint || (customerId === null && hint === '')
  })
}

/** Lines that are not booked yet, and whether others are booked that the file does not hold. */
function difference(lines: readonly TillLine[], booked: readonly BookedLine[]) {
  const left = new Map<string, BookedLine[]>()
  const key = (quantityMilli: number, netCents: number) => `${quantityMilli}|${netCents}`
  for (const line of booked) {
    const same = left.get(key(line.quantityMilli, line.netCents))
    if (same) same.push(line)
    else left.set(key(line.quantityMilli, line.netCents), [line])
  }
  const fresh = lines.filter((line) => {
    const same = left.get(key(line.quantityMilli, line.netCents))
    const place = same?.findIndex(({ text }) => isSameText(text, line.article.text)) ?? -1
    if (place >= 0) same!.splice(place, 1)
    return place < 0
  })
  return { fresh, foreign: [...left.values()].some((rest) => rest.length > 0) }
}

/** An article that was entered in between takes its number out of the text. */
const isSameText = (a: string, b: string) => a === b || a.endsWith(b) || b.endsWith(a)
