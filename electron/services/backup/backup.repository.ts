import type { BackupCounts, Timestamp } from '#contract'
import type { Db, ReadDb } from '../../database/open.ts'

/** A copy as it was written down. */
export interface CopyRow extends BackupCounts {
  at: Timestamp
  folder: string
  fileName: string
  bytes: number
  documents: number
  documentBytes: number
  state: 'verified' | 'discarded'
}

const COPY = `select at, folder, file_name as fileName, bytes, customers, purchases, cards, documents,
  document_bytes as documentBytes, state from backup_copy`

/** All SQL about copies. */
export function backupRepository(db: Db) {
  const insert = db.prepare<[CopyRow]>(
    `insert into backup_copy (at, folder, file_name, bytes, customers, purchases, cards, documents, document_bytes, state)
     values (@at, @folder, @fileName, @bytes, @customers, @purchases, @cards, @documents, @documentBytes, @state)`,
  )
  const all = db.prepare<[], CopyRow>(`${COPY} order by at desc, id desc`)
  const lastGood = db.prepare<[], CopyRow>(`${COPY} where state = 'verified' order by at desc, id desc limit 1`)
  const known = db.prepare<[string, string, number], number>(
    `select 1 from backup_copy where folder = ? and file_name = ? and bytes = ? and state = 'verified'`,
  )
  const ownCustomers = db.prepare<[], number>('select exists (select 1 from customer where deleted_at is null and is_sample = 0)').pluck()
  return {
    insert: (row: CopyRow) => void insert.run(row),
    all: () => all.all(),
    lastGood: () => lastGood.get(),
    isKnown: ({ folder, fileName, bytes }: CopyRow) => known.get(folder, fileName, bytes) !== undefined,
    /** Whether there is anything to lose: a customer who was not invented. */
    hasOwnCustomers: () => ownCustomers.get() === 1,
  }
}

/** What a copy is judged by: customers out of the bin, purchases in force, cards. */
export function countsOf(db: ReadDb): BackupCounts {
  return db
    .prepare<[], BackupCounts>(
      `select (select count(*) from customer where deleted_at is null) as customers,
         (select count(*) from purchase where voided_at is null) as purchases, (select count(*) from card) as cards`,
    )
    .get()!
}

/** How many contents a copy names, as they are written down with it. */
export const documentSum = (files: readonly { bytes: number }[]): Pick<CopyRow, 'documents' | 'documentBytes'> => ({
  documents: files.length,
  documentBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
})
