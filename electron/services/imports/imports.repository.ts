import type { CustomerId, ImportFormat, ImportId, OperationId, RowProblem, Timestamp } from '#contract'
import { insertQueue } from '../../database/insert-queue.ts'
import type { Db } from '../../database/open.ts'

interface ImportRunRow {
  importId: ImportId
  operationId: OperationId | null
  fileName: string
  format: ImportFormat
  at: Timestamp
  created: number
  updated: number
  unchanged: number
  failed: number
  undoneAt: Timestamp | null
}
/** How the file was laid out, so that rows that stayed out can be written in its own form. */
interface FileLayout {
  header: readonly string[]
}
export type RowAction = 'created' | 'updated' | 'unchanged' | 'failed'
/** A customer as far as a row must know it to say whether it speaks of the same. */
export interface FoundCustomer {
  id: CustomerId
  kind: 'person' | 'firm'
  firstName: string
  lastName: string
  firmName: string
  isInBin: 0 | 1
}

const RUN = `id as importId, operation_id as operationId, file_name as fileName, format, at, created, updated, unchanged, failed, undone_at as undoneAt`
const FOUND = `c.id, c.kind, c.first_name as firstName, c.last_name as lastName, c.firm_name as firmName, c.deleted_at is not null as isInBin`

/** All SQL about imports. Customers are only looked up here; they are written by their own service. */
export function importsRepository(db: Db) {
  const insertRun = db.prepare<[ImportId, OperationId | null, string, string, Timestamp, string]>(
    'insert into import_run (id, operation_id, file_name, format, at, header) values (?, ?, ?, ?, ?, ?)',
  )
  const finishRun = db.prepare<[number, number, number, number, ImportId]>(
    'update import_run set created = ?, updated = ?, unchanged = ?, failed = ? where id = ?',
  )
  const rows = insertQueue(db, 'insert into import_row (import_id, line, action, customer_id, fingerprint, problems, raw)', 7)
  const run = db.prepare<[ImportId], ImportRunRow & { header: string }>(`select ${RUN}, header from import_run where id = ?`)
  const runs = db.prepare<[number, number], ImportRunRow>(`select ${RUN} from import_run order by at desc, id desc limit ? offset ?`)
  const runCount = db.prepare<[], number>('select count(*) from import_run').pluck()
  const problemRows = db
    .prepare<[ImportId, number, number], string>(
      `select p.value from import_row r, json_each(r.problems) p where r.import_id = ? and r.problems is not null order by r.line, r.id, p.key limit ? offset ?`,
    )
    .pluck()
  const problemCount = db
    .prepare<[ImportId], number>('select coalesce(sum(json_array_length(problems)), 0) from import_row where import_id = ? and problems is not null')
    .pluck()
  const failedRows = db.prepare<[ImportId], { line: number; problems: string | null; raw: string | null }>(
    "select line, problems, raw from import_row where import_id = ? and problems is not null and action = 'failed' order by line, id",
  )
  const markUndone = db.prepare<[Timestamp | null, ImportId]>('update import_run set undone_at = ? where id = ?')
  const byOperation = db.prepare<[OperationId], ImportId>('select id from import_run where operation_id = ?').pluck()
  const anyCustomer = db.prepare<[], number>('select exists (select 1 from customer)').pluck()
  // Who was merged into another is found as that other, by number and by earlier rows.
  const byNumber = db.prepare<[string], FoundCustomer>(
    `select ${FOUND} from customer n join customer c on c.id = coalesce(n.merged_into_id, n.id) where n.number = ?`,
  )
  const byReference = db.prepare<[string, string], FoundCustomer>(
    `select ${FOUND} from external_reference r join customer c on c.id = r.customer_id where r.system = ? and r.value = ? and c.deleted_at is null`,
  )
  const byContact = db.prepare<[string], FoundCustomer>(
    `select ${FOUND} from contact_detail d join customer c on c.id = d.customer_id where d.normal = ? and c.deleted_at is null order by c.id`,
  )
  // What an undone import changed is to be changed again by the same row; whom it made and undo kept is still there.
  const fingerprints = db
    .prepare<[], [number, CustomerId]>(
      `select r.fingerprint, c.id from import_row r join import_run i on i.id = r.import_id and (i.undone_at is null or r.action <> 'updated')
       join customer n on n.id = r.customer_id join customer c on c.id = coalesce(n.merged_into_id, n.id) where r.fingerprint is not null and c.deleted_at is null order by r.id`,
    )
    .raw()

  return {
    startRun(id: ImportId, operation: OperationId | null, fileName: string, format: ImportFormat, at: Timestamp, layout: FileLayout): void {
      rows.clear() // what an import that was given up had left
      insertRun.run(id, operation, fileName, format, at, JSON.stringify(layout))
    },
    finishRun(id: ImportId, counts: Record<RowAction, number>): void {
      rows.flush()
      finishRun.run(counts.created, counts.updated, counts.unchanged, counts.failed, id)
    },
    /** Written with the next rows, at the latest when the run is finished. */
    addRow(
      importId: ImportId,
      line: number,
      action: RowAction,
      customerId: CustomerId | null,
      fingerprint: number | null,
      problems: readonly RowProblem[],
      raw: readonly string[] | null,
    ): void {
      const problemText = problems.length > 0 ? JSON.stringify(problems) : null
      rows.add(importId, line, action, customerId, fingerprint, problemText, raw ? JSON.stringify(raw) : null)
    },
    find(id: ImportId): (ImportRunRow & FileLayout) | undefined {
      const row = run.get(id)
      return row && { ...row, ...(JSON.parse(row.header) as FileLayout) }
    },
    list: (limit: number, offset: number) => ({ rows: runs.all(limit, offset), total: runCount.get() ?? 0 }),
    problems: (id: ImportId, limit: number, offset: number) => ({
      rows: problemRows.all(id, limit, offset).map((text) => JSON.parse(text) as RowProblem),
      total: problemCount.get(id) ?? 0,
    }),
    failedRows: (id: ImportId) =>
      failedRows.all(id).map(({ line, problems, raw }) => ({
        line,
        problems: JSON.parse(problems ?? '[]') as RowProblem[],
        raw: JSON.parse(raw ?? '[]') as string[],
      })),
    markUndone: (id: ImportId, at: Timestamp | null) => void markUndone.run(at, id),
    byOperation: (id: OperationId) => byOperation.get(id),
    hasCustomers: () => anyCustomer.get() === 1,
    byNumber: (number: string) => byNumber.get(number),
    byReference: (system: string, value: string) => byReference.get(system, value),
    byContact: (normal: string) => byContact.all(normal),
    /** Rows that were read before and whose customer is still there, the newest last. */
    fingerprints: () => fingerprints.iterate(),
  }
}
export type ImportsRepository = ReturnType<typeof importsRepository>
