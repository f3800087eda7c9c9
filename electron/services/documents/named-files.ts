import type { ReadDb } from '../../database/open.ts'

/** A content that a database names. */
export interface NamedFile {
  hash: string
  bytes: number
  /** One of the names it goes by. */
  name: string
}
/** What documents and the logos of cards refer to; a copy from an older program may know of neither. */
export function filesNamedIn(db: ReadDb): NamedFile[] {
  const has = (table: string) => db.prepare("select 1 from sqlite_schema where name = ? and type = 'table'").get(table) !== undefined
  const named = [
    ...(has('document') ? ['select hash, bytes, name from document'] : []),
    ...(has('card_design') ? ['select logo_hash, logo_bytes, logo_name from card_design where logo_hash is not null'] : []),
  ]
  if (named.length === 0) return []
  return db.prepare<[], NamedFile>(`select hash, max(bytes) as bytes, min(name) as name from (${named.join(' union all ')}) group by hash`).all()
}
