import { z } from 'zod'
import { job, read, write } from './call.ts'
import { CustomerId, DocumentId, FilePath, IsoDate, line, OperationId, paragraph, Timestamp } from './values.ts'

export const documentReasons = [
  'document-gone',
  'document-empty',
  'document-too-large',
  'document-is-folder',
  'document-not-an-image',
  'document-content-missing',
  'document-not-openable',
  'document-no-program',
  'camera-missing',
  'camera-refused',
  'document-name-missing',
] as const

/** The largest file that is kept. */
export const DOCUMENT_LIMIT_BYTES = 50_000_000

export const DocumentKind = z.enum(['photo', 'file'])
export const Document = z.object({
  id: DocumentId,
  customerId: CustomerId,
  kind: DocumentKind,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  hash: z.string(),
  note: z.string(),
  addedOn: IsoDate,
  createdAt: Timestamp,
})
export type Document = z.infer<typeof Document>
/** Only pictures are shown in the window: under this path, by their hash. */
export const imagePath = (hash: string): string => `/files/${hash}`
const Hash = z.string().regex(/^[0-9a-f]{64}$/)

export const documentCalls = {
  /**
   * Keeps a copy of a file with a customer. A photo takes the place of the one before. A job, because a large file is read,
   * hashed and flushed in a thread of its own.
   */
  add: job(
    z.object({ customerId: CustomerId, file: FilePath, kind: DocumentKind.default('file'), note: paragraph(2000).default('') }),
    z.object({ document: Document, operationId: OperationId.nullable() }),
    { touches: ['documents', 'operations'], writes: true, paths: ['file'] },
  ),
  /** Newest first, without the photo. */
  listFor: read(z.object({ customerId: CustomerId }), z.object({ rows: z.array(Document), photo: Document.nullable() })),
  remove: write(z.object({ documentId: DocumentId }), Document, ['documents']),
  rename: write(z.object({ documentId: DocumentId, name: line(200) }), Document, ['documents']),
  note: write(z.object({ documentId: DocumentId, note: paragraph(2000) }), Document, ['documents']),
  /** A copy under the document's own name, to be opened with another program. Refused for what a computer would run. */
  open: read(z.object({ documentId: DocumentId }), z.object({ file: z.string() })),
  saveAs: read(z.object({ documentId: DocumentId, file: FilePath }), z.object({ file: z.string(), bytes: z.int() }), { paths: ['file'] }),
  /** Where the content of a known picture lies. */
  image: read(z.object({ hash: Hash }), z.object({ file: z.string(), mediaType: z.string() })),
}
