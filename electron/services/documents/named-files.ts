import type { ReadDb } from '../../database/open.ts'

/** A content that a database names. */
export interface NamedFile {
  hash: string
  bytes: number
  /** One of the names it goes by. */
  name: string
}
/** What documents of a database refer to; none in a copy from before there were documents. */
export function filesNamedIn(db: ReadDb): NamedFile[] {
  const hasDocuments = db.prepare("select 1 from sqlite_schema where name = 'document' and type = 'table'").get() !== undefined
  if (!hasDocuments) return []
  return db.prepare<[], NamedFile>('select hash, max(bytes) as bytes, min(name) as name from document group by hash').all()
}
