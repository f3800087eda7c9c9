import { z } from 'zod'
import { job, read } from './call.ts'
import { OwnTarget } from './own-target.ts'
import { CustomerSelection } from './selection.ts'
import { CustomerId, ExportRunId, FilePath, Limit, Offset, Timestamp, ViewId } from './values.ts'

export const exportReasons = ['export-nobody', 'export-into-data-folder', 'export-too-many-rows', 'export-too-large', 'export-qr-too-long'] as const

/** A table for spreadsheets, an address book for phones, or all there is in an open form (docs/archiv.md). */
export const ExportFormat = z.enum(['csv', 'xlsx', 'vcard', 'archive'])
export type ExportFormat = z.infer<typeof ExportFormat>
/** A column of the customer list, by its name there. */
export const ExportColumn = z.enum([
  'name',
  'number',
  'phase',
  'lastPurchase',
  'net12',
  'points',
  'phone',
  'city',
  'email',
  'birthday',
  'card',
  'tags',
  'source',
  'created',
  'total',
  'purchaseDays',
  'postcode',
  'letterGreeting',
])
export type ExportColumn = z.infer<typeof ExportColumn>
/** A column of the list: one of the app's, or a field of the owner's own. */
export const ListedColumn = z.union([ExportColumn, OwnTarget])
export type ListedColumn = z.infer<typeof ListedColumn>
/** The columns that the list shows, everything there is to know, or these. */
export const ExportColumns = z.union([z.enum(['list', 'all']), z.array(ListedColumn).min(1).max(80)])
export type ExportColumns = z.infer<typeof ExportColumns>
export const VcardVersion = z.enum(['3.0', '4.0'])
export type VcardVersion = z.infer<typeof VcardVersion>
/** What a code for the phone may hold beside the name. */
export const CardField = z.enum(['firm', 'phone', 'email', 'address', 'web', 'birthday', 'memo'])
export type CardField = z.infer<typeof CardField>
const cardFields = z.array(CardField).max(CardField.options.length).default(['firm', 'phone', 'email', 'address'])

export const ExportResult = z.object({ file: z.string(), rows: z.int(), bytes: z.int() })
export type ExportResult = z.infer<typeof ExportResult>
export const ExportRun = z.object({ id: ExportRunId, at: Timestamp, format: ExportFormat, customers: z.int(), fileName: z.string() })
export type ExportRun = z.infer<typeof ExportRun>

/** Without view and selection: all customers of the list. */
const who = { viewId: ViewId.optional(), selection: CustomerSelection.optional() }

export const exportCalls = {
  /** Writes customers to a file that appears whole or not at all. The archive always holds everything. */
  customers: job(
    z.object({
      file: FilePath,
      format: ExportFormat,
      ...who,
      columns: ExportColumns.default('list'),
      delimiter: z.enum([';', ',']).default(';'),
      vcardVersion: VcardVersion.default('3.0'),
      /** In which language columns are named; the owner's where it is left out. */
      language: z.enum(['de', 'en']).optional(),
    }),
    ExportResult,
    { paths: ['file'], touches: ['exports'] },
  ),
  count: read(z.object(who), z.object({ customers: z.int() })),
  /** What was exported so far, the newest first. */
  list: read(z.object({ limit: Limit.default(20), offset: Offset.default(0) }), z.object({ rows: z.array(ExportRun), total: z.int() })),
  /** One customer as a code that a phone's camera reads; `leftOut` names what did not fit. */
  qr: read(z.object({ customerId: CustomerId, fields: cardFields }), z.object({ svg: z.string(), vcard: z.string(), leftOut: z.array(CardField) })),
  /** The same card as a file, with nothing left out. */
  saveCard: job(z.object({ customerId: CustomerId, fields: cardFields, file: FilePath }), ExportResult, { paths: ['file'], touches: ['exports'] }),
}
