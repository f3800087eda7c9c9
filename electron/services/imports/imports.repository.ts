import type {
  Cents,
  CustomerId,
  ImportFormat,
  ImportId,
  ImportKey,
  ImportKind,
  ImportMode,
  IsoDate,
  OperationId,
  PurchaseId,
  RowAction,
  RowProblem,
  Timestamp,
} from '#contract'
import { insertQueue } from '../../database/insert-queue.ts'
import type { Db } from '../../database/open.ts'

interface ImportRunRow {
  importId: ImportId
  operationId: OperationId | null
  fileName: string
  format: ImportFormat
  mode: ImportMode
  key: ImportKey | null
  at: Timestamp
  created: number
  updated: number
  unchanged: number
  failed: number
  undoneAt: Timestamp | null
  kind: ImportKind
  returns: number
  unknownCustomers: number
  netCents: number
}
/** How the file was laid out, so that rows that stayed out can be written in its own form. */
interface FileLayout {
  header: readonly string[]
}
/** A run as it begins. */
interface RunStart {
  fileName: string
  format: ImportFormat
  mode: ImportMode
  key: ImportKey | null
  at: Timestamp
  header: readonly string[]
}
interface StoredRow {
  line: number
  action: RowAction
  customerId: CustomerId | null
  name: string | null
  isThere: 0 | 1
  problems: string | null
  raw: string | null
  receiptNo: string | null
  day: IsoDate | null
  kind: 'purchase' | 'return' | null
  totalCents: Cents | null
}
/** A customer as far as a row must know it to say whether it speaks of the same. */
export interface FoundCustomer {
  id: CustomerId
  kind: 'person' | 'firm'
  firstName: string
  lastName: string
  firmName: string
  isInBin: 0 | 1
}

const RUN = `id as importId, operation_id as operationId, file_name as fileName, format, mode, match_key as key, at, created, updated, unchanged, failed, undone_at as undoneAt,
  kind, returns, unknown_customers as unknownCustomers, net_cents as netCents`
const ROWS =
  'from import_row r left join purchase u on u.id = r.purchase_id where r.id between @first and @last and r.import_id = @importId and (@action is null or r.action = @action)'
const FOUND = `c.id, c.kind, c.first_name as firstName, c.last_name as lastName, c.firm_name as firmName, c.deleted_at is not null as isInBin`

/** All SQL about imports. Customers are only looked up here; they are written by their own service. */
export function importsRepository(db: Db) {
  const insertRun = db.prepare<[ImportId, OperationId | null, string, string, ImportMode, ImportKey | null, Timestamp, string]>(
    `insert into import_run (id, operation_id, file_name, format, mode, match_key, at, header, first_row)
     values (?, ?, ?, ?, ?, ?, ?, ?, (select coalesce(max(id), 0) + 1 from import_row))`,
  )
  const finishRun = db.prepare<[number, number, number, number, ImportId]>(
    'update import_run set created = ?, updated = ?, unchanged = ?, failed = ?, last_row = (select max(id) from import_row) where id = ?',
  )
  const rowQueue = insertQueue(db, 'insert into import_row (import_id, line, action, customer_id, fingerprint, problems, raw, purchase_id)', 8)
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
  type Range = { importId: ImportId; first: number | null; last: number | null; action: RowAction | null }
  const rangeOf = db.prepare<[ImportId], { first: number | null; last: number | null }>(
    'select first_row as first, last_row as last from import_run where id = ?',
  )
  const rows = db.prepare<[Range & { limit: number; offset: number }], StoredRow>(
    `select line, action, coalesce(r.customer_id, u.customer_id) as customerId, problems, raw,
       u.receipt_no as receiptNo, u.day, u.kind, u.total_cents as totalCents,
       coalesce((select display_name from customer_summary s where s.customer_id = coalesce(r.customer_id, u.customer_id)),
         (select case when kind = 'firm' and firm_name <> '' then firm_name else trim(first_name || ' ' || last_name) end from customer c where c.id = r.customer_id), nullif(u.customer_hint, '')) as name,
       exists (select 1 from customer c where c.id = coalesce(r.customer_id, u.customer_id) and c.deleted_at is null) as isThere
     ${ROWS} order by r.id limit @limit offset @offset`,
  )
  const rowCount = db.prepare<[Range], number>(`select count(*) ${ROWS}`).pluck()
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
  const byId = db.prepare<[CustomerId], FoundCustomer>(`select ${FOUND} from customer c where c.id = ? and c.deleted_at is null`)
  const byContact = db.prepare<[string], FoundCustomer>(
    `select ${FOUND} from contact_detail d join customer c on c.id = d.customer_id where d.normal = ? and c.deleted_at is null order by c.id`,
  )
  // What an undone import changed is to be changed again by the same row; whom it made and undo kept is still there.
  const fingerprints = db
    .prepare<[], [number, CustomerId]>(
      `select r.fingerprint, c.id from import_row r join import_run i on i.id = r.import_id and i.kind = 'customers' and (i.undone_at is null or r.action <> 'updated')
       join customer n on n.id = r.customer_id join customer c on c.id = coalesce(n.merged_into_id, n.id) where r.fingerprint is not null and c.deleted_at is null order by r.id`,
    )
    .raw()

  return {
    startRun(id: ImportId, operation: OperationId | null, { fileName, format, mode, key, at, header }: RunStart): void {
      rowQueue.clear() // what an import that was given up had left
      insertRun.run(id, operation, fileName, format, mode, key, at, JSON.stringify({ header } satisfies FileLayout))
    },
    finishRun(id: ImportId, counts: Record<RowAction, number>): void {
      rowQueue.flush()
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
      purchaseId: PurchaseId | null = null,
    ): void {
      const problemText = problems.length > 0 ? JSON.stringify(problems) : null
      rowQueue.add(importId, line, action, customerId, fingerprint, problemText, raw ? JSON.stringify(raw) : null, purchaseId)
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
    /** The rows of a run, in the order in which they were taken. */
    rows(importId: ImportId, action: RowAction | null, limit: number, offset: number) {
      const range: Range = { importId, action, first: null, last: null, ...rangeOf.get(importId) }
      const found = rows.all({ ...range, limit, offset }).map(({ problems, raw, receiptNo, day, kind, totalCents, ...row }) => ({
        ...row,
        receipt: day === null || kind === null || totalCents === null ? null : { receiptNo: receiptNo ?? '', day, kind, totalCents },
        problems: JSON.parse(problems ?? '[]') as RowProblem[],
        raw: JSON.parse(raw ?? '[]') as string[],
      }))
      return { rows: found, total: rowCount.get(range) ?? 0 }
    },
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
    byId: (id: CustomerId) => byId.get(id),
    byReference: (system: string, value: string) => byReference.get(system, value),
    byContact: (normal: string) => byContact.all(normal),
    /** Rows that were read before and whose customer is still there, the newest last. */
    fingerprints: () => fingerprints.iterate(),
  }
}
export type ImportsRepository = ReturnType<typeof importsRepository>
