import { z } from 'zod'
import { job, read } from './call.ts'
import { CustomerId, FilePath, ImportId, Limit, Nothing, Offset, OperationId, Timestamp } from './values.ts'

export const importReasons = [
  'import-file-empty',
  'import-file-too-large',
  'import-file-binary',
  'import-file-unknown',
  'import-no-rows',
  'import-too-many-columns',
  'import-mapping-empty',
  'import-quotes-unbalanced',
  'import-gone',
  'import-already-undone',
  'import-row-without-name',
  'import-row-phone',
  'import-row-email',
  'import-row-birthday',
  'import-row-birthday-future',
  'import-row-too-long',
  'import-row-columns',
  'import-row-number-taken',
  'import-vcard-broken',
] as const

/** Where a column of a file goes. `ignore` leaves it out; `fullName` is split ("Kern, Sabine" or "Sabine Kern"). */
export const ImportTarget = z.enum([
  'ignore',
  'number',
  'kind',
  'salutation',
  'title',
  'firstName',
  'lastName',
  'fullName',
  'nameAddition',
  'firmName',
  'phone',
  'phone2',
  'mobile',
  'fax',
  'email',
  'email2',
  'web',
  'street',
  'houseNumber',
  'addressAddition',
  'postcode',
  'city',
  'country',
  'birthday',
  'birthDay',
  'birthMonth',
  'birthYear',
  'addressForm',
  'memo',
  'source',
  'tags',
  'externalId',
])
export type ImportTarget = z.infer<typeof ImportTarget>
/** One target per column, by position in the file. */
export const ImportMapping = z.array(ImportTarget).max(1000)
export type ImportMapping = z.infer<typeof ImportMapping>
export const ImportFormat = z.enum(['csv', 'vcard'])
export type ImportFormat = z.infer<typeof ImportFormat>
export const ImportEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
export type ImportEncoding = z.infer<typeof ImportEncoding>

/** What is wrong with a row (`failed`: the row stays out) or with one of its values (`dropped`: the row comes in without it). */
export const RowProblem = z.object({
  line: z.int(),
  reason: z.string(),
  severity: z.enum(['failed', 'dropped']),
  value: z.string(),
  column: z.string(),
})
export type RowProblem = z.infer<typeof RowProblem>
/** All problems of one kind: how often, and the first few of them. */
export const ProblemGroup = z.object({
  reason: z.string(),
  severity: RowProblem.shape.severity,
  count: z.int(),
  values: z.array(z.string()),
  lines: z.array(z.int()),
})
export type ProblemGroup = z.infer<typeof ProblemGroup>
export const SampleRow = z.object({
  line: z.int(),
  name: z.string(),
  address: z.string(),
  phone: z.string(),
  email: z.string(),
  birthday: z.string(),
  action: z.enum(['create', 'update', 'unchanged', 'failed']),
  customerId: CustomerId.nullable(),
})
export type SampleRow = z.infer<typeof SampleRow>
export const ImportColumn = z.object({ index: z.int(), header: z.string(), target: ImportTarget, example: z.string() })
export type ImportColumn = z.infer<typeof ImportColumn>
export const ImportPreview = z.object({
  fileName: z.string(),
  format: ImportFormat,
  encoding: ImportEncoding,
  delimiter: z.string().nullable(),
  hasHeader: z.boolean(),
  headerLanguage: z.string().nullable(),
  rows: z.int(),
  columns: z.array(ImportColumn),
  sample: z.array(SampleRow),
  counts: z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), failed: z.int() }),
  problems: z.array(RowProblem),
  problemTotal: z.int(),
  /** Every problem, by kind; `problems` holds only the first ones. */
  problemGroups: z.array(ProblemGroup),
  /** A few values with umlauts, so that a wrong encoding is seen. */
  umlautExamples: z.array(z.string()),
})
export type ImportPreview = z.infer<typeof ImportPreview>
export const ImportResult = z.object({
  importId: ImportId,
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  operationId: OperationId.nullable(),
})
export type ImportResult = z.infer<typeof ImportResult>
export const ImportRun = ImportResult.extend({ fileName: z.string(), format: ImportFormat, at: Timestamp, undoneAt: Timestamp.nullable() })
export type ImportRun = z.infer<typeof ImportRun>
export const ImportUndone = z.object({
  removed: z.int(),
  reverted: z.int(),
  kept: z.array(z.object({ customerId: CustomerId, displayName: z.string() })),
  keptTotal: z.int(),
})

/** What is left out is found out from the file; `hasHeader` says whether the first row names the columns. */
const options = {
  file: FilePath,
  mapping: ImportMapping.optional(),
  encoding: ImportEncoding.optional(),
  delimiter: z.string().max(1).optional(),
  hasHeader: z.boolean().optional(),
}

export const importCalls = {
  /** Reads the whole file, changes nothing: what would happen to each row. A job in the window (`previewJob`), a plain answer for scripts. */
  preview: read(z.object(options), ImportPreview, { paths: ['file'] }),
  previewJob: job(z.object(options), ImportPreview, { paths: ['file'] }),
  start: job(z.object(options), ImportResult, { touches: ['customers', 'imports', 'operations'], writes: true, paths: ['file'] }),
  /** Takes a whole import back. Customers changed since are kept and named. */
  undo: job(z.object({ importId: ImportId }), ImportUndone, { touches: ['customers', 'imports', 'operations', 'phases'], writes: true }),
  list: read(z.object({ limit: Limit.default(50), offset: Offset.default(0) }), z.object({ rows: z.array(ImportRun), total: z.int() })),
  problems: read(
    z.object({ importId: ImportId, limit: Limit.default(100), offset: Offset.default(0) }),
    z.object({ rows: z.array(RowProblem), total: z.int() }),
  ),
  /**
   * Writes the rows that stayed out to a file that can be corrected and read in again: a CSV with the file's own columns, line and
   * reason; a vCard file where they came from one. `reasonTexts` words the reasons; without it they stand by their keys.
   */
  saveFailedRows: job(
    z.object({ importId: ImportId, file: FilePath, reasonTexts: z.record(z.string(), z.string()).default({}) }),
    z.object({ file: z.string(), rows: z.int() }),
    { paths: ['file'] },
  ),
  targets: read(Nothing, z.array(ImportTarget)),
}
