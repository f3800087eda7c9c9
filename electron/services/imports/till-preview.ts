import type { Cents, CustomerId, ImportPreview, ProblemGroup, RowProblem, TillReceipt } from '#contract'
import { partsOf } from './till-booking.ts'
import { failedRowsOf, noticesOf } from './till-problems.ts'
import type { ReadTill } from './till-import.ts'
import type { TillGroup } from './till-receipts.ts'
import { countIn } from './import-preview.ts'

const SAMPLE = 20
const ASKED = 3
const PROBLEMS = 200

/** What would happen to a till's file, without writing anything. */
export function tillPreview(read: ReadTill, nameOf: (id: CustomerId) => string, unknownIn: (groups: readonly TillGroup[]) => number): ImportPreview {
  const { file, plan, fresh, unchanged } = read
  const failed = failedRowsOf(read)
  const problems: RowProblem[] = [...failed.flatMap((row) => row.problems), ...noticesOf(read)]
  const groups = new Map<string, ProblemGroup>()
  for (const problem of problems) countIn(groups, problem)
  let created = 0
  let returns = 0
  let netCents = 0
  for (const group of fresh) {
    const { sold, returned } = partsOf(group)
    if (sold.length > 0) created++
    if (returned.length > 0) returns++
    netCents += group.netCents
  }
  return {
    kind: 'purchases',
    till: {
      columns: plan.columns,
      dateFormat: plan.dateFormat,
      dateExamples: [...plan.dateExamples],
      mixedDays: plan.mixedDays && { ...plan.mixedDays, lines: [...plan.mixedDays.lines] },
      grouping: plan.at.receiptNo >= 0 ? 'receipt' : plan.isTotalsOnly ? 'line' : 'customer-day',
      receipts: fresh.slice(0, SAMPLE).map((group) => receiptOf(group, nameOf)),
      created,
      returns,
      unchanged,
      failed: failed.length,
      unknownCustomers: unknownIn(fresh),
      netCents,
      outliers: outliersOf(read),
      missing: plan.missing,
    },
    fileName: file.checked.fileName,
    format: file.format,
    origin: null,
    sheets: file.sheets,
    sheet: file.sheet,
    mode: 'both',
    key: null,
    keys: [],
    ownTargets: [],
    savedMapping: null,
    photos: 0,
    suspects: { total: 0, rows: [] },
    encoding: file.checked.encoding,
    delimiter: file.delimiter,
    hasHeader: file.hasHeader,
    headerLanguage: null,
    rows: plan.rows,
    columns: [],
    sample: [],
    counts: { created, updated: 0, unchanged, failed: failed.length },
    problems: problems.slice(0, PROBLEMS),
    problemTotal: problems.length,
    problemGroups: [...groups.values()].toSorted((a, b) => b.count - a.count),
    umlautExamples: [],
  }
}

/** What is asked about: amounts of receipts that are not booked yet. */
function outliersOf({ gathered: { outliers }, fresh, leftOut }: ReadTill) {
  if (outliers.length === 0) return { total: 0, rows: [] }
  const mayCome = new Set([...fresh, ...leftOut].flatMap(({ lines }) => lines.map(({ line }) => line)))
  const asked = outliers.filter(({ line }) => mayCome.has(line))
  return { total: asked.length, rows: asked.slice(0, ASKED).map(({ line, netCents }) => ({ line, amountCents: netCents as Cents })) }
}

function receiptOf({ receiptNo, day, lines, netCents, customer }: TillGroup, nameOf: (id: CustomerId) => string): TillReceipt {
  const id = customer.customerId
  return {
    line: lines[0]!.line,
    receiptNo,
    day,
    kind: netCents < 0 ? 'return' : 'purchase',
    lines: lines.length,
    totalCents: netCents as Cents,
    customerId: id,
    customer: id === null ? customer.hint : nameOf(id),
  }
}
