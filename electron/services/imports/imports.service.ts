import type {
  CustomerId,
  Handlers,
  ImportId,
  ImportKind,
  ImportMappingId,
  ImportPreview,
  ImportResult,
  JobContext,
  OperationId,
  OwnTarget,
  RowAction,
  Timestamp,
} from '#contract'
import { ImportMapping, ImportTarget, TillMapping } from '#contract'
import type { z } from 'zod'
import { AppError } from '../../database/app-error.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import type { ReceiptWriter } from '../purchases/receipt-writer.ts'
import type { ServiceBase } from '../service-base.ts'
import type { ValueReader } from './draft-values.ts'
import { saveFailedRows } from './failed-rows.ts'
import { importMappingsRepository } from './import-mappings.repository.ts'
import { importRowsReader } from './import-rows-reader.ts'
import { numberedFirst, rowTaker } from './import-rows.ts'
import type { CustomerBook } from './import-rows.ts'
import { previewImport } from './import-preview.ts'
import { importsRepository } from './imports.repository.ts'
import { recordOf } from './merge.rules.ts'
import { hasNameColumn, openImportFile } from './open-file.ts'
import type { ImportFile, ImportOptions } from './open-file.ts'
import type { OwnFields, PhotoPlace } from './own-fields.ts'
import { rulesFor, wantedOf } from './row-rules.ts'
import type { Wanted } from './row-rules.ts'
import { suspectWatch } from './suspects.ts'
import { kindOfFile } from './till-file.ts'
import { tillImport } from './till-import.ts'
import type { TillOptions } from './till-import.ts'
import type { Duplicates } from './suspects.ts'

/** One import, as the operations need it to take it back. */
interface ImportToUndo {
  operationId: OperationId | null
  undoneAt: Timestamp | null
}
type Result = z.infer<typeof ImportResult>

interface SaveInput {
  importId: ImportId
  file: string
  reasonTexts: Record<string, string>
}

interface ImportsService {
  calls: Omit<Handlers['imports'], 'undo' | 'rows'>
  /** Answers `imports.rows`, given the history of a customer. */
  rowsWith(history: Handlers['operations']['history']): Handlers['imports']['rows']
  tasks: {
    'imports.preview': (input: Order, job: JobContext) => Promise<ImportPreview>
    'imports.start': (input: Order, job: JobContext) => Promise<Result>
    'imports.saveFailedRows': (input: SaveInput) => { file: string; rows: number }
  }
  /** What is to be taken back; refuses with import-gone. Its operation is null where the import changed nothing. */
  find(importId: ImportId): ImportToUndo
  /** The import that an operation was; undefined for any other operation. */
  byOperation(operationId: OperationId): ImportId | undefined
  /** Writes down that an import was taken back; null when redo has put it in force again. */
  markUndone(importId: ImportId, at: Timestamp | null): void
}

type Deps = Pick<ServiceBase, 'db' | 'clock' | 'newId' | 'recorder' | 'background'> & {
  customers: Pick<CustomersService, 'writer'>
  receipts: ReceiptWriter
  /** Optional capabilities: an import does without them. */
  photos?: PhotoPlace
  ownFields?: OwnFields
  duplicates?: Duplicates
}

/** The input of a call, of either kind of file. */
type Order = Omit<ImportOptions, 'mapping'> & Omit<TillOptions, 'mapping'> & { kind?: ImportKind | 'auto'; mapping?: unknown }

const REPORT_EVERY = 256

/** Where the columns go, in the words of the file's kind. */
function mappingIn<T>(schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } }, mapping: unknown): T | undefined {
  if (mapping === undefined) return undefined
  const read = schema.safeParse(mapping)
  if (!read.success) throw new AppError('invalid', 'input-invalid', { field: 'mapping' })
  return read.data
}
const isTill = async ({ kind, file }: Order) => (kind === 'auto' ? await kindOfFile(file) : kind) === 'purchases'
const ofCustomers = (order: Order): ImportOptions => ({ ...order, mapping: mappingIn(ImportMapping, order.mapping) })
const ofTill = (order: Order): TillOptions => ({ ...order, mapping: mappingIn(TillMapping, order.mapping) })

/** Reads customers from CSV, Excel and vCard files: first a preview of what would happen, then all of it in one operation or nothing. */
export function importsService({ db, clock, newId, recorder, background, customers, receipts, photos, ownFields, duplicates }: Deps): ImportsService {
  const repository = importsRepository(db)
  const mappings = importMappingsRepository(db)
  const { writer } = customers
  const till = tillImport({ db, clock, newId, recorder, repository, writer, receipts })

  const ownColumns = () => (ownFields?.all() ?? []).map(({ id, name }) => ({ target: `own:${id}` as OwnTarget, name }))
  const valueReader = (): ValueReader => ({
    phoneNormal: writer.phoneNormal,
    emailNormal: writer.emailNormal,
    today: clock.today(),
    ...(ownFields && { readOwn: ownFields.read }),
  })
  const open = (input: ImportOptions, job: JobContext): Promise<ImportFile> => {
    job.report(0, null, 'reading')
    return openImportFile(input, { reader: valueReader(), own: ownColumns(), saved: mappings.find, isCancelled: job.isCancelled })
  }
  const book: CustomerBook = {
    current: (id) => writer.current(id),
    insert(draft) {
      const id = writer.insert(recordOf(draft))
      if (draft.own) ownFields?.write(id, draft.own)
      return id
    },
    change: (id, change) => void writer.change(id, change),
    setOwn(id, values) {
      if (!ownFields?.differs(id, values)) return false
      ownFields.write(id, values)
      return true
    },
  }

  async function start(input: ImportOptions, job: JobContext): Promise<Result> {
    const file = await open(input, job)
    const wanted = wantedOf(input, file)
    if (file.format !== 'vcard' && !hasNameColumn(file.columns)) throw new AppError('invalid', 'import-mapping-empty', { file: file.fileName })
    const rules = rulesFor(file, wanted, repository, job)
    const suspects = suspectWatch(duplicates, input.duplicates)
    const { value, operationId } = recorder.run({ call: 'imports.start' }, () => {
      const importId = newId() as ImportId
      const { fileName, format, header } = file
      repository.startRun(importId, recorder.current(), { fileName, format, header, ...wanted, at: clock.now() })
      const take = rowTaker(repository, book, { ...rules, beforeNew: suspects.beforeNew })
      const { counts, ...pictures } = writer.whileFilling(() => writeRows(file, importId, take, job))
      repository.finishRun(importId, counts)
      keepMapping(input, file, wanted)
      recorder.describe({ count: counts.created + counts.updated })
      return { importId, ...counts, ...pictures }
    })
    const ofTills = { kind: 'customers' as const, returns: 0, unknownCustomers: 0, netCents: 0, notices: [] }
    return { ...value, ...ofTills, operationId, suspects: suspects.found() }
  }

  /** What the owner chose is chosen for the next file with the same columns; what was found out needs no keeping. */
  function keepMapping(input: ImportOptions, file: ImportFile, { mode, key }: Wanted): void {
    const isChosen = input.mapping !== undefined || input.mode !== undefined || input.key !== undefined
    if (file.signature === null || (!isChosen && !file.saved)) return
    const kept = { signature: file.signature, name: file.fileName, mapping: file.columns.map(({ target }) => target), mode, key }
    mappings.keep(newId() as ImportMappingId, kept, clock.now())
  }

  function writeRows(file: ImportFile, importId: ImportId, take: ReturnType<typeof rowTaker>, job: JobContext) {
    const counts: Record<RowAction, number> = { created: 0, updated: 0, unchanged: 0, failed: 0 }
    let kept = 0
    let left = 0
    let rows = 0
    for (const row of numberedFirst(file)) {
      if (rows % REPORT_EVERY === 0) {
        if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
        job.report(rows, file.expectedRows, 'writing')
      }
      rows++
      const { action, customerId, fingerprint, problems } = take(row)
      counts[action]++
      if (row.draft?.photo && customerId !== null && fingerprint !== null) {
        if (photos?.keep(customerId, row.draft.photo)) kept++
        else left++
      }
      // A row that was read before and has nothing wrong with it needs no second entry.
      if (action === 'unchanged' && fingerprint === null && problems.length === 0) continue
      repository.addRow(importId, row.line, action, customerId as CustomerId | null, fingerprint, problems, action === 'failed' ? row.raw : null)
    }
    if (rows === 0) throw new AppError('invalid', 'import-no-rows', { file: file.fileName })
    if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
    job.report(rows, rows, 'finishing')
    return { counts, photos: kept, photosLeft: left }
  }

  function requireRun(importId: ImportId) {
    const run = repository.find(importId)
    if (!run) throw new AppError('missing', 'import-gone')
    return run
  }
  const quiet: JobContext = { report() {}, isCancelled: () => false }

  return {
    find: requireRun,
    byOperation: repository.byOperation,
    markUndone: repository.markUndone,
    rowsWith: (history) => importRowsReader(repository, requireRun, history),
    tasks: {
      async 'imports.preview'(order, job) {
        if (await isTill(order)) return till.preview(ofTill(order), job)
        const input = ofCustomers(order)
        const file = await open(input, job)
        const suspects = suspectWatch(duplicates, input.duplicates)
        return previewImport(file, wantedOf(input, file), { imports: repository, writer, own: ownColumns(), ownFields, suspects }, job)
      },
      'imports.start': async (order, job) => ((await isTill(order)) ? till.start(ofTill(order), job) : start(ofCustomers(order), job)),
      'imports.saveFailedRows': ({ importId, file, reasonTexts }) => {
        const { format, header } = requireRun(importId)
        return saveFailedRows({ file, format, header, rows: repository.failedRows(importId), reasonTexts })
      },
    },
    calls: {
      preview: (input) => background.run('imports.preview', input, quiet),
      previewJob: (input, job) => background.run('imports.preview', input, job),
      start: (input, job) => background.run('imports.start', input, job),
      list: ({ limit, offset }) => repository.list(limit, offset),
      problems({ importId, limit, offset }) {
        requireRun(importId)
        return repository.problems(importId, limit, offset)
      },
      saveFailedRows: (input, job) => background.run('imports.saveFailedRows', input, job),
      targets: () => [...ImportTarget.options, ...ownColumns().map(({ target }) => target)],
      mappings: () => mappings.all(),
      renameMapping({ mappingId, name }) {
        if (!mappings.rename(mappingId, name)) throw new AppError('missing', 'import-mapping-gone')
        return {}
      },
      removeMapping({ mappingId }) {
        if (!mappings.remove(mappingId)) throw new AppError('missing', 'import-mapping-gone')
        return {}
      },
      saveMapping(kept) {
        mappings.keep(newId() as ImportMappingId, kept, clock.now())
        const { mappingId } = mappings.find(kept.signature)!
        mappings.rename(mappingId, kept.name)
        return { mappingId }
      },
    },
  }
}
