import type { CustomerId, Handlers, ImportId, ImportPreview, ImportResult, JobContext, OperationId, Timestamp } from '#contract'
import { ImportTarget } from '#contract'
import type { z } from 'zod'
import { AppError } from '../../database/app-error.ts'
import type { CustomersService } from '../customers/customers.service.ts'
import type { ServiceBase } from '../service-base.ts'
import type { ValueReader } from './draft-values.ts'
import { saveFailedRows } from './failed-rows.ts'
import { numberedFirst, rowTaker } from './import-rows.ts'
import type { CustomerBook } from './import-rows.ts'
import { previewImport } from './import-preview.ts'
import { importsRepository } from './imports.repository.ts'
import type { RowAction } from './imports.repository.ts'
import { recordOf } from './merge.rules.ts'
import { hasNameColumn, openImportFile } from './open-file.ts'
import type { ImportFile, ImportOptions } from './open-file.ts'

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
  calls: Omit<Handlers['imports'], 'undo'>
  tasks: {
    'imports.preview': (input: ImportOptions, job: JobContext) => ImportPreview
    'imports.start': (input: ImportOptions, job: JobContext) => Result
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
}

const REPORT_EVERY = 256

/** Reads customers from CSV and vCard files: first a preview of what would happen, then all of it in one operation or nothing. */
export function importsService({ db, clock, newId, recorder, background, customers }: Deps): ImportsService {
  const repository = importsRepository(db)
  const { writer } = customers

  const valueReader = (): ValueReader => ({ phoneNormal: writer.phoneNormal, emailNormal: writer.emailNormal, today: clock.today() })
  const open = (input: ImportOptions, job: JobContext): ImportFile => {
    job.report(0, null, 'reading')
    return openImportFile(input, valueReader(), job.isCancelled)
  }
  const book: CustomerBook = {
    current: (id) => writer.current(id),
    insert: (draft) => writer.insert(recordOf(draft)),
    change: (id, change) => void writer.change(id, change),
  }

  function start(input: ImportOptions, job: JobContext): Result {
    const file = open(input, job)
    if (file.format === 'csv' && !hasNameColumn(file.columns)) throw new AppError('invalid', 'import-mapping-empty', { file: file.fileName })
    const { value, operationId } = recorder.run({ call: 'imports.start' }, () => {
      const importId = newId() as ImportId
      repository.startRun(importId, recorder.current(), file.fileName, file.format, clock.now(), { header: file.header })
      const counts = writer.whileFilling(() => writeRows(file, importId, job))
      repository.finishRun(importId, counts)
      recorder.describe({ count: counts.created + counts.updated })
      return { importId, ...counts }
    })
    return { ...value, operationId }
  }

  function writeRows(file: ImportFile, importId: ImportId, job: JobContext): Record<RowAction, number> {
    const take = rowTaker(repository, book)
    const counts = { created: 0, updated: 0, unchanged: 0, failed: 0 }
    let rows = 0
    for (const row of numberedFirst(file)) {
      if (rows % REPORT_EVERY === 0) {
        if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
        job.report(rows, file.expectedRows, 'writing')
      }
      rows++
      const { action, customerId, fingerprint, problems } = take(row)
      counts[action]++
      // A row that was read before and has nothing wrong with it needs no second entry.
      if (fingerprint === null && problems.length === 0) continue
      repository.addRow(importId, row.line, action, customerId as CustomerId | null, fingerprint, problems, action === 'failed' ? row.raw : null)
    }
    if (rows === 0) throw new AppError('invalid', 'import-no-rows', { file: file.fileName })
    if (job.isCancelled()) throw new AppError('cancelled', 'cancelled')
    job.report(rows, rows, 'finishing')
    return counts
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
    tasks: {
      'imports.preview': (input, job) => previewImport(open(input, job), repository, writer, job),
      'imports.start': start,
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
      targets: () => [...ImportTarget.options],
    },
  }
}
