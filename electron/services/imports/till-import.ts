import type { CustomerId, ImportId, ImportPreview, ImportResult, JobContext, OutlierRule, RowProblem, TillMapping } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { CustomerWriter } from '../customers/customers.service.ts'
import type { ServiceBase } from '../service-base.ts'
import type { ReceiptWriter } from '../purchases/receipt-writer.ts'
import type { ImportsRepository } from './imports.repository.ts'
import { bookReturned, bookSold, partsOf } from './till-booking.ts'
import type { TillParts } from './till-booking.ts'
import { newCustomers } from './till-customers.ts'
import { openTillFile } from './till-file.ts'
import type { TillFile, TillFileOptions } from './till-file.ts'
import { knownReceipts } from './till-known.ts'
import { tillLineReader } from './till-lines.ts'
import { tillParties } from './till-parties.ts'
import { planTill } from './till-plan.ts'
import type { TillPlan } from './till-plan.ts'
import { failedRowsOf, NAMED, noticesOf, returnUnknown } from './till-problems.ts'
import { tillPreview } from './till-preview.ts'
import { gatherReceipts } from './till-receipts.ts'
import type { GatheredTill, TillGroup } from './till-receipts.ts'
import { tillRepository } from './till.repository.ts'

export interface TillOptions extends TillFileOptions {
  mapping?: TillMapping | undefined
  createCustomers?: boolean | undefined
  outliers?: OutlierRule | undefined
}
/** A file whose receipts lie ready: those to book, the oldest first, and how many were booked before. */
export interface ReadTill {
  file: TillFile
  plan: TillPlan
  gathered: GatheredTill
  fresh: TillGroup[]
  unchanged: number
  /** Receipts whose number is booked with another amount; they stay out, because nobody can tell which of both holds. */
  changed: TillGroup[]
  /** Receipts that the owner leaves out for an amount far above all others. */
  leftOut: TillGroup[]
}
interface Deps extends Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder'> {
  repository: ImportsRepository
  writer: Pick<CustomerWriter, 'insert' | 'whileFilling'>
  receipts: ReceiptWriter
}
const REPORT_EVERY = 1024
const NOTHING: GatheredTill = { groups: [], broken: [], incomplete: [], repeated: 0, cancelled: 0, shared: [], outliers: [], rows: 0 }

/** Reads what a till sold: first what would happen, then all of it in one operation or nothing. */
export function tillImport({ db, clock, newId, recorder, repository, writer, receipts }: Deps) {
  const till = tillRepository(db)

  async function readTill(options: TillOptions, job: JobContext): Promise<ReadTill> {
    job.report(0, null, 'reading')
    const file = await openTillFile(options, job.isCancelled)
    // Twice: once to decide how it is written, once to read it so.
    const total = file.expectedRows === null ? null : file.expectedRows * 2
    const step = (rows: number) => {
      if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
      job.report(rows, total, 'reading')
    }
    const plan = planTill(file, options.mapping, step)
    if (plan.missing !== null) return { file, plan, gathered: NOTHING, fresh: [], unchanged: 0, changed: [], leftOut: [] }
    const parties = tillParties(plan, till)
    const readLine = tillLineReader(plan, clock.today(), parties)
    function* lines() {
      let rows = 0
      for (const row of file.rows()) {
        if (rows++ % REPORT_EVERY === 0) step((file.expectedRows ?? 0) + rows)
        yield readLine(row)
      }
    }
    const gathered = gatherReceipts(lines(), plan.isTotalsOnly)
    const { fresh, ...held } = heldAgainstBooked(gathered, plan.isTotalsOnly)
    const outliers = new Set(options.outliers === 'leave-out' ? gathered.outliers : [])
    const isLeftOut = ({ lines: ofGroup }: TillGroup) => ofGroup.some((line) => outliers.has(line))
    return { file, plan, gathered, ...held, fresh: fresh.filter((group) => !isLeftOut(group)), leftOut: fresh.filter(isLeftOut) }
  }

  function heldAgainstBooked(gathered: GatheredTill, isTotalsOnly: boolean): Pick<ReadTill, 'fresh' | 'unchanged' | 'changed'> {
    const standingOf = knownReceipts(till, gathered.groups, isTotalsOnly)
    const fresh: TillGroup[] = []
    const changed: TillGroup[] = []
    let unchanged = gathered.repeated + gathered.cancelled
    for (const group of gathered.groups) {
      const standing = standingOf(group)
      if (standing.is === 'new') fresh.push(group)
      else if (standing.is === 'rest') fresh.push(withLines(group, standing.lines))
      else if (standing.is === 'changed') changed.push(group)
      else unchanged++
    }
    fresh.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.lines[0]!.line - b.lines[0]!.line))
    return { fresh, changed, unchanged }
  }

  async function start(options: TillOptions, job: JobContext): Promise<ImportResult> {
    const read = await readTill(options, job)
    const { file, plan, fresh, unchanged } = read
    const { fileName } = file.checked
    if (plan.missing !== null) throw new AppError('invalid', plan.missing, refusalOf(fileName, plan))
    const notices = noticesOf(read)
    const failed = failedRowsOf(read)
    const { value, operationId } = recorder.run({ call: 'imports.purchases' }, () => {
      const importId = newId() as ImportId
      receipts.clear()
      const header = file.header ?? plan.columns.map(({ target }) => target)
      repository.startRun(importId, recorder.current(), { fileName, format: file.format, header, mode: 'both', key: null, at: clock.now() })
      if (options.createCustomers) newCustomers(fresh, writer)
      const counts = book(fresh, importId, notices, job)
      for (const { line, problems, cells } of failed) repository.addRow(importId, line, 'failed', null, null, problems, cells)
      repository.finishRun(importId, { created: counts.created, updated: 0, unchanged, failed: failed.length })
      const unknownCustomers = unknownIn(fresh)
      till.finish(importId, counts.returns, unknownCustomers, counts.netCents)
      recorder.describe({ count: counts.created + counts.returns })
      return { importId, ...counts, unknownCustomers }
    })
    return {
      ...value,
      kind: 'purchases',
      updated: 0,
      unchanged,
      failed: failed.length,
      operationId,
      photos: 0,
      photosLeft: 0,
      suspects: { total: 0, rows: [] },
      notices,
    }
  }

  /** All that was sold first, so that what came back finds it. */
  function book(fresh: readonly TillGroup[], importId: ImportId, notices: RowProblem[], job: JobContext) {
    const counts = { created: 0, returns: 0, netCents: 0 }
    const problems = Map.groupBy(notices, ({ line }) => line)
    const problemsOf = ({ lines }: TillGroup) => (problems.size === 0 ? [] : lines.flatMap(({ line }) => problems.get(line) ?? []))
    const withReturns: TillParts[] = []
    let done = 0
    const step = () => {
      if (done++ % REPORT_EVERY > 0) return
      if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
      job.report(done, fresh.length, 'writing')
    }
    for (const group of fresh) {
      step()
      const parts = partsOf(group)
      counts.netCents += group.netCents
      if (parts.returned.length > 0) withReturns.push(parts)
      if (parts.sold.length === 0) continue
      const id = bookSold(parts, importId, receipts)
      counts.created++
      repository.addRow(importId, group.lines[0]!.line, 'created', null, group.fingerprint, problemsOf(group), null, id)
    }
    for (const parts of withReturns) {
      step()
      const { group, sold, returned } = parts
      const { id, isUnknown } = bookReturned(parts, importId, receipts)
      counts.returns++
      const line = returned[0]!.line
      const own = isUnknown ? [returnUnknown(line, group.receiptNo || group.customer.hint)] : []
      if (own.length > 0 && notices.length < NAMED) notices.push(...own)
      const isWhole = sold.length === 0
      repository.addRow(
        importId,
        line,
        'created',
        null,
        isWhole ? group.fingerprint : null,
        [...own, ...(isWhole ? problemsOf(group) : [])],
        null,
        id,
      )
    }
    receipts.flush()
    job.report(fresh.length, fresh.length, 'finishing')
    return counts
  }

  return {
    start,
    async preview(options: TillOptions, job: JobContext): Promise<ImportPreview> {
      return tillPreview(await readTill(options, job), (id: CustomerId) => till.nameOf(id), unknownIn)
    },
  }
}
const withLines = (group: TillGroup, lines: TillGroup['lines']): TillGroup => ({
  ...group,
  lines,
  netCents: lines.reduce((sum, { netCents }) => sum + netCents, 0),
})
/** What the sentence names. */
function refusalOf(file: string, { dateExamples, mixedDays }: TillPlan) {
  if (!mixedDays) return { file, example: dateExamples[0] ?? '' }
  const { example, other, lines, count } = mixedDays
  return { file, example, other, rows: `${lines.join(', ')}${count > lines.length ? ' …' : ''}` }
}
/** Distinct customers whom the file names and nobody knows. */
function unknownIn(groups: readonly TillGroup[]): number {
  const unknown = new Set<string>()
  for (const { customer } of groups) if (customer.customerId === null && customer.key !== '') unknown.add(customer.key)
  return unknown.size
}
