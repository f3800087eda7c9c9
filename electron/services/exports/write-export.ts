import type {
  CustomerId,
  CustomerSelection,
  ExportColumns,
  ExportFormat,
  ExportResult,
  JobContext,
  ListedColumn,
  OwnField,
  OwnValues,
  Settings,
  VcardVersion,
  ViewId,
} from '#contract'
import { ListedColumn as ColumnName } from '#contract'
import { AppError } from '../../database/app-error.ts'
import type { Clock } from '../../database/clock.ts'
import type { Db } from '../../database/open.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import { writeArchive } from './archive-file.ts'
import { csvWriter } from './csv-file.ts'
import { allColumns, listColumns, rowsOf } from './export-columns.ts'
import type { ExportedCustomer, TableColumn } from './export-columns.ts'
import type { ExportLanguage } from './export-words.ts'
import type { exportsRepository } from './exports.repository.ts'
import { ownColumns } from './own-columns.ts'
import { wholeCard } from './vcard-card.ts'
import type { Photo } from './vcard-card.ts'
import { writeInPieces } from './whole-file.ts'
import type { WriteChunk } from './whole-file.ts'
import { MOST_ROWS, xlsxWriter } from './xlsx-file.ts'
import { zipInto } from './zip-file.ts'

export interface ExportOrder {
  file: string
  format: ExportFormat
  selection: CustomerSelection
  columns: ExportColumns
  delimiter: ';' | ','
  vcardVersion: VcardVersion
  language: ExportLanguage
}
export interface WriterDeps {
  db: Db
  clock: Clock
  settings: { read(): Settings }
  customers: Pick<CustomersService, 'writer'>
  repository: ReturnType<typeof exportsRepository>
  /** Which customers are meant, in the order of the list; refuses a view that is gone. */
  selectedIds(selection: CustomerSelection): CustomerId[]
  /** Written into cards, where there is one. */
  photoOf?(customerId: CustomerId): Photo | null
  /** The columns that a view shows; empty where it has none of its own. */
  columnsOf?(viewId: ViewId): readonly string[]
  /** The fields that the owner made. */
  ownFields?: { list(): OwnField[]; valuesOf(customerIds: readonly CustomerId[]): ReadonlyMap<CustomerId, OwnValues> }
  dataDir: string
}
/** What the list shows before its owner chooses. */
const FIRST_COLUMNS: readonly ListedColumn[] = ['name', 'phase', 'lastPurchase', 'net12', 'points', 'phone', 'city']
const REPORT_EVERY = 100

/** Writes one export; the work of the thread. All of it sees the data as they were when it began. */
export function exportWriter(deps: WriterDeps): (order: ExportOrder, job: JobContext) => ExportResult {
  const { db, clock, settings, customers, repository, selectedIds, dataDir } = deps

  /** One after the other; one that lies in the bin is left out. */
  function* exported(ids: readonly CustomerId[], job: JobContext): Generator<ExportedCustomer> {
    for (const [index, customerId] of ids.entries()) {
      if (index % REPORT_EVERY === 0) {
        if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
        job.report(index, ids.length, 'exporting')
      }
      const customer = customers.writer.current(customerId)
      const figures = repository.figures(customerId)
      if (customer && figures) yield { customer, figures }
    }
  }

  function columnsFor({ columns, language, selection }: ExportOrder, ids: readonly CustomerId[]): TableColumn[] {
    const own = deps.ownFields ? ownColumns(deps.ownFields, language) : new Map<string, TableColumn>()
    if (columns === 'all') return [...allColumns(repository.widths(ids), language), ...own.values()]
    if (columns !== 'list') return listColumns(columns, language, own)
    const viewId = 'viewId' in selection ? selection.viewId : null
    const ofView = known(viewId === null ? [] : (deps.columnsOf?.(viewId) ?? []))
    return listColumns(ofView.length > 0 ? ofView : shownColumns(), language, own)
  }
  /** What a list may show, without what no export knows. */
  const known = (keys: readonly string[]): ListedColumn[] =>
    keys.flatMap((key) => {
      const column = ColumnName.safeParse(key)
      return column.success ? [column.data] : []
    })
  /** The columns of the customer list as its owner chose them; the name comes first. */
  function shownColumns(): readonly ListedColumn[] {
    const chosen = known(settings.read().customerColumns)
    return chosen.length === 0 ? FIRST_COLUMNS : ['name', ...chosen.filter((key) => key !== 'name')]
  }

  function writeCustomers(order: ExportOrder, ids: readonly CustomerId[], write: WriteChunk, job: JobContext): number {
    const { format, language } = order
    let count = 0
    if (format === 'vcard') {
      for (const { customer } of exported(ids, job)) {
        write(wholeCard(customer, order.vcardVersion, language, deps.photoOf?.(customer.id) ?? null))
        count++
      }
      return count
    }
    const columns = columnsFor(order, ids)
    const isWhole = order.columns === 'all'
    if (format === 'csv') {
      const csv = csvWriter(columns, order.delimiter, language)
      write(csv.head())
      for (const customer of exported(ids, job)) {
        for (const row of rowsOf(customer, isWhole)) write(csv.row(row))
        count++
      }
      return count
    }
    const zip = zipInto(write)
    const sheet = xlsxWriter(zip, columns, language)
    let rows = 1
    for (const customer of exported(ids, job)) {
      for (const row of rowsOf(customer, isWhole)) {
        if (++rows > MOST_ROWS) throw new AppError('invalid', 'export-too-many-rows', { most: MOST_ROWS - 1 })
        sheet.row(row)
      }
      count++
    }
    sheet.end()
    zip.end()
    return count
  }

  function writeAll(order: ExportOrder, write: WriteChunk, job: JobContext): number {
    if (order.format === 'archive') {
      const zip = zipInto(write)
      writeArchive(zip, { db, dataDir, at: clock.now(), job })
      zip.end()
      return repository.customers()
    }
    const ids = selectedIds(order.selection)
    const count = writeCustomers(order, ids, write, job)
    if (count === 0) throw new AppError('invalid', 'export-nobody')
    return count
  }

  return (order, job) => {
    job.report(0, null, 'exporting')
    // A read transaction of its own, unless one is open: every table is read as of the same moment.
    const isOuter = !db.inTransaction
    if (isOuter) db.exec('begin')
    try {
      const { value, bytes } = writeInPieces(order.file, (write) => {
        const rows = writeAll(order, write, job)
        if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
        job.report(rows, rows, 'finishing')
        return rows
      })
      return { file: order.file, rows: value, bytes }
    } finally {
      if (isOuter && db.inTransaction) db.exec('rollback')
    }
  }
}
