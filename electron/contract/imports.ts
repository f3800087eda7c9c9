import { z } from 'zod'
import { job, read, write } from './call.ts'
import { DuplicateReason } from './duplicates.ts'
import { ImportKind, OutlierRule, TillMapping, TillPreview, tillReasons } from './till.ts'
import { OwnTarget } from './own-target.ts'
import { Cents, CustomerId, FilePath, ImportId, ImportMappingId, IsoDate, Limit, Nothing, Offset, OperationId, Timestamp, line } from './values.ts'

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
  'import-row-known',
  'import-row-not-found',
  'import-row-key-missing',
  'import-row-key-twice',
  'import-row-key-several',
  'import-row-photo',
  'import-row-photo-large',
  'import-row-own-value',
  'import-row-maybe-duplicate',
  'import-vcard-broken',
  'import-key-missing',
  'import-sheet-gone',
  'import-sheet-empty',
  'import-sheet-too-large',
  'import-excel-locked',
  'import-excel-old',
  'import-excel-broken',
  'import-mapping-gone',
  'import-mapping-unnamed',
  ...tillReasons,
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
  'personRole',
  'personPhone',
  'personEmail',
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
  'letterGreeting',
  'memo',
  'source',
  'tags',
  'externalId',
])
export type ImportTarget = z.infer<typeof ImportTarget>
export const ColumnTarget = z.union([ImportTarget, OwnTarget])
export type ColumnTarget = z.infer<typeof ColumnTarget>
/** One target per column, by position in the file. */
export const ImportMapping = z.array(ColumnTarget).max(1000)
export type ImportMapping = z.infer<typeof ImportMapping>
/** What may happen to rows: only new customers, only known ones completed, or both. */
export const ImportMode = z.enum(['create', 'update', 'both'])
export type ImportMode = z.infer<typeof ImportMode>
/** By what a row finds its customer; without one by number, reference, or contact together with name. */
export const ImportKey = z.enum(['number', 'email', 'phone', 'externalId', 'uid'])
export type ImportKey = z.infer<typeof ImportKey>
/**
 * What becomes of new rows that look like a customer who is there already, or like an earlier row of the file. `off` does not look: that
 * spares reading and comparing all customers, so it is what scripts get when they say nothing. The window says `take` by itself.
 */
export const SuspectRule = z.enum(['off', 'take', 'leave-out'])
export type SuspectRule = z.infer<typeof SuspectRule>
/** The program that wrote a file, as far as it can be told from it. */
export const ImportOrigin = z.enum(['outlook', 'google', 'apple', 'thunderbird', 'android', 'orgamax', 'lexware', 'windows-live', 'yahoo'])
export type ImportOrigin = z.infer<typeof ImportOrigin>
export const ImportFormat = z.enum(['csv', 'vcard', 'xlsx'])
export type ImportFormat = z.infer<typeof ImportFormat>
export const ImportEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])
export type ImportEncoding = z.infer<typeof ImportEncoding>

/**
 * What is to be said of a row (`failed`: it stays out; `kept`: its customer stays as they are) or of one of its values (`dropped`: the
 * row comes in without it).
 */
export const RowProblem = z.object({
  line: z.int(),
  reason: z.string(),
  severity: z.enum(['failed', 'dropped', 'kept']),
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
export const ImportColumn = z.object({ index: z.int(), header: z.string(), target: ColumnTarget, example: z.string() })
export type ImportColumn = z.infer<typeof ImportColumn>
/** A new row that looks like a customer (`customerId`), or like an earlier row of the same file (`otherLine`). */
export const SuspectRow = z.object({
  line: z.int(),
  name: z.string(),
  customerId: CustomerId.nullable(),
  otherLine: z.int().nullable(),
  otherName: z.string(),
  score: z.number(),
  reasons: z.array(DuplicateReason.shape.fact),
})
export type SuspectRow = z.infer<typeof SuspectRow>
/** How many rows look like somebody who is there already, and the first of them. */
const Suspects = z.object({ total: z.int(), rows: z.array(SuspectRow) })
/** How a file with these columns was read last; used again without asking. */
export const SavedMapping = z.object({
  mappingId: ImportMappingId,
  signature: z.string(),
  name: z.string(),
  mapping: ImportMapping,
  mode: ImportMode,
  key: ImportKey.nullable(),
  usedAt: Timestamp,
})
export type SavedMapping = z.infer<typeof SavedMapping>
export const ImportPreview = z.object({
  kind: ImportKind,
  /** What a till's file would bring; null for a list of customers. The customers' own figures are empty then. */
  till: TillPreview.nullable(),
  fileName: z.string(),
  format: ImportFormat,
  origin: ImportOrigin.nullable(),
  /** Names of the sheets of a workbook, and which of them is read. */
  sheets: z.array(z.string()),
  sheet: z.string().nullable(),
  mode: ImportMode,
  key: ImportKey.nullable(),
  /** The keys that this file holds. */
  keys: z.array(ImportKey),
  /** Fields of the owner's own to which columns can go. */
  ownTargets: z.array(z.object({ target: OwnTarget, name: z.string() })),
  savedMapping: SavedMapping.pick({ mappingId: true, name: true }).nullable(),
  /** Pictures in a vCard file. */
  photos: z.int(),
  suspects: Suspects,
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
const ImportOutcome = z.object({
  importId: ImportId,
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  operationId: OperationId.nullable(),
  kind: ImportKind,
  /** Of a till's file: returns, distinct customers whom nobody knows, and what it adds to the shop's net. */
  returns: z.int(),
  unknownCustomers: z.int(),
  netCents: z.int(),
})
export const ImportResult = ImportOutcome.extend({
  /** Pictures that were kept, and those for which there was no place. */
  photos: z.int(),
  photosLeft: z.int(),
  suspects: Suspects,
  /** What should be looked at, such as a line far above all others. */
  notices: z.array(RowProblem),
})
export type ImportResult = z.infer<typeof ImportResult>
export const ImportRun = ImportOutcome.extend({
  fileName: z.string(),
  format: ImportFormat,
  mode: ImportMode,
  key: ImportKey.nullable(),
  at: Timestamp,
  undoneAt: Timestamp.nullable(),
})
export type ImportRun = z.infer<typeof ImportRun>
export const ImportUndone = z.object({
  removed: z.int(),
  reverted: z.int(),
  kept: z.array(z.object({ customerId: CustomerId, displayName: z.string() })),
  keptTotal: z.int(),
})

export const RowAction = z.enum(['created', 'updated', 'unchanged', 'failed'])
export type RowAction = z.infer<typeof RowAction>
/** What one row of an import did. */
export const ImportRow = z.object({
  line: z.int(),
  action: RowAction,
  customerId: CustomerId.nullable(),
  /** What the row booked, where it is of a till's file. */
  receipt: z.object({ receiptNo: z.string(), day: IsoDate, kind: z.enum(['purchase', 'return']), totalCents: Cents }).nullable(),
  /** Empty where nobody came of it; the first values of the row then say which it is. */
  name: z.string(),
  /** The customer is there, not in the bin and not gone. */
  isThere: z.boolean(),
  problems: z.array(RowProblem),
  /** What an updated row changed, field by field. */
  changes: z.array(z.object({ table: z.string(), field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
})
export type ImportRow = z.infer<typeof ImportRow>

/** What is left out is found out from the file; `hasHeader` says whether the first row names the columns. */
const options = {
  file: FilePath,
  /** `auto`: what the names of its columns say. */
  kind: ImportKind.or(z.literal('auto')).default('customers'),
  mapping: z.union([ImportMapping, TillMapping]).optional(),
  /** Whether customers whom a till's file names by a number nobody has are made. */
  createCustomers: z.boolean().default(false),
  /** Receipts of a till's file with an amount far above all others: taken and named where nothing is said. */
  outliers: OutlierRule.optional(),
  encoding: ImportEncoding.optional(),
  delimiter: z.string().max(1).optional(),
  hasHeader: z.boolean().optional(),
  /** Which sheet of a workbook; the first where it is left out. */
  sheet: z.string().max(100).optional(),
  /** Both, or what was chosen the last time for a file with these columns. */
  mode: ImportMode.optional(),
  key: ImportKey.nullable().optional(),
  duplicates: SuspectRule.default('off'),
  /** Whether columns go where they went the last time for a file with the same. */
  useSaved: z.boolean().default(true),
}

export const importCalls = {
  /** Reads the whole file, changes nothing: what would happen to each row. A job in the window (`previewJob`), a plain answer for scripts. */
  preview: read(z.object(options), ImportPreview, { paths: ['file'] }),
  previewJob: job(z.object(options), ImportPreview, { paths: ['file'] }),
  start: job(z.object(options), ImportResult, {
    touches: ['customers', 'imports', 'operations', 'purchases', 'phases', 'loyalty'],
    writes: true,
    paths: ['file'],
  }),
  /** Takes a whole import back. Customers changed since are kept and named. */
  undo: job(z.object({ importId: ImportId }), ImportUndone, {
    touches: ['customers', 'imports', 'operations', 'phases', 'purchases', 'loyalty'],
    writes: true,
  }),
  /** What each row of an import did. `unlisted`: rows that had been read before, letter by letter, and were not looked at again. */
  rows: read(
    z.object({ importId: ImportId, action: RowAction.optional(), limit: Limit.default(100), offset: Offset.default(0) }),
    z.object({ run: ImportRun, rows: z.array(ImportRow), total: z.int(), unlisted: z.int() }),
  ),
  /** Where columns went for files that were read before, the last used first. */
  mappings: read(Nothing, z.array(SavedMapping)),
  renameMapping: write(z.object({ mappingId: ImportMappingId, name: line(120).refine((text) => text !== '', 'import-mapping-unnamed') }), Nothing, [
    'imports',
  ]),
  removeMapping: write(z.object({ mappingId: ImportMappingId }), Nothing, ['imports']),
  /** Keeps a mapping for files with these columns; also the way back from removing one. */
  saveMapping: write(SavedMapping.omit({ mappingId: true, usedAt: true }), z.object({ mappingId: ImportMappingId }), ['imports']),
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
  targets: read(Nothing, z.array(ColumnTarget)),
}
